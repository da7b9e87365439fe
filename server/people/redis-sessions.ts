// Sessions in Redis, known to every hub: signed in at one, signed in at all; ended at one, ended at all.
import type { RedisDoor } from '../redis/client.ts';
import {
  beginScript,
  endScript,
  findScript,
  lockScript,
  unlockScript,
  useScript,
} from './redis-session-scripts.ts';
import { createPasses } from './session-pass.ts';
import {
  createEnds,
  defaultSessionLimits,
  isToken,
  keyOf,
  lifetimeMs,
  newToken,
  type Session,
  SessionBegin,
  type SessionLimits,
  type Sessions,
} from './sessions.ts';

/** A session found is believed for so long without asking again, unless it is heard to have changed, ms. */
const believedMs = 5_000;
const mostBelieved = 10_000;

/** Opens them on a line to Redis that somebody else closes; `nowMs` gives epoch milliseconds. */
export const openRedisSessions = (
  door: RedisDoor,
  prefix: string,
  nowMs: () => number,
  { mostPerPerson, onTooMany, idleMs }: SessionLimits = defaultSessionLimits,
): Sessions => {
  const named = (name: string): string => `${prefix}:{sessions}/${name}`;
  const keys = [named('begun'), named('begins'), named('uses')];
  const personKey = named('begun-by/');
  const run = (script: string, ...args: readonly string[]) => door.eval(script, keys, args);
  const passes = createPasses(door, named('secret'));
  const ends = createEnds();
  const locks = createEnds();
  /** What was found lately. */
  const believed = new Map<string, { readonly session: Session; readonly untilMs: number }>();
  const leave = [
    door.subscribe(named('ended'), (key) => {
      believed.delete(key);
      ends.tell(key);
    }),
    door.subscribe(named('locked'), (key) => {
      believed.delete(key);
      locks.tell(key);
    }),
    door.subscribe(named('unlocked'), (key) => void believed.delete(key)),
  ];

  const believe = (session: Session): Session => {
    if (believed.size >= mostBelieved) believed.clear();
    believed.set(session.key, { session, untilMs: nowMs() + believedMs });
    return session;
  };
  const isIdle = (usedAtMs: number): boolean => nowMs() - usedAtMs >= idleMs;

  const look = async (key: string): Promise<Session | null> => {
    const found = await run(findScript, key, String(nowMs() - lifetimeMs));
    if (!Array.isArray(found)) return null;
    const [begin, begun, used] = found.map(String);
    const usedAtMs = Number((used ?? '').replace('L', ''));
    return believe({
      key,
      ...SessionBegin.parse(JSON.parse(begin ?? '')),
      begunAtMs: Number(begun),
      usedAtMs,
      locked: (used ?? 'L').startsWith('L') || isIdle(usedAtMs),
    });
  };
  const findByKey = async (key: string): Promise<Session | null> => {
    const known = believed.get(key);
    // What seems idle may have been used at another hub meanwhile.
    if (known !== undefined && nowMs() < known.untilMs && !isIdle(known.session.usedAtMs)) {
      return known.session;
    }
    believed.delete(key);
    return look(key);
  };
  const endAll = async (ended: readonly string[]): Promise<void> => {
    for (const key of ended) believed.delete(key);
    if (ended.length > 0) await run(endScript, named('ended'), personKey, ...ended);
  };

  return {
    begin: async (begin) => {
      const token = newToken();
      const key = keyOf(token);
      const now = nowMs();
      const limits = [String(now), String(now - lifetimeMs), String(mostPerPerson)];
      const ended = await door.eval(
        beginScript,
        [...keys, `${personKey}${begin.staff}`],
        [key, JSON.stringify(begin), ...limits, named('ended')],
      );
      for (const other of Array.isArray(ended) ? ended : []) {
        onTooMany();
        believed.delete(String(other));
      }
      return { token, session: believe({ ...begin, key, begunAtMs: now, usedAtMs: now, locked: false }) };
    },
    find: async (token) => (isToken(token) ? findByKey(keyOf(token)) : null),
    look,
    passFor: ({ key }) => passes.passFor(key),
    findByPass: async (pass) => {
      const key = await passes.keyIn(pass);
      return key === null ? null : findByKey(key);
    },
    use: async (key) => {
      believed.delete(key);
      await run(useScript, key, String(nowMs()), String(nowMs() - idleMs));
    },
    lock: async (key, when) => {
      believed.delete(key);
      const usedBy = String(when === 'now' ? nowMs() : nowMs() - idleMs);
      return Number(await run(lockScript, key, usedBy, named('locked'))) === 1;
    },
    unlock: async (key) => {
      believed.delete(key);
      await run(unlockScript, key, String(nowMs()), named('unlocked'));
    },
    end: (token) => endAll([keyOf(token)]),
    endKey: (key) => endAll([key]),
    endAllOf: async (staff, exceptKey) => {
      const own = `${personKey}${staff}`;
      const of = await door.send(own, ['ZRANGE', own, '0', '-1']);
      await endAll((Array.isArray(of) ? of.map(String) : []).filter((key) => key !== exceptKey));
    },
    onEnd: ends.listen,
    onLock: locks.listen,
    close: () => {
      for (const stop of leave) stop();
    },
  };
};

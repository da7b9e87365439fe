// What sessions must do, wherever they are kept.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lifetimeMs, SessionBegin, type SessionLimits, type Sessions } from '../../server/people/sessions.ts';

const beginOf = (staff: string): SessionBegin =>
  SessionBegin.parse({ staff, how: 'password', from: '10.0.0.7' });
const sato = beginOf('sato');
const idleMs = 60_000;

export type OpenedSessions = {
  readonly sessions: Sessions;
  /** Closes them and opens them again on the same data. */
  reopen(): Promise<OpenedSessions>;
  close(): Promise<void>;
};

/** `open` takes the clock, epoch ms. */
export const sessionsContract = (
  name: string,
  open: (nowMs: () => number, limits: SessionLimits) => Promise<OpenedSessions>,
): void => {
  describe(`${name} keep the contract of sessions`, () => {
    let nowMs = 1_000;
    let opened: OpenedSessions;
    let sessions: Sessions;
    const tooMany = { times: 0 };
    beforeEach(async () => {
      nowMs = 1_000;
      tooMany.times = 0;
      opened = await open(() => nowMs, {
        mostPerPerson: 3,
        idleMs,
        onTooMany: () => {
          tooMany.times += 1;
        },
      });
      sessions = opened.sessions;
    });
    afterEach(() => opened.close());

    it('are found again after a restart', async () => {
      const { token, session } = await sessions.begin(sato);
      opened = await opened.reopen();
      expect(await opened.sessions.find(token)).toEqual(session);
    });

    it('end when told, once, and tell listeners', async () => {
      const ended: string[] = [];
      sessions.onEnd((key) => ended.push(key));
      const { token, session } = await sessions.begin(sato);
      await sessions.end(token);
      await sessions.end(token);
      expect(await sessions.find(token)).toBeNull();
      await expect.poll(() => ended).toEqual([session.key]);
    });

    it('end with age', async () => {
      const { token } = await sessions.begin(sato);
      nowMs += lifetimeMs - 1;
      expect(await sessions.find(token)).toMatchObject({ locked: true });
      nowMs += 10_000;
      expect(await sessions.find(token)).toBeNull();
    });

    it('end the oldest of one person beyond the limit, and nobody else’s', async () => {
      const ended: string[] = [];
      sessions.onEnd((key) => ended.push(key));
      const others = await sessions.begin(beginOf('suzuki'));
      const begun = [];
      for (let i = 0; i < 5; i += 1) {
        nowMs += 1;
        begun.push(await sessions.begin(sato));
      }
      const found = await Promise.all(begun.map(({ token }) => sessions.find(token)));
      expect(found.map((session) => session !== null)).toEqual([false, false, true, true, true]);
      expect(await sessions.find(others.token)).not.toBeNull();
      await expect.poll(() => ended).toEqual(begun.slice(0, 2).map(({ session }) => session.key));
      expect(tooMany.times).toBe(2);
    });

    it('tell when they began, how and from where, and when they were last used', async () => {
      const { token, session } = await sessions.begin(sato);
      expect(session).toMatchObject({ ...sato, begunAtMs: 1_000, usedAtMs: 1_000, locked: false });
      nowMs += idleMs - 1;
      await sessions.use(session.key);
      nowMs += idleMs - 1;
      expect(await sessions.find(token)).toEqual({ ...session, usedAtMs: 1_000 + idleMs - 1 });
      expect(await sessions.look(session.key)).toEqual(await sessions.find(token));
    });

    it('are locked when nobody uses them, and no use unlocks them', async () => {
      const { token, session } = await sessions.begin(sato);
      expect(await sessions.lock(session.key, 'idle')).toBe(false);
      nowMs += idleMs;
      expect(await sessions.find(token)).toMatchObject({ locked: true });
      await sessions.use(session.key);
      expect(await sessions.find(token)).toMatchObject({ locked: true });
      expect([await sessions.lock(session.key, 'idle'), await sessions.lock(session.key, 'idle')]).toEqual([
        true,
        false,
      ]);
      await sessions.unlock(session.key);
      expect(await sessions.find(token)).toMatchObject({ locked: false, usedAtMs: nowMs });
    });

    it('are locked at once by hand, also after a restart, and tell listeners', async () => {
      const locked: string[] = [];
      sessions.onLock((key) => locked.push(key));
      const { token, session } = await sessions.begin(sato);
      expect(await sessions.lock(session.key, 'now')).toBe(true);
      await expect.poll(() => locked).toEqual([session.key]);
      opened = await opened.reopen();
      expect(await opened.sessions.find(token)).toMatchObject({ key: session.key, locked: true });
      expect(await opened.sessions.lock('0'.repeat(64), 'now')).toBe(false);
    });

    it('end everywhere for one person, but where he says so', async () => {
      const ended: string[] = [];
      sessions.onEnd((key) => ended.push(key));
      const [one, two, three] = [
        await sessions.begin(sato),
        await sessions.begin(sato),
        await sessions.begin(beginOf('suzuki')),
      ];
      await sessions.endAllOf(sato.staff, two.session.key);
      await expect.poll(() => ended).toEqual([one.session.key]);
      const found = await Promise.all([one, two, three].map(({ token }) => sessions.find(token)));
      expect(found.map((session) => session !== null)).toEqual([false, true, true]);
      await sessions.endAllOf(sato.staff, null);
      expect(await sessions.find(two.token)).toBeNull();
    });

    it('find nothing for nonsense', async () => {
      for (const token of ['', 'x', "' OR 1=1 --", 'a'.repeat(43)])
        expect(await sessions.find(token)).toBeNull();
    });
  });
};

// When a server of a run goes or pauses: drawn apart for times in which somebody waits for it and in which nobody does.
import type { Luck } from './run-draws.ts';
import type { Scene } from './scene.ts';

export type Clocks = ReturnType<typeof createClocks>;

/** Draws of a pause after a rest have places of their own beside those after pauses. */
const afterRest = 64;

export const createClocks = ({ servers }: Scene, luck: Luck) => {
  const closesAt = new Float64Array(servers.count);
  const pausesAt = new Float64Array(servers.count);
  /** The soonest of its planned end, its closing and its pause, while somebody waits. */
  const stopsAt = new Float64Array(servers.count);
  const closesIdleAt = new Float64Array(servers.count);
  const pausesIdleAt = new Float64Array(servers.count);
  const pauses = new Int32Array(servers.count);
  const rests = new Int32Array(servers.count);
  /** Turns it has taken after its planned end. */
  const turns = new Int32Array(servers.count);
  const hadLong = new Uint8Array(servers.count);

  const setStop = (server: number): void => {
    stopsAt[server] = Math.min(
      servers.to[server] as number,
      closesAt[server] as number,
      pausesAt[server] as number,
    );
  };

  return {
    stopsAt,
    closesIdleAt,
    pausesIdleAt,
    hadLong,
    /** A run begins. */
    reset: (): void => {
      hadLong.set(servers.hadLongPause);
      rests.fill(0);
    },
    /** The server opens. */
    open: (server: number, at: number): void => {
      turns[server] = 0;
      pauses[server] = 0;
      closesAt[server] = luck.untilClosing(server, at, 0);
      pausesAt[server] = luck.untilPause(server, 0, at, hadLong[server] === 1);
      setStop(server);
    },
    /** Whether it goes although somebody waits for it: it closes by chance, or does not stay after its planned end. */
    goes: (server: number, at: number): boolean => {
      const after = at - (servers.to[server] as number);
      if (after < 0) return at >= (closesAt[server] as number);
      if (servers.mayStay[server] !== 1) return true;
      const times = turns[server] as number;
      turns[server] = times + 1;
      return !luck.staysOn(server, times, after, times > 0 || servers.hasStayed[server] === 1);
    },
    pausesBy: (server: number, at: number): boolean => at >= (pausesAt[server] as number),
    /** Nobody waits for it any more. */
    rest: (server: number, at: number): void => {
      const times = (rests[server] as number) + 1;
      rests[server] = times;
      closesIdleAt[server] = Math.min(servers.to[server] as number, luck.untilIdleClosing(server, at, times));
      pausesIdleAt[server] = luck.untilIdlePause(server, at, times, hadLong[server] === 1);
    },
    /** Somebody waits again: a going or a pause that fell into the time of rest was none. */
    wake: (server: number, at: number): void => {
      const times = rests[server] as number;
      if ((closesAt[server] as number) < at) closesAt[server] = luck.untilClosing(server, at, times);
      if ((pausesAt[server] as number) < at)
        pausesAt[server] = luck.untilPause(server, times + afterRest, at, hadLong[server] === 1);
      setStop(server);
    },
    /** When the pause ends that began at `since`; noticed at `at`, later for one that began while it idled. */
    pauseEnd: (server: number, since: number, at: number): number => {
      const times = pauses[server] as number;
      const long = luck.isLongPause(server, times, since, hadLong[server] === 1, since < at);
      if (long) hadLong[server] = 1;
      const end = Math.max(at, since + luck.pause(server, times, long));
      pauses[server] = times + 1;
      pausesAt[server] = luck.untilPause(server, times + 1, end, hadLong[server] === 1);
      setStop(server);
      return end;
    },
  };
};

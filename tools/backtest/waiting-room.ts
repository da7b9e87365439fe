// Who waits at an instant of the past: issued, not called, not known to have left, and not passed over as those are who left.
import { ticketKey } from './seats.ts';
import type { PastVisit } from './visits-file.ts';

/** Passed over by so many of its procedure who came later, a ticket is taken to have left, until the office's own past tells. */
const passedOver = 3;
/** Of those passed over so often, fewer than this share were called after all: they have left. */
const stillCalled = 0.3;
/** So many must have been passed over before the share is believed. */
const needed = 10;

export type Waiting = {
  readonly visit: PastVisit;
  readonly sequence: number;
  passed: number;
  /** When it was taken to have left (epoch ms); null: it was not. */
  goneMs: number | null;
};

/** How often those who were passed over were called after all, over all days of a site. */
export const createPatience = () => {
  const passed = new Float64Array(passedOver + 1);
  const called = new Float64Array(passedOver + 1);
  return {
    /** A ticket's wait has ended, by a call or with the day. */
    learn: (times: number, wasCalled: boolean): void => {
      for (let k = 1; k <= Math.min(times, passedOver); k += 1) {
        passed[k] = (passed[k] ?? 0) + 1;
        if (wasCalled) called[k] = (called[k] ?? 0) + 1;
      }
    },
    /** How often a ticket is passed over before it is taken to have left. */
    most: (): number => {
      for (let k = 1; k < passedOver; k += 1) {
        const n = passed[k] ?? 0;
        if (n >= needed && (called[k] ?? 0) / n < stillCalled) return k;
      }
      return passedOver;
    },
  };
};
export type Patience = ReturnType<typeof createPatience>;

export const createWaitingRoom = (patience: Patience) => {
  const all = new Map<string, Waiting>();
  const most = patience.most();
  let sequence = 0;
  const here = (): readonly Waiting[] => [...all.values()].filter(({ goneMs }) => goneMs === null);
  const callable = (nowMs: number, serves: (procedure: string) => boolean) =>
    here().filter(({ visit }) => (visit.callableFromMs ?? 0) <= nowMs && serves(visit.procedure));
  return {
    here,
    /** Those never called and not told to have left, who are taken to have. */
    gone: (): readonly Waiting[] => [...all.values()].filter(({ goneMs }) => goneMs !== null),
    enter: (visit: PastVisit): void => {
      sequence += 1;
      all.set(ticketKey(visit), { visit, sequence, passed: 0, goneMs: null });
    },
    /** Left before the call, and said so. */
    depart: (visit: PastVisit): void => {
      all.delete(ticketKey(visit));
    },
    /** Called: those of its procedure who were due before have been passed over once more. */
    leave: (visit: PastVisit): void => {
      const mine = all.get(ticketKey(visit));
      if (mine !== undefined) patience.learn(mine.passed, true);
      all.delete(ticketKey(visit));
      for (const other of all.values()) {
        if (other.visit.procedure !== visit.procedure || other.visit.dueMs >= visit.dueMs) continue;
        other.passed += 1;
        if (other.passed >= most) other.goneMs ??= visit.calledMs;
      }
    },
    /** The day is over: who is still here was never called. */
    close: (): void => {
      for (const { passed } of all.values()) patience.learn(passed, false);
    },
    /** Since when (epoch ms) somebody has been callable for a booth; null: nobody is. */
    soonest: (nowMs: number, serves: (procedure: string) => boolean): number | null =>
      callable(nowMs, serves).reduce<number | null>((soonest, { visit }) => {
        const fromMs = visit.callableFromMs ?? visit.issuedMs;
        return soonest === null ? fromMs : Math.min(soonest, fromMs);
      }, null),
    /** The earliest due time of those callable for a booth, per procedure. */
    firstDue: (nowMs: number, serves: (procedure: string) => boolean): ReadonlyMap<string, number> => {
      const first = new Map<string, number>();
      for (const { visit } of callable(nowMs, serves))
        first.set(visit.procedure, Math.min(first.get(visit.procedure) ?? visit.dueMs, visit.dueMs));
      return first;
    },
  };
};

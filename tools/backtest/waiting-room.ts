// Who waits at an instant of the past: issued, not called, and not passed over so often that they must have left.
import { ticketKey } from './seats.ts';
import type { PastVisit } from './visits-file.ts';

/** Passed over by so many of its procedure who came later, a ticket is taken to have left. */
const passedOver = 3;

export type Waiting = { readonly visit: PastVisit; readonly sequence: number; passed: number };

export const createWaitingRoom = () => {
  const all = new Map<string, Waiting>();
  let sequence = 0;
  const here = (): readonly Waiting[] => [...all.values()].filter(({ passed }) => passed < passedOver);
  const callable = (nowMs: number, serves: (procedure: string) => boolean) =>
    here().filter(({ visit }) => (visit.callableFromMs ?? 0) <= nowMs && serves(visit.procedure));
  return {
    here,
    enter: (visit: PastVisit): void => {
      sequence += 1;
      all.set(ticketKey(visit), { visit, sequence, passed: 0 });
    },
    /** Called: those of its procedure who were due before have been passed over once more. */
    leave: (visit: PastVisit): void => {
      all.delete(ticketKey(visit));
      for (const other of all.values())
        if (other.visit.procedure === visit.procedure && other.visit.dueMs < visit.dueMs) other.passed += 1;
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

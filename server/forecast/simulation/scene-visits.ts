// The visit that a booth is in: how long it has lasted, and which of its possible courses it may be on.
import type { BoothNow, QueueNow } from '../contract.ts';
import type { Models } from '../learning/learn.ts';
import { keyOf } from '../numbers/draws.ts';
import { shareBelow } from '../numbers/quantile-table.ts';
import { minutesFrom } from '../numbers/time-bins.ts';

export type CurrentVisitScene = {
  readonly procedure: number;
  readonly key: number;
  readonly factor: number;
  readonly due: number;
  readonly sequence: number;
  /** Minutes since the call (or the resumption), and since Start; NaN: not pressed. */
  readonly elapsed: number;
  readonly served: number;
  readonly resumed: boolean;
  /** Nobody comes; nobody pressed Start, but the visit goes on; else Start is still to come. Shares of one. */
  readonly absentShare: number;
  readonly unpressedShare: number;
};

export const currentOf = (
  queue: QueueNow,
  models: Models,
  index: ReadonlyMap<string, number>,
  booth: BoothNow,
): CurrentVisitScene | null => {
  const visit = booth.current;
  const procedure = visit === null ? undefined : index.get(visit.procedure);
  const figures = visit === null ? undefined : models.figures.procedures.get(visit.procedure);
  if (visit === null || procedure === undefined || figures === undefined) return null;
  const elapsed = Math.max(0, -minutesFrom(queue.nowMs, visit.calledAtMs));
  const lasts = (table: Float64Array) => Math.max(1e-4, 1 - shareBelow(table, elapsed));
  const comes = 1 - figures.absentShare;
  // Bayes: each course by how usual it is, and by how often it lasts as long as this has.
  const absent = figures.absentShare * lasts(models.figures.absence.table);
  const unpressed = comes * (1 - figures.startShare) * lasts(figures.time.table);
  const toStart = comes * figures.startShare * lasts(models.figures.walk.table);
  const open = visit.startedAtMs === null && !visit.resumed;
  const sum = absent + unpressed + toStart;
  return {
    procedure,
    key: keyOf(visit.ticket),
    factor: figures.boothFactors.get(booth.number) ?? 1,
    due: minutesFrom(queue.nowMs, visit.dueMs),
    sequence: 0,
    elapsed,
    served:
      visit.startedAtMs === null ? Number.NaN : Math.max(0, -minutesFrom(queue.nowMs, visit.startedAtMs)),
    resumed: visit.resumed,
    absentShare: open ? absent / sum : 0,
    unpressedShare: open ? unpressed / sum : 0,
  };
};

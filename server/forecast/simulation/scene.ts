// The queue laid out for running forward: lists of numbers, times in minutes from now. Built once, the same for all runs.
import type { QueueNow } from '../contract.ts';
import type { Figures } from '../learning/figures.ts';
import type { Models } from '../learning/learn.ts';
import type { Leaving } from '../learning/leaving.ts';
import { keyOf } from '../numbers/draws.ts';
import { minutesFrom } from '../numbers/time-bins.ts';
import { type Entrants, entrantsOf, type Lanes, lanesOf } from './scene-entrants.ts';
import { levelsNow, type ProcedureLevel } from './scene-levels.ts';
import { type Servers, serversOf } from './scene-servers.ts';
import { type Sources, sourcesOf } from './scene-sources.ts';

export type Scene = {
  readonly nowMs: number;
  /** When the doors close and when the business day ends, in minutes from now. */
  readonly closes: number;
  readonly ends: number;
  readonly figures: Figures;
  /** In the order of the queue's procedures; lane i is the common lane of procedure i. */
  readonly procedures: readonly SceneProcedure[];
  readonly lanes: Lanes;
  readonly entrants: Entrants;
  readonly servers: Servers;
  readonly sources: Sources;
  /** Whether anybody leaves before the call. */
  readonly leaving: boolean;
  /** All walk-ins to come until intake ends, not only those who could overtake. */
  readonly wholeDay: boolean;
};

export type SceneProcedure = {
  readonly id: string;
  readonly key: number;
  readonly frozen: boolean;
  readonly level: ProcedureLevel;
  /** Call to leaving, in minutes, and its mean. */
  readonly table: Float64Array;
  readonly mean: number;
  readonly served: Float64Array;
  readonly servedMean: number;
  readonly plannedMinutes: number;
  readonly absentShare: number;
  readonly heldShare: number;
  /** Index of the procedure and the share up to and including it. */
  readonly transferTo: Int32Array;
  readonly transferUpTo: Float64Array;
  readonly returnCredit: number;
  readonly leaving: Leaving | null;
};

export const sceneOf = (queue: QueueNow, models: Models, wholeDay: boolean): Scene => {
  const { figures } = models;
  const known = queue.procedures.filter((procedure) => figures.procedures.has(procedure.id));
  const index = new Map(known.map((procedure, i) => [procedure.id, i]));
  const levels = levelsNow(queue, models);
  const procedures = known.map((procedure): SceneProcedure => {
    const mine = figures.procedures.get(procedure.id);
    if (mine === undefined) throw new Error(`procedure ${procedure.id} has no figures`);
    const transfers = mine.transfers.flatMap(({ to, share }) => {
      const at = index.get(to);
      return at === undefined || known[at]?.frozen ? [] : [{ at, share }];
    });
    let upTo = 0;
    return {
      id: procedure.id,
      key: keyOf(`procedure ${procedure.id}`),
      frozen: procedure.frozen,
      level: levels.get(procedure.id) ?? { mean: 0, deviation: 0 },
      table: mine.time.table,
      mean: mine.time.mean,
      served: mine.served.table,
      servedMean: mine.served.mean,
      plannedMinutes: mine.plannedMinutes,
      absentShare: mine.absentShare,
      heldShare: mine.heldShare,
      transferTo: Int32Array.from(transfers, ({ at }) => at),
      transferUpTo: Float64Array.from(transfers, ({ share }) => {
        upTo += share;
        return upTo;
      }),
      returnCredit: procedure.returnCreditMinutes,
      leaving: mine.leaving,
    };
  });
  const lanes = lanesOf(queue, index);
  const entrants = entrantsOf(queue, index, lanes);
  const servers = serversOf(queue, models, index, lanes, entrants);
  return {
    nowMs: queue.nowMs,
    closes: Math.max(0, minutesFrom(queue.nowMs, queue.closesAtMs)),
    ends: Math.max(0, minutesFrom(queue.nowMs, queue.endsAtMs)),
    figures,
    procedures,
    lanes,
    entrants,
    servers,
    leaving: procedures.some(({ leaving }) => leaving !== null),
    sources: sourcesOf(queue, models, index, lanes, entrants, servers, wholeDay),
    wholeDay,
  };
};

/** Whether any booth serves an entrant's procedure today, now or as planned. */
export const isServed = ({ servers, lanes, entrants }: Scene, entrant: number): boolean => {
  const procedure = lanes.procedure[entrants.lane[entrant] as number] as number;
  return servers.lane.some((lane) => lanes.procedure[lane] === procedure);
};

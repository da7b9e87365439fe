// Who may still come into the queue: walk-ins, reservations, the absent who return, held visits taken up again.
import { noShowShare } from '../../slots/no-show.ts';
import type { QueueNow } from '../contract.ts';
import { noShowCell } from '../learning/count-day.ts';
import type { Models } from '../learning/learn.ts';
import { keyOf } from '../numbers/draws.ts';
import { normalBelow } from '../numbers/normal.ts';
import { shareBelow } from '../numbers/quantile-table.ts';
import { binAt, binMs, binsOfDay, minutesFrom } from '../numbers/time-bins.ts';
import type { Entrants, Lanes } from './scene-entrants.ts';
import type { Servers } from './scene-servers.ts';

export type Sources = {
  readonly walkIns: readonly WalkInSource[];
  readonly reservations: readonly ReservationSource[];
  readonly comebacks: readonly ComebackSource[];
  /** Minutes since the beginning of the present half-hour. */
  readonly firstBinOffset: number;
  /** More entrants than this cannot come in a run; the rest stays away. */
  readonly most: number;
};

export type WalkInSource = {
  readonly procedure: number;
  readonly key: number;
  /** Per minute, for each half-hour from now on. */
  readonly rate: Float64Array;
  /** Those with and without a mark matter until then. */
  readonly until: number;
  readonly untilMarked: number;
  readonly markedShare: number;
  readonly markedMinutes: number;
  /** Log deviation of how busy today is. */
  readonly doubt: number;
};

export type ReservationSource = {
  readonly id: string;
  readonly procedure: number;
  readonly key: number;
  readonly slot: number;
  readonly lead: number;
  readonly grace: number;
  readonly earliest: number;
  readonly minutesOff: number;
  /** Shows up, given that it has not until now; and the share of latenesses that are past. */
  readonly showShare: number;
  readonly latenessBelow: number;
  readonly latenessMean: number;
  readonly latenessSpread: number;
};

/** Absent or held. */
export type ComebackSource = {
  readonly procedure: number;
  readonly lane: number;
  readonly key: number;
  readonly due: number;
  readonly sequence: number;
  readonly held: boolean;
  readonly elapsed: number;
  readonly below: number;
  readonly share: number;
};

/** Today's walk-ins weigh as this many against the average of past days. */
const busyWeight = 10;

export const sourcesOf = (
  queue: QueueNow,
  models: Models,
  index: ReadonlyMap<string, number>,
  lanes: Lanes,
  entrants: Entrants,
  servers: Servers,
  wholeDay: boolean,
): Sources => {
  const latest =
    Math.max(
      0,
      entrants.due.reduce((most, due) => Math.max(most, due), 0),
    ) + servers.maxDelay;
  const intoBin = (queue.nowMs % binMs) / 60_000;
  const walkIns = walkInsOf(queue, models, index, wholeDay ? Number.POSITIVE_INFINITY : latest);
  const reservations = reservationsOf(queue, models, index, wholeDay ? Number.POSITIVE_INFINITY : latest);
  const comebacks = comebacksOf(queue, models, index, lanes);
  // Everyone known or booked, thrice for who is transferred or comes back; and of walk-ins far more than chance brings.
  const expected = walkIns.reduce((sum, one) => sum + expectedOf(one, intoBin), 0);
  const most = 100 + 3 * (entrants.count + reservations.length + comebacks.length) + 6 * expected;
  return {
    ...{ walkIns, reservations, comebacks },
    firstBinOffset: intoBin,
    most: Math.min(entrants.count + 2_000, Math.ceil(most)),
  };
};

/** Walk-ins expected until the later of the two ends. */
const expectedOf = ({ rate, until, untilMarked }: WalkInSource, intoBin: number): number => {
  const end = Math.min(Math.max(until, untilMarked), 24 * 60);
  let sum = 0;
  for (let at = 0, bin = 0; at < end; bin += 1) {
    const next = Math.min(end, (bin + 1) * 30 - intoBin);
    sum += (rate[bin % rate.length] ?? 0) * Math.max(0, next - at);
    at = Math.max(at, next);
  }
  return sum;
};

/** A walk-in without mark is due when he comes, so he can only overtake those due later than that. */
const walkInsOf = (
  queue: QueueNow,
  models: Models,
  index: ReadonlyMap<string, number>,
  latest: number,
): readonly WalkInSource[] => {
  const { today, figures } = models;
  const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
  const busy = (sum(today.came) + busyWeight) / (sum(today.expected) + busyWeight);
  const firstBin = binAt(queue.nowMs);
  return queue.procedures.flatMap((procedure) => {
    const mine = figures.procedures.get(procedure.id);
    const at = index.get(procedure.id);
    if (mine === undefined || at === undefined || procedure.frozen || procedure.walkInUntilMs === null)
      return [];
    const came = today.came.get(procedure.id) ?? 0;
    const factor =
      models.tally.days === 0
        ? 1
        : (came + busyWeight * busy) / ((today.expected.get(procedure.id) ?? 0) + busyWeight);
    const rate = Float64Array.from({ length: binsOfDay }, (_, bin) =>
      models.tally.days === 0
        ? came / (today.hours + 1) / 60
        : (mine.walkInRate[(firstBin + bin) % binsOfDay] ?? 0) * factor,
    );
    const intake = minutesFrom(queue.nowMs, procedure.walkInUntilMs);
    return [
      {
        procedure: at,
        key: keyOf(`walk-ins ${procedure.id}`),
        rate,
        until: Math.min(intake, latest),
        untilMarked: mine.markedShare > 0 ? Math.min(intake, latest + mine.markedMinutes) : 0,
        markedShare: mine.markedShare,
        markedMinutes: mine.markedMinutes,
        doubt: 1 / Math.sqrt(came + busyWeight),
      },
    ];
  });
};

/** Of reservations only those matter that would be due before somebody who waits, as with walk-ins. */
const reservationsOf = (
  queue: QueueNow,
  models: Models,
  index: ReadonlyMap<string, number>,
  latest: number,
): readonly ReservationSource[] => {
  const { noShow, latenessMinutes, latenessSpread } = models.figures;
  return queue.reservations.flatMap((reservation) => {
    const at = index.get(reservation.procedure);
    const rules = queue.procedures.find((procedure) => procedure.id === reservation.procedure);
    if (at === undefined || rules === undefined || rules.frozen) return [];
    const slot = minutesFrom(queue.nowMs, reservation.slotMs);
    if (slot - rules.reservationLeadMinutes - reservation.minutesOff > latest) return [];
    const { share } = noShowShare(noShow, noShowCell(reservation));
    const below = normalBelow((-slot - latenessMinutes) / latenessSpread);
    const stillComes = (1 - share) * (1 - below);
    return [
      {
        id: reservation.id,
        procedure: at,
        key: keyOf(`reservation ${reservation.id}`),
        slot,
        lead: rules.reservationLeadMinutes,
        grace: rules.reservationGraceMinutes,
        earliest: rules.reservationEarliestMinutes,
        minutesOff: reservation.minutesOff,
        showShare: stillComes / Math.max(1e-9, stillComes + share),
        latenessBelow: Math.min(0.999, below),
        latenessMean: latenessMinutes,
        latenessSpread,
      },
    ];
  });
};

const comebacksOf = (
  queue: QueueNow,
  models: Models,
  index: ReadonlyMap<string, number>,
  lanes: Lanes,
): readonly ComebackSource[] => {
  const { returnDelay, returnShare, hold, holdTakenUpShare } = models.figures;
  const source = (
    ticket: {
      readonly id: string;
      readonly procedure: string;
      readonly dueMs: number;
      readonly sequence: number;
    },
    sinceMs: number,
    usual: Float64Array,
    share: number,
    held: { readonly booth: number | null } | null,
  ): readonly ComebackSource[] => {
    const procedure = index.get(ticket.procedure);
    const frozen = queue.procedures.some((one) => one.id === ticket.procedure && one.frozen);
    if (procedure === undefined || frozen) return [];
    const elapsed = Math.max(0, -minutesFrom(queue.nowMs, sinceMs));
    const below = shareBelow(usual, elapsed);
    const still = share * (1 - below);
    return [
      {
        procedure,
        lane: lanes.of(procedure, held?.booth ?? null),
        key: keyOf(ticket.id),
        due: minutesFrom(queue.nowMs, ticket.dueMs),
        sequence: ticket.sequence,
        held: held !== null,
        elapsed,
        below,
        share: still / Math.max(1e-9, still + 1 - share),
      },
    ];
  };
  return [
    ...queue.absent.flatMap((one) => source(one, one.absentSinceMs, returnDelay.table, returnShare, null)),
    ...queue.held.flatMap((one) => source(one, one.heldSinceMs, hold.table, holdTakenUpShare, one)),
  ];
};

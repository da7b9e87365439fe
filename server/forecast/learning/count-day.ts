// Counts one business day into a tally: visits, gaps, absences, arrivals, reservations.
import { cellsAround, hourOf, leadClass, type NoShowCell } from '../../slots/no-show.ts';
import type { Assumptions, DayRecord, ReservationPast, Visit } from '../contract.ts';
import { count, type Histogram, logMoments, logRatio, total } from '../numbers/histogram.ts';
import { addHours, addOne, minuteMs } from '../numbers/time-bins.ts';
import { countBooths } from './count-booths.ts';
import { countLeaving } from './leaving.ts';
import { countPace } from './pace.ts';
import { faded, type ProcedureTally, procedureTally, type Tally } from './tally.ts';
import { longestVisitMinutes, tellsTime, visitMinutes } from './visit-time.ts';

/** Units of the histograms, in minutes, beside those that settings give. */
export const unit = { absence: 2, hold: 10, returnDelay: 10 } as const;

const longestGapMinutes = 60;

const minutesBetween = (fromMs: number, toMs: number): number => (toMs - fromMs) / minuteMs;

/** The tally with one more business day, the older ones fading. Neither argument is changed. */
export const withDay = (tally: Tally, day: DayRecord, assumptions: Assumptions): Tally => {
  const next = faded(tally, 0.5 ** (1 / assumptions.halfLifeDays));
  next.days += 1;
  addHours(next.doorHours, day.opensAtMs, Math.min(day.closesAtMs, day.untilMs));
  countDeviations(next, tally, day, assumptions);
  for (const visit of day.visits) countVisit(next, visit, assumptions);
  countGaps(next, day, assumptions);
  countArrivals(next, day);
  countAbsencesAndHolds(next, day);
  countReservations(next, day);
  countLeaving(next, day);
  countPace(next, day, assumptions);
  countBooths(next, day, assumptions);
  return next;
};

const countVisit = (tally: Tally, visit: Visit, assumptions: Assumptions): void => {
  const planned = assumptions.plannedMinutes.get(visit.procedure);
  if (planned === undefined || visit.end === 'undone') return;
  const mine = procedureTally(tally, visit.procedure);
  if (visit.resumed) {
    if (visit.end !== 'dayEnded' && visit.end !== 'cancelled')
      count(tally.resumed, logRatio(visitMinutes(visit), planned));
    return;
  }
  mine.calls += 1;
  if (visit.end === 'absent') {
    mine.absents += 1;
    count(tally.absence, logRatio(visitMinutes(visit), unit.absence));
  }
  if (!tellsTime(visit)) return;
  const log = logRatio(visitMinutes(visit), planned);
  count(mine.times, log);
  const booth = String(visit.booth);
  const there = mine.booths.get(booth) ?? { n: 0, sum: 0 };
  mine.booths.set(booth, { n: there.n + 1, sum: there.sum + log });
  mine.ended += 1;
  if (visit.end === 'held') mine.held += 1;
  if (visit.transferredTo !== null)
    mine.transfers.set(visit.transferredTo, (mine.transfers.get(visit.transferredTo) ?? 0) + 1);
  if (visit.startedAtMs === null) return;
  count(
    tally.walk,
    logRatio(minutesBetween(visit.calledAtMs, visit.startedAtMs), assumptions.walkSeconds / 60),
  );
  count(
    mine.served,
    logRatio(Math.min(longestVisitMinutes, minutesBetween(visit.startedAtMs, visit.endedAtMs)), planned),
  );
};

/** How far this day lay from what was usual before it, per procedure. */
const countDeviations = (next: Tally, before: Tally, day: DayRecord, assumptions: Assumptions): void => {
  const sums = new Map<string, { n: number; sum: number }>();
  for (const visit of day.visits) {
    const planned = assumptions.plannedMinutes.get(visit.procedure);
    if (!tellsTime(visit) || planned === undefined) continue;
    const mine = sums.get(visit.procedure) ?? { n: 0, sum: 0 };
    sums.set(visit.procedure, { n: mine.n + 1, sum: mine.sum + logRatio(visitMinutes(visit), planned) });
  }
  for (const [id, { n, sum }] of sums) {
    const mine = procedureTally(next, id);
    mine.days += Math.min(1, n / 5);
    const usual: Histogram | undefined = before.procedures.get(id)?.times;
    const seen = usual === undefined ? 0 : total(usual);
    if (usual === undefined || seen < 20 || n < 3) continue;
    const { mean, variance } = logMoments(usual);
    const weight = n / (n + 10);
    mine.deviationDays += weight;
    mine.deviationSquares += weight * ((sum / n - mean) ** 2 - variance / n - variance / seen);
  }
};

/** Between one visitor's leaving and the next call: with somebody waiting a gap, with nobody the time to notice. */
const countGaps = (tally: Tally, day: DayRecord, assumptions: Assumptions): void => {
  const booths = new Map<number, Visit[]>();
  for (const visit of day.visits) booths.set(visit.booth, [...(booths.get(visit.booth) ?? []), visit]);
  for (const [booth, visits] of booths) {
    const breaks = [...day.pauses, ...day.sessions]
      .filter((one) => one.booth === booth)
      .flatMap((one) => (one.toMs === null ? [one.fromMs] : [one.fromMs, one.toMs]));
    visits.sort((a, b) => a.calledAtMs - b.calledAtMs);
    visits.forEach((visit, index) => {
      const before = visits[index - 1];
      if (before === undefined || visit.resumed || visit.outOfOrder) return;
      if (breaks.some((atMs) => atMs >= before.endedAtMs && atMs <= visit.calledAtMs)) return;
      const waited = visit.waitingSinceMs <= before.endedAtMs;
      const minutes = minutesBetween(waited ? before.endedAtMs : visit.waitingSinceMs, visit.calledAtMs);
      if (minutes < 0 || minutes > longestGapMinutes) return;
      count(waited ? tally.gap : tally.reaction, logRatio(minutes, assumptions.gapSeconds / 60));
    });
  }
};

const countArrivals = (tally: Tally, day: DayRecord): void => {
  for (const arrival of day.arrivals) {
    if (arrival.slotMs !== null) continue;
    const mine: ProcedureTally = procedureTally(tally, arrival.procedure);
    addOne(mine.walkIns, arrival.atMs);
    if (arrival.minutesOff === 0) continue;
    mine.marked += 1;
    mine.minutesOff += arrival.minutesOff;
  }
};

const countAbsencesAndHolds = (tally: Tally, day: DayRecord): void => {
  for (const { absentAtMs, returnedAtMs } of day.absences) {
    tally.absences += 1;
    if (returnedAtMs === null) continue;
    tally.returns += 1;
    count(tally.returnDelay, logRatio(minutesBetween(absentAtMs, returnedAtMs), unit.returnDelay));
  }
  for (const { heldAtMs, resumedAtMs, sameBooth } of day.holds) {
    tally.holds += 1;
    if (resumedAtMs === null) continue;
    tally.holdsTakenUp += 1;
    if (sameBooth) tally.holdsSameBooth += 1;
    count(tally.hold, logRatio(minutesBetween(heldAtMs, resumedAtMs), unit.hold));
  }
};

/** Where a reservation belongs among the shares of no-shows, as narrow as what is known of it allows. */
export const noShowCell = (one: Omit<ReservationPast, 'checkedInAtMs'>): NoShowCell => ({
  site: '',
  ...(one.procedure === undefined ? {} : { procedure: one.procedure }),
  hour: hourOf(one.slotMs),
  ...(one.madeAtMs === undefined ? {} : { lead: leadClass(one.madeAtMs, one.slotMs) }),
  ...(one.channel === undefined ? {} : { channel: one.channel }),
});

const countReservations = (tally: Tally, day: DayRecord): void => {
  for (const reservation of day.reservations) {
    const { slotMs, checkedInAtMs } = reservation;
    tally.reservations += 1;
    for (const cell of cellsAround(noShowCell(reservation))) {
      const [missed = 0, seen = 0] = tally.noShowCells.get(cell) ?? [];
      tally.noShowCells.set(cell, Float64Array.of(missed + Number(checkedInAtMs === null), seen + 1));
    }
    if (checkedInAtMs === null) {
      tally.noShows += 1;
      continue;
    }
    const late = minutesBetween(slotMs, checkedInAtMs);
    tally.lateness += 1;
    tally.latenessMinutes += late;
    tally.latenessSquares += late * late;
  }
};

// The booths of a past day as they could be known then: from the calls seen so far, or from booths.csv so far.
import type { BoothNow, DayRecord, PlannedWindow } from '../../server/forecast/contract.ts';
import { type Choices, servedBy } from './office-habits.ts';
import type { PastVisit } from './visits-file.ts';

/** One booth of the site, kept over the days. */
export type Seat = {
  readonly number: number;
  readonly name: string;
  /** Day (counted from the first) on which each procedure was last called here. */
  readonly served: Map<string, number>;
  /** Whom it called and whom it passed over. */
  readonly choices: Choices;
  /** First and last minute of the last days on which it worked, from midnight. */
  readonly hours: { readonly from: number; readonly to: number }[];
  /** Of today. */
  state: 'open' | 'closed';
  sinceMs: number;
  freeSinceMs: number | null;
  current: PastVisit | null;
  /** Calls elsewhere, since it is free, of tickets that it could have called. */
  skipped: number;
  firstMs: number | null;
  lastMs: number;
  pauses: { readonly fromMs: number; readonly toMs: number }[];
  sessions: { readonly fromMs: number; toMs: number | null }[];
};

/** Past closings of a site's booths: minute of the day, and after how many minutes the booth was open again; null: not that day. */
export type Closings = { readonly minute: number; readonly back: number | null }[];
/** Closings kept; how near in the day others must be, how many of them, and what share of them came back, to be expected back. */
const closings = { kept: 400, near: 60, needed: 3, share: 0.5 } as const;

/** The day is over: its closings are remembered. */
export const learnClosings = (all: Closings, seat: Seat, dayStartMs: number): void => {
  seat.sessions.forEach(({ toMs }, i) => {
    if (toMs === null) return;
    const next = seat.sessions[i + 1];
    all.push({
      minute: (toMs - dayStartMs) / minuteMs,
      back: next === undefined ? null : (next.fromMs - toMs) / minuteMs,
    });
  });
  all.splice(0, Math.max(0, all.length - closings.kept));
};

/** Whether a booth that closed is only away, as others were at that hour: at lunch, say. */
const isOnlyAway = (all: Closings, closedMs: number, nowMs: number, dayStartMs: number): boolean => {
  const minute = (closedMs - dayStartMs) / minuteMs;
  const away = (nowMs - closedMs) / minuteMs;
  const like = all.filter(
    (one) => Math.abs(one.minute - minute) <= closings.near && (one.back === null || one.back > away),
  );
  const back = like.filter((one) => one.back !== null).length;
  return back >= closings.needed && back >= closings.share * like.length;
};

/** A procedure that was not called at a booth for so many days is not its own any more. */
const forgetDays = 20;
/** Days looked back for the usual hours of a booth. */
const hoursDays = 10;
const habitDays = 3;
/** Away for so long, it is taken to be closed (minutes). */
const goneMinutes = 90;
export const minuteMs = 60_000;

export const createSeat = (number: number, name: string): Seat => ({
  number,
  name,
  served: new Map(),
  choices: new Map(),
  hours: [],
  ...freshDay(),
});

const freshDay = () => ({
  state: 'closed' as const,
  sinceMs: 0,
  freeSinceMs: null,
  current: null,
  skipped: 0,
  firstMs: null,
  lastMs: 0,
  pauses: [],
  sessions: [],
});

/** The day is over: its hours are remembered, and the seat begins anew. */
export const closeSeat = (seat: Seat, dayStartMs: number): void => {
  if (seat.firstMs !== null) {
    seat.hours.push({
      from: (seat.firstMs - dayStartMs) / minuteMs,
      to: (Math.max(seat.firstMs, seat.lastMs) - dayStartMs) / minuteMs,
    });
    if (seat.hours.length > hoursDays) seat.hours.shift();
  }
  Object.assign(seat, freshDay());
};

export const serves = (seat: Seat, procedure: string, day: number): boolean => {
  const last = seat.served.get(procedure);
  return last !== undefined && day - last <= forgetDays;
};

/** When it usually works, by the median of its last days; null: never seen before today. */
export const usualHours = (seat: Seat, dayStartMs: number): PlannedWindow | null => {
  if (seat.hours.length === 0) return null;
  const middle = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const fromMs = dayStartMs + middle(seat.hours.map(({ from }) => from)) * minuteMs;
  // One early end is not a habit: until there are a few, when it goes is not known.
  const toMs =
    seat.hours.length < habitDays
      ? dayStartMs + 24 * 60 * minuteMs
      : dayStartMs + middle(seat.hours.map(({ to }) => to)) * minuteMs;
  return { fromMs, toMs: Math.max(fromMs, toMs), procedures: null };
};

/** So many calls elsewhere, and a free booth is taken to be away. */
const skippedWhenAway = 3;

/** Since when a free booth has left somebody waiting whom it could call; null: it has not, or not for long. */
export const awaySince = (
  seat: Seat,
  soonestMs: number | null,
  nowMs: number,
  awayMinutes: number,
): number | null => {
  if (seat.state !== 'open' || seat.current !== null) return null;
  if (seat.skipped >= skippedWhenAway) return seat.freeSinceMs ?? nowMs;
  if (soonestMs === null) return null;
  const sinceMs = Math.max(seat.freeSinceMs ?? nowMs, soonestMs);
  return nowMs - sinceMs >= awayMinutes * minuteMs ? sinceMs : null;
};

/** The booth as a forecast sees it; `awayMs`: since when it has been away without a word. */
export const boothNow = (
  seat: Seat,
  day: number,
  dayStartMs: number,
  nowMs: number,
  awayMs: number | null,
  /** Opening and closing are told by booths.csv: nothing need be guessed. */
  told: boolean,
  past: Closings,
): BoothNow => {
  const served = [...seat.served.keys()].filter((id) => serves(seat, id, day)).sort();
  const usual = served.map((procedure) => servedBy(seat.choices, procedure));
  const gone = awayMs !== null && nowMs - awayMs > goneMinutes * minuteMs;
  const isAway =
    told &&
    seat.state === 'closed' &&
    seat.sessions.length > 0 &&
    isOnlyAway(past, seat.sinceMs, nowMs, dayStartMs);
  const state = isAway
    ? 'paused'
    : seat.state === 'closed' || gone
      ? 'closed'
      : awayMs !== null && !told
        ? 'paused'
        : 'open';
  const window = usualHours(seat, dayStartMs);
  const { current } = seat;
  return {
    number: seat.number,
    state,
    procedures: state === 'closed' ? [] : usual,
    usual,
    sinceMs: awayMs ?? seat.sinceMs,
    pausedUntilMs: null,
    current:
      state === 'closed' || current === null || current.calledMs === null
        ? null
        : {
            ticket: ticketKey(current),
            procedure: current.procedure,
            calledAtMs: current.calledMs,
            startedAtMs: null,
            resumed: false,
            dueMs: current.dueMs,
          },
    freeSinceMs: state === 'open' && current === null ? seat.freeSinceMs : null,
    planned: window === null || gone ? [] : [window],
    // Between two openings it was away as well: who has been to lunch does not go again.
    pausesToday: [
      ...seat.pauses,
      ...seat.sessions.flatMap(({ fromMs }, i) => {
        const before = seat.sessions[i - 1]?.toMs ?? null;
        return before === null ? [] : [{ fromMs: before, toMs: fromMs }];
      }),
    ],
  };
};

/** Sessions of the day so far, for the record. */
export const sessionsOf = (seat: Seat): DayRecord['sessions'] =>
  seat.sessions.map(({ fromMs, toMs }) => ({ booth: seat.number, fromMs, toMs }));

/** Tickets may share a number on one day when another system begins anew. */
export const ticketKey = (visit: PastVisit): string => `${visit.ticket}@${visit.issuedMs}`;

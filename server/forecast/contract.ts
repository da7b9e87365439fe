// The port of the forecast: plain data of a queue and of past days in, waits and effects out. Pure; knows no hub.
//
//   assumptions.ts  defaultAssumptions(plannedMinutes) → Assumptions
//   learn.ts        learn(days, assumptions, organisation?) → Models      days in any order, sorted by date inside
//                   addDay(models, day) → Models                          a whole past day more
//                   withToday(models, dayRecordSoFar) → Models            replaces what was known of today
//                   learnOrganisation(sites, assumptionsOf) → Organisation  what a site's own is shrunk towards
//   forecast.ts     forecast(queue, models, options?) → Forecast
//                   beginForecast(queue, models, options?) → ForecastJob  in slices
//   what-if.ts      whatIf(queue, models, changes, options?) → Effects
// Models and Organisation are opaque to callers.
import type { Channel } from '../../protocol/reservation-rules.ts';

import type { Said } from '../../protocol/said.ts';

export type { Said };

/** Minutes until the call: one in five sooner than p20, half by p50, four in five by p80. Unrounded. */
export type Wait = {
  readonly p20: number;
  readonly p50: number;
  readonly p80: number;
  readonly mean: number;
  /** Share of the runs in which the call came before the business day ended; the others count as called at its end. */
  readonly calledShare: number;
};

/** A ticket that has been called, and what had been said of it. */
export type Scored = { readonly procedure: string; readonly said: Said; readonly waitMinutes: number };

// ---------------------------------------------------------------- the queue at one instant

/** A procedure that the site offers. */
export type ProcedureNow = {
  readonly id: string;
  /** Planned minutes of one visit, from the settings. */
  readonly plannedMinutes: number;
  /** In outage: nobody of it is called, and nothing is said of its waits. */
  readonly frozen: boolean;
  /** Walk-ins are given tickets until then (epoch ms); null: not now and not later today. */
  readonly walkInUntilMs: number | null;
  readonly reservationLeadMinutes: number;
  readonly reservationGraceMinutes: number;
  readonly reservationEarliestMinutes: number;
  readonly returnCreditMinutes: number;
};

/** What a booth serves, and how much later than its own (a helping booth). */
export type Served = { readonly procedure: string; readonly delayMinutes: number };

/** A time in which the booth is planned to be open. `procedures` null: what it serves now, or else `usual`. */
export type PlannedWindow = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly procedures: readonly Served[] | null;
  /** true: it ends then whoever waits; otherwise staff may stay while people wait, as they have been seen to. */
  readonly firm?: boolean;
};

/** The visit that a booth is in. */
export type CurrentVisit = {
  readonly ticket: string;
  readonly procedure: string;
  /** Of this occupation of the booth: the call, or the resumption of a held visit. */
  readonly calledAtMs: number;
  /** null: called, Start not pressed. */
  readonly startedAtMs: number | null;
  /** A held visit taken up again. */
  readonly resumed: boolean;
  /** Its due time, which it keeps when it is transferred, held, or called again after an absence. */
  readonly dueMs: number;
};

export type BoothNow = {
  readonly number: number;
  readonly state: 'open' | 'paused' | 'closed';
  /** What it serves now (open, paused). */
  readonly procedures: readonly Served[];
  /** What it serves when it opens by the settings. */
  readonly usual: readonly Served[];
  /** When it came into this state. */
  readonly sinceMs: number;
  /** Announced end of its pause; null: none announced, or not paused. */
  readonly pausedUntilMs: number | null;
  readonly current: CurrentVisit | null;
  /** When it last became able to call (left by a visitor, opened, resumed); null: in a visit, paused or closed. */
  readonly freeSinceMs: number | null;
  /** Planned windows of the day, past ones too, in order of time; none: nothing is planned, it stays as it is. */
  readonly planned: readonly PlannedWindow[];
  /** Pauses of today that are over. */
  readonly pausesToday: readonly { readonly fromMs: number; readonly toMs: number }[];
};

export type WaitingTicket = {
  readonly id: string;
  readonly procedure: string;
  readonly dueMs: number;
  /** Breaks ties of the due time. */
  readonly sequence: number;
  /** Early for its slot: called before this only if the booth would idle; null: callable. */
  readonly callableFromMs: number | null;
  /** true: not there before callableFromMs, so that no booth calls it, idle or not. */
  readonly outside?: boolean;
  /** Only this booth, while it is open or paused and serves the procedure; null: any. */
  readonly onlyBooth: number | null;
  /** Since when it waits; not told: since its due time. */
  readonly sinceMs?: number;
  /** Last known to be there, where leaving is not told to the system; not told: now. */
  readonly presentAtMs?: number;
};

export type AbsentTicket = {
  readonly id: string;
  readonly procedure: string;
  readonly dueMs: number;
  readonly sequence: number;
  readonly absentSinceMs: number;
};

export type HeldTicket = {
  readonly id: string;
  readonly procedure: string;
  readonly dueMs: number;
  readonly sequence: number;
  readonly heldSinceMs: number;
  /** The booth that holds it, where it is most often taken up again; null: unknown. */
  readonly booth: number | null;
};

/** A reservation that has not been checked in yet. */
export type ReservationAhead = {
  readonly id: string;
  readonly procedure: string;
  readonly slotMs: number;
  /** Minutes that its marks take off the due time. */
  readonly minutesOff: number;
  /** By which way and when (epoch ms) it was booked: with hour and procedure they tell how likely nobody comes. */
  readonly channel?: Channel;
  readonly madeAtMs?: number;
};

/** Somebody who only asks: they would be there at `atMs` (epoch ms), due at `dueMs`, and take no time of anybody. */
export type Probe = {
  /** Unlike any procedure's and any ticket's. */
  readonly id: string;
  readonly procedure: string;
  readonly atMs: number;
  readonly dueMs: number;
};

/** One site at one instant. Lists may be in any order. */
export type QueueNow = {
  readonly nowMs: number;
  /** The doors open and close (first opening, last closing). */
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** The business day ends: nobody is called afterwards. */
  readonly endsAtMs: number;
  readonly procedures: readonly ProcedureNow[];
  readonly booths: readonly BoothNow[];
  readonly waiting: readonly WaitingTicket[];
  readonly absent: readonly AbsentTicket[];
  readonly held: readonly HeldTicket[];
  readonly reservations: readonly ReservationAhead[];
  /** Questions beside "one more walk-in now" (see overflow-look.ts); left out: none. */
  readonly probes?: readonly Probe[];
};

// ---------------------------------------------------------------- what is learned from

/** One occupation of a booth by a ticket: from the call (or the resumption) until the booth was free of it. */
export type Visit = {
  readonly ticket: string;
  readonly procedure: string;
  readonly booth: number;
  /** Since when it could have been called: issued, returned, transferred, call undone, or put back from held. */
  readonly waitingSinceMs: number;
  readonly calledAtMs: number;
  /** null: Start was never pressed (call pads), or nobody came. */
  readonly startedAtMs: number | null;
  readonly endedAtMs: number;
  readonly end: 'finished' | 'held' | 'transferred' | 'absent' | 'undone' | 'cancelled' | 'dayEnded';
  /** Transferred to this procedure; null otherwise. */
  readonly transferredTo: string | null;
  /** Began by taking up a held visit, not by a call. */
  readonly resumed: boolean;
  /** Called by number out of order: says nothing of the gap before it. */
  readonly outOfOrder: boolean;
};

/** A ticket that came into the queue from outside: a walk-in, or a reservation checked in. */
export type Arrival = {
  readonly procedure: string;
  readonly atMs: number;
  /** null: a walk-in. */
  readonly slotMs: number | null;
  /** Minutes that its strongest mark takes off the due time. */
  readonly minutesOff: number;
};

/** What came of a reservation; what is not known of it is left out. */
export type ReservationPast = {
  readonly slotMs: number;
  /** null: a no-show. */
  readonly checkedInAtMs: number | null;
  readonly procedure?: string;
  readonly channel?: Channel;
  readonly madeAtMs?: number;
};

/** One business day of one site, whole or so far. Lists in order of their last instant. */
export type DayRecord = {
  /** yyyy-mm-dd */
  readonly date: string;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** Up to which instant the record is complete: the day's end, or now. */
  readonly untilMs: number;
  readonly visits: readonly Visit[];
  readonly arrivals: readonly Arrival[];
  /** Reservations whose slot is past. Moved and cancelled ones are left out. */
  readonly reservations: readonly ReservationPast[];
  /** Each absence; returnedAtMs null: not returned (so far). */
  readonly absences: readonly { readonly absentAtMs: number; readonly returnedAtMs: number | null }[];
  /** Each who left the queue before the call. */
  readonly left?: readonly {
    readonly procedure: string;
    readonly sinceMs: number;
    readonly leftAtMs: number;
  }[];
  /** Walk-ins of which something was said at their issue, in order of their calls; null: an outage began or ended. */
  readonly scored?: readonly (Scored | null)[];
  /** Each hold; resumedAtMs null: not resumed (so far). */
  readonly holds: readonly {
    readonly heldAtMs: number;
    readonly resumedAtMs: number | null;
    readonly sameBooth: boolean;
  }[];
  /** Each time a booth was open, pauses included; toMs null: still is. */
  readonly sessions: readonly {
    readonly booth: number;
    readonly fromMs: number;
    readonly toMs: number | null;
  }[];
  /** toMs null: still paused. untilMs: announced end. */
  readonly pauses: readonly {
    readonly booth: number;
    readonly fromMs: number;
    readonly toMs: number | null;
    readonly untilMs: number | null;
  }[];
  /** What had been planned per booth that day, as in BoothNow.planned; ends that were planned are no surprise. */
  readonly planned: readonly { readonly booth: number; readonly fromMs: number; readonly toMs: number }[];
};

/** What is assumed until the site has been seen: from the settings. Shares are 0 to 1. */
export type Assumptions = {
  /** Planned minutes per procedure id. */
  readonly plannedMinutes: ReadonlyMap<string, number>;
  /** Spread of one visit's time: standard deviation ÷ mean. */
  readonly visitVariation: number;
  /** From the call until the visitor sits down. */
  readonly walkSeconds: number;
  /** From one visitor's leaving until the next call, while people wait. */
  readonly gapSeconds: number;
  /** Share of calls to which nobody comes. */
  readonly absentShare: number;
  /** Share of the absent who report back. */
  readonly returnShare: number;
  /** A pause without announced end lasts this long on average. */
  readonly pauseMinutes: number;
  /** Unplanned pauses of one open booth in an hour. */
  readonly pausesPerHour: number;
  readonly noShowShare: number;
  /** As how many reservations that share counts against those seen; left out: 20. */
  readonly noShowWeight?: number;
  /** Check-in less slot: mean (negative: early) and standard deviation. */
  readonly latenessMinutes: number;
  readonly latenessSpreadMinutes: number;
  /** After this many business days a day counts half. */
  readonly halfLifeDays: number;
};

export type SiteDays = { readonly site: string; readonly days: readonly DayRecord[] };

// ---------------------------------------------------------------- what is asked

export type ForecastOptions = {
  /** Runs at least and at most; between them precision decides. Multiples of 64. */
  readonly minRuns?: number;
  readonly maxRuns?: number;
  /** Enough when the standard error of every P50 and P80 is below this many minutes or this share of the wait. */
  readonly precisionMinutes?: number;
  readonly precisionShare?: number;
  readonly seed?: number;
  /** Only this ticket is asked about: quicker, the same figures for it, and nothing else is said. */
  readonly only?: string;
};

export type Forecast = {
  /** Every waiting ticket whose procedure some booth serves, now or as planned for today, by id. */
  readonly tickets: ReadonlyMap<string, Wait>;
  /** One more walk-in of each procedure now, by id. */
  readonly procedures: ReadonlyMap<string, Wait>;
  /** The same before they are corrected by what has come true. */
  readonly raw: ReadonlyMap<string, Wait>;
  readonly runs: number;
};

/** A forecast in slices: the same result however it is cut. */
export type ForecastJob = {
  /**
   * Works until about so many calls have been run forward (one run at the least; a run is bounded by the size of
   * the queue). Null: not done yet.
   */
  advance(calls: number): Forecast | null;
};

export type Change =
  | {
      readonly kind: 'openBooth';
      readonly booth: number;
      readonly procedures: readonly Served[];
      readonly fromMs: number;
      readonly toMs: number | null;
    }
  | { readonly kind: 'closeBooth'; readonly booth: number; readonly atMs: number }
  | { readonly kind: 'pauseBooth'; readonly booth: number; readonly fromMs: number; readonly untilMs: number }
  | { readonly kind: 'resumeBooth'; readonly booth: number }
  | { readonly kind: 'setProcedures'; readonly booth: number; readonly procedures: readonly Served[] }
  | { readonly kind: 'stopIntake'; readonly procedures: readonly string[]; readonly atMs: number };

/** Counts over the runs. */
export type Spread = {
  readonly p20: number;
  readonly p50: number;
  readonly p80: number;
  readonly mean: number;
};

export type Outlook = {
  /** One more walk-in now. */
  readonly procedures: ReadonlyMap<string, Wait>;
  readonly tickets: ReadonlyMap<string, Wait>;
  /** Mean over the runs of the summed waits of all who wait now, in minutes. */
  readonly summedWaitMinutes: number;
  /** How many, of those here and those to come, would not have been called when the doors close. */
  readonly waitingAtClosing: Spread;
  readonly waitingAtClosingByProcedure: ReadonlyMap<string, Spread>;
  /** Tickets of now that in at least half of the runs are not called by closing. */
  readonly lateTickets: readonly string[];
};

/** The same day with and without the changes, run with the same draws. */
export type Effects = { readonly before: Outlook; readonly after: Outlook };

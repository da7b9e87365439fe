// What the living hub offers to the doors: per site, take a command, look at the day, hear of changes.
import type { Answer } from '../../protocol/answers.ts';
import type { CommandRequest } from '../../protocol/commands.ts';
import type { DayPlan } from '../../protocol/day-plan.ts';
import type { StoredDayEvent } from '../../protocol/events.ts';
import type { Actor, BoothNumber, BusinessDate, DeviceId, SiteId } from '../../protocol/ids.ts';
import type { ButtonStatus, Estimate, PrinterStatus } from '../../protocol/views.ts';
import type { DeviceStatus, Receipt } from '../../protocol/wire.ts';
import type { KeptElsewhere } from '../../protocol/wire-devices.ts';
import type { ClockDoubt } from '../base/clock.ts';
import type { Call, DayState } from '../day/state.ts';
import type { HowItWent } from '../forecast/learning/how-it-went.ts';
import type { DayArchived } from '../log/archived-days.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { SiteBooks } from './site-books.ts';

/** What a wall told of itself. */
export type WallPresence = {
  readonly device: DeviceId;
  readonly connected: boolean;
  readonly sinceMs: number;
  readonly sound: Receipt['sound'] | 'unknown';
  /** Whose voice was heard last. */
  readonly voice: NonNullable<Receipt['voice']> | 'unknown';
  /** Age in ms of the oldest fresh call it has not shown; 0 when none. */
  readonly behindMs: number;
};
export type AgentPresence = {
  readonly device: DeviceId;
  readonly connected: boolean;
  readonly sinceMs: number;
  readonly printer: PrinterStatus | null;
  readonly buttons: readonly ButtonStatus[];
  readonly hid: 'ok' | 'missing' | 'unknown';
  readonly hidTrouble?: string;
  /** Of other places; left out: nothing. */
  readonly kept?: readonly KeptElsewhere[];
  /** When it last pressed faster than people do; left out: never. */
  readonly hurriedAtMs?: number;
};
export type KioskPresence = {
  readonly device: DeviceId;
  readonly connected: boolean;
  readonly sinceMs: number;
  /** When it last pressed faster than people do; left out: never. */
  readonly hurriedAtMs?: number;
};
/** Console pages that stand open at a booth. */
export type BoothPages = { readonly booth: BoothNumber; readonly pages: number };

export type PresenceSnapshot = {
  readonly walls: readonly WallPresence[];
  readonly agents: readonly AgentPresence[];
  readonly kiosks: readonly KioskPresence[];
  /** Booths whose page is open; left out: nothing is known of pages. */
  readonly booths?: readonly BoothPages[];
};

/** Waits in minutes, per procedure for one more walk-in and per waiting ticket. */
export type Estimates = {
  readonly procedures: ReadonlyMap<string, Estimate>;
  readonly tickets: ReadonlyMap<string, Estimate>;
};

/** All that the views of a site are made of at one instant. */
export type Snapshot = {
  readonly site: ResolvedSite;
  readonly state: DayState;
  /** Today's opening hours; null: closed today. */
  readonly plan: DayPlan | null;
  readonly nextOpeningMs: number | null;
  readonly nextDate: BusinessDate | null;
  readonly nextPlan: DayPlan | null;
  /** Leases of the next business day, when it has a stream already. */
  readonly nextState: DayState | null;
  readonly estimates: Estimates;
  readonly presence: PresenceSnapshot;
  /** When a call was made (epoch ms) as far as this hub's clock goes; left out: as the event says. */
  readonly callAtMs?: (call: Call) => number;
  /** False: the log cannot be reached; the state is the last that was known. */
  readonly live: boolean;
  readonly nowMs: number;
  /** Left out: nobody watches the clocks. */
  readonly clock?: {
    /** A clock that says another time than the hub goes by. */
    readonly doubt: ClockDoubt | null;
    /** How often the hub's time was set: screens are told the time anew after each. */
    readonly turns: number;
  };
};

export type SiteHub = {
  readonly site: ResolvedSite;
  /** Takes one command in the business day's own line; never throws for what a user did. */
  take(request: CommandRequest, actor: Actor): Promise<Answer>;
  snapshot(): Snapshot;
  /** Events of a business day after a version, for integrators; at most `limit`. */
  events(date: BusinessDate, afterVersion: number, limit: number): Promise<readonly StoredDayEvent[]>;
  /** Where the events of a day lie that were moved out of the live store; null: they were not. */
  archived(date: BusinessDate): Promise<DayArchived | null>;
  /** Calls back after every change of state, estimates, presence, phase or settings. */
  onChange(listener: () => void): () => void;
  readonly presence: SitePresence;
  /** Reservations of any date. */
  readonly books: SiteBooks;
  /** Commands in line at today's business day. */
  waiting(): number;
  /** How good the told waits have been. */
  forecastHealth(): ForecastHealth;
};

/** How good what was told has been: on the last business day, and whether few of the latest ranges held. */
export type ForecastHealth = { readonly lastDay: HowItWent | null; readonly bad: boolean };

/** Doors tell it who is there; it lives in memory only. */
export type SitePresence = {
  wallConnected(device: DeviceId): void;
  wallReceipt(device: DeviceId, receipt: Receipt): void;
  wallGone(device: DeviceId): void;
  agentConnected(device: DeviceId): void;
  agentStatus(device: DeviceId, status: DeviceStatus): void;
  agentGone(device: DeviceId): void;
  kioskConnected(device: DeviceId): void;
  kioskGone(device: DeviceId): void;
  /** An agent or a kiosk presses faster than people do. */
  deviceHurried(device: DeviceId): void;
  /** A console page of the booth was opened; returns what is called once when it is gone. */
  boothPage(booth: BoothNumber): () => void;
};

export type Hub = {
  readonly sites: ReadonlyMap<SiteId, SiteHub>;
  /** Refuses new commands, lets those in line finish, stops timers. */
  close(): Promise<void>;
  /** Throws when the log cannot be written. */
  ready(): Promise<void>;
  /** A clock that says another time than the hub goes by; null: none. */
  clockDoubt(): ClockDoubt | null;
};

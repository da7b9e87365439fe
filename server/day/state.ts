// The state of one business day, as folded from its events: persistent collections, so that old states stay true.
import { Map as PersistentMap } from 'immutable';
import type { Accepted } from '../../protocol/answers.ts';
import type { CancelReason, TicketSource } from '../../protocol/commands.ts';
import type { DayPlan } from '../../protocol/day-plan.ts';
import type { Due } from '../../protocol/events.ts';
import type {
  BoothNumber,
  BusinessDate,
  CallId,
  CommandId,
  DeviceId,
  JobId,
  Language,
  LocalText,
  MarkId,
  ProcedureId,
  ReservationId,
  SiteId,
  StaffId,
  TicketCode,
  TicketNumber,
} from '../../protocol/ids.ts';
import type { LevelState } from '../../protocol/overflow.ts';
import type { BoothProcedure } from '../../protocol/settings.ts';
import type { TicketState } from '../../protocol/views.ts';
import { type BookState, emptyBook } from '../reservations/state.ts';

export type Ticket = {
  readonly number: TicketNumber;
  readonly sequence: number;
  readonly code: TicketCode;
  readonly procedure: ProcedureId;
  readonly source: TicketSource;
  readonly how: 'online' | 'leased' | 'handwritten';
  readonly marks: readonly MarkId[];
  readonly language: Language;
  readonly partySize: number;
  readonly note: string;
  readonly slotAtMs: number | null;
  /** Of which it was made at check-in; null: of none. */
  readonly reservation: ReservationId | null;
  readonly issuedAtMs: number;
  readonly due: Due;
  readonly callableFromMs: number | null;
  readonly state: TicketState;
  readonly sinceMs: number;
  /** Version of the day at which the visit last moved: what was seen before it is no longer so. */
  readonly movedAt: number;
  /** Where it is called, served or held, or was last called (absent). */
  readonly booth: BoothNumber | null;
  /** Transferred to this booth alone. */
  readonly onlyBooth: BoothNumber | null;
  readonly calls: number;
  readonly firstCalledAtMs: number | null;
  readonly servingSinceMs: number | null;
  readonly prints: number;
  /** Its device has said that a sheet of it is out. */
  readonly sheetOut: boolean;
  /** Outside, by his own word, until then (epoch ms); null: here. It is over by itself when the time has come. */
  readonly outUntilMs: number | null;
  readonly stepsOut: number;
  readonly cancelReason: CancelReason | null;
  /** What it was when the end of the day cut its visit off; null: its visit was not cut off. */
  readonly endedAs: TicketState | null;
};

export type Booth = {
  readonly number: BoothNumber;
  readonly state: 'closed' | 'open' | 'paused';
  readonly staff: StaffId | null;
  readonly procedures: readonly BoothProcedure[];
  readonly pauseNote: string;
  readonly pausedUntilMs: number | null;
  readonly sinceMs: number;
  /** The called or serving ticket. */
  readonly ticket: TicketNumber | null;
};

export type Call = {
  readonly callId: CallId;
  readonly ticket: TicketNumber;
  readonly booth: BoothNumber;
  readonly atMs: number;
  readonly recall: boolean;
  readonly withdrawn: boolean;
};

export type Print = {
  readonly job: JobId;
  readonly ticket: TicketNumber;
  readonly device: DeviceId;
  readonly requestedAtMs: number;
  /** Its ticket's visitor holds a leased number instead: no agent shall print it any more. */
  readonly withdrawn: boolean;
  readonly reprint: boolean;
};

/** The last help call of a kiosk. */
export type Help = {
  readonly device: DeviceId;
  readonly language: Language;
  readonly askedAtMs: number;
  /** Presses since it was asked for. */
  readonly times: number;
  /** When somebody said that he is coming; null: nobody yet. */
  readonly answeredAtMs: number | null;
};

export type Stop = { readonly notice: LocalText | null; readonly sinceMs: number };

export type DayState = {
  readonly site: SiteId;
  readonly date: BusinessDate;
  /** planned: only leases so far; open: between opening and end; ended. */
  readonly phase: 'planned' | 'open' | 'ended';
  readonly plan: DayPlan | null;
  readonly version: number;
  readonly sequence: number;
  /** The latest instant at which the hub has given a ticket: nobody who comes later is due before it. */
  readonly lastGivenMs: number;
  readonly tickets: PersistentMap<TicketNumber, Ticket>;
  /** Numbers of tickets that are not over (waiting, called, serving, absent, held), by order of issue. */
  readonly live: readonly TicketNumber[];
  /** Numbers of tickets that are over, newest last, at most 200. */
  readonly ended: readonly TicketNumber[];
  readonly booths: PersistentMap<BoothNumber, Booth>;
  /** Newest last, at most 200. */
  readonly calls: readonly Call[];
  readonly pendingPrints: PersistentMap<JobId, Print>;
  /** Numbers leased and not used yet, per device. */
  readonly leases: PersistentMap<
    TicketNumber,
    { readonly device: DeviceId; readonly procedure: ProcedureId; readonly atMs: number }
  >;
  /** Where the search for the next online number begins, per procedure; below it all were given or passed over. */
  readonly numbersFrom: PersistentMap<ProcedureId, number>;
  readonly stoppedIntake: PersistentMap<ProcedureId, Stop>;
  readonly outages: PersistentMap<ProcedureId, Stop>;
  /** Of each procedure whose level was ever noted today. */
  readonly overflow: PersistentMap<ProcedureId, LevelState>;
  /** At most one of each kiosk, the oldest first. */
  readonly helps: readonly Help[];
  /** What is reserved on the day. */
  readonly book: BookState;
  /** The first answer to every command accepted today. */
  readonly answers: PersistentMap<CommandId, Accepted>;
  /** Who sent each of them (`askerOf`): an answer is for whoever asked, since it may hold the code of a ticket. */
  readonly askers: PersistentMap<CommandId, string>;
  /** Presses whose ticket was replaced by a leased number, which the visitor holds; they are refused from then on. */
  readonly superseded: PersistentMap<CommandId, TicketNumber>;
};

/** The state before the first event of a business day. */
export const emptyDay = (site: SiteId, date: BusinessDate): DayState => ({
  site,
  date,
  phase: 'planned',
  plan: null,
  version: 0,
  sequence: 0,
  lastGivenMs: 0,
  tickets: PersistentMap(),
  live: [],
  ended: [],
  booths: PersistentMap(),
  calls: [],
  pendingPrints: PersistentMap(),
  leases: PersistentMap(),
  numbersFrom: PersistentMap(),
  stoppedIntake: PersistentMap(),
  outages: PersistentMap(),
  overflow: PersistentMap(),
  helps: [],
  book: emptyBook,
  answers: PersistentMap(),
  askers: PersistentMap(),
  superseded: PersistentMap(),
});

// What has happened on a business day. Events carry every derived fact, so that replaying needs no settings.
import { z } from 'zod';
import { CancelReason, TicketSource } from './commands.ts';
import { DayPlan } from './day-plan.ts';
import {
  Actor,
  BoothNumber,
  BusinessDate,
  CallId,
  CommandId,
  DeviceId,
  EpochMs,
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
} from './ids.ts';
import { LevelState } from './overflow.ts';
import { ReservationEvent } from './reservation-events.ts';
import { Said } from './said.ts';
import { BoothProcedure } from './settings.ts';

/** Why a ticket is due when it is; `atMs` = `basisMs` − the minutes taken off. */
export const Due = z.strictObject({
  atMs: EpochMs.describe('The instant that orders the queue'),
  basis: z.enum(['walkIn', 'reservation', 'lateReservation', 'returned']),
  basisMs: EpochMs,
  minutesOff: z.number().describe('Minutes of the strongest mark'),
  mark: MarkId.nullable().describe('The mark that gave them'),
});
export type Due = z.infer<typeof Due>;

const t = { ticket: TicketNumber };
const b = { booth: BoothNumber };
const note = z.string();
const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

export const DayEvent = z.discriminatedUnion('type', [
  event('dayOpened', { site: SiteId, date: BusinessDate, plan: DayPlan }),
  event('dayPlanChanged', { plan: DayPlan }),
  event('dayEnded', {}),
  event('dayReopened', { note: note.describe('Why the day was not over') }),
  event('numbersLeased', { device: DeviceId, procedure: ProcedureId, numbers: z.array(TicketNumber) }),
  event('ticketIssued', {
    ...t,
    sequence: z.int().min(1).describe('Order of issue within the day; breaks ties of the due time'),
    code: TicketCode,
    procedure: ProcedureId,
    source: TicketSource,
    how: z.enum(['online', 'leased', 'handwritten']),
    marks: z.array(MarkId),
    language: Language,
    partySize: z.int(),
    note,
    slotAtMs: EpochMs.nullable(),
    reservation: ReservationId.exactOptional().describe('Of which it was made at check-in'),
    issuedAtMs: EpochMs,
    due: Due,
    callableFromMs: EpochMs.nullable().describe('Not called before this, unless the booth would idle'),
    supersedes: CommandId.nullable(),
    said: Said.exactOptional().describe(
      'Wait of one more walk-in as the forecast’s runs had it just then, in minutes, before correction',
    ),
  }),
  event('marksSet', { ...t, marks: z.array(MarkId), due: Due }),
  event('printRequested', { ...t, job: JobId, device: DeviceId }),
  event('ticketPrinted', { ...t, job: JobId, device: DeviceId }),
  event('ticketCalled', {
    ...t,
    ...b,
    callId: CallId,
    outOfOrder: z
      .strictObject({ reason: z.string(), insteadOf: TicketNumber.nullable() })
      .nullable()
      .describe('Called by number: why, and who was next; null: in order'),
  }),
  event('ticketRecalled', { ...t, ...b, callId: CallId }),
  event('callUndone', { ...t, ...b }),
  event('servingStarted', {
    ...t,
    ...b,
    assumed: z.boolean().describe('true: finished without Start being pressed'),
  }),
  event('ticketFinished', { ...t, ...b, by: z.enum(['staff', 'dayEnded']) }),
  event('finishUndone', {
    ...t,
    booth: BoothNumber.nullable().describe('Back there; null: waiting, with the due time it had'),
    as: z.enum(['waiting', 'called', 'serving']).describe('called: the visit had never been started'),
  }),
  event('ticketAbsent', { ...t, ...b }),
  event('ticketReturned', { ...t, due: Due }),
  event('ticketHeld', { ...t, ...b, note }),
  event('ticketResumed', { ...t, booth: BoothNumber.nullable().describe('Serving there; null: waiting') }),
  event('ticketTransferred', { ...t, ...b, procedure: ProcedureId, onlyBooth: BoothNumber.nullable(), note }),
  event('ticketSteppedOut', { ...t, untilMs: EpochMs.describe('Not called before this, unless by number') }),
  event('ticketCameBack', { ...t }),
  event('ticketRestored', {
    ...t,
    as: z
      .enum(['waiting', 'absent'])
      .describe('waiting: with the due time that it had before the day was ended by mistake'),
  }),
  event('ticketCancelled', { ...t, reason: CancelReason, note }),
  event('boothOpened', { ...b, staff: StaffId, procedures: z.array(BoothProcedure) }),
  event('boothStaffChanged', { ...b, staff: StaffId }),
  event('boothPaused', { ...b, note, untilMs: EpochMs.nullable() }),
  event('boothResumed', { ...b }),
  event('boothClosed', { ...b }),
  event('boothProceduresSet', { ...b, procedures: z.array(BoothProcedure) }),
  event('overflowNoted', { procedure: ProcedureId, ...LevelState.shape }),
  event('intakeStopped', { procedures: z.array(ProcedureId), notice: LocalText.nullable() }),
  event('intakeResumed', { procedures: z.array(ProcedureId) }),
  event('outageStarted', { procedures: z.array(ProcedureId), notice: LocalText.nullable() }),
  event('outageEnded', { procedures: z.array(ProcedureId) }),
  event('helpAsked', { device: DeviceId, language: Language }),
  event('helpAnswered', { device: DeviceId }),
  event('helpWithdrawn', { device: DeviceId }),
  ...ReservationEvent.options,
]);
export type DayEvent = z.infer<typeof DayEvent>;
export type DayEventType = DayEvent['type'];
export type DayEventOf<T extends DayEventType> = Extract<DayEvent, { type: T }>;

/** Who, when and by which command; the same for every event of one command. */
export const EventMeta = z.strictObject({
  atMs: EpochMs,
  actor: Actor,
  commandId: CommandId,
});
export type EventMeta = z.infer<typeof EventMeta>;

/** Version of the event schema that is written; older ones are upcast when read. */
export const eventSchema = 2;

/** One event as the log gives it back: `version` counts 1, 2, 3 … within the stream. */
export const StoredDayEvent = z.strictObject({
  stream: z.string(),
  version: z.int().min(1),
  schema: z.literal(eventSchema).describe('Version of the event schema; older ones are upcast when read'),
  meta: EventMeta.extend({ hub: z.string().describe('Name of the hub that took the command') }),
  event: DayEvent,
});
export type StoredDayEvent = z.infer<typeof StoredDayEvent>;

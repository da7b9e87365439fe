// What can be asked of a business day: one schema per command, and the envelope that carries it.
import { z } from 'zod';
import type { DayPlan } from './day-plan.ts';
import {
  BoothNumber,
  BusinessDate,
  CommandId,
  DeviceId,
  EpochMs,
  JobId,
  Language,
  LocalText,
  MarkId,
  ProcedureId,
  ReservationId,
  type SiteId,
  StaffId,
  TicketCode,
  TicketNumber,
} from './ids.ts';
import type { OverflowFigures } from './overflow.ts';
import type { BookCommand } from './reservation-commands.ts';
import { ReservationCode } from './reservation-ids.ts';
import { Saw } from './saw.ts';
import { BoothProcedure } from './settings.ts';

const note = z.string().trim().max(200, 'must be at most 200 characters');
const reason = note.min(1, 'must say why');
const marks = z.array(MarkId).max(10).default([]);

export const TicketSource = z.enum([
  'button',
  'kiosk',
  'reception',
  'reservation',
  'handwritten',
  'integrator',
]);
/** Where a ticket came from. */
export type TicketSource = z.infer<typeof TicketSource>;

export const CancelReason = z.enum([
  'visitorLeft',
  'noShow',
  'issuedByMistake',
  'servedElsewhere',
  'superseded',
  'dayEnded',
  'other',
]);
export type CancelReason = z.infer<typeof CancelReason>;

const visit = {
  procedure: ProcedureId,
  source: TicketSource,
  marks: marks.describe('Priority marks of the organisation’s list'),
  language: Language.default('ja'),
  partySize: z.int().min(1, 'must be 1 to 20').max(20, 'must be 1 to 20').default(1),
  note: note.default('').describe('For staff; no personal data'),
  slotAtMs: EpochMs.nullable()
    .default(null)
    .describe('Start of the reserved slot, for a reservation checked in'),
};

const IssueTicket = z.strictObject({
  type: z.literal('issueTicket'),
  ...visit,
  printAt: DeviceId.nullable().default(null).describe('The device agent that prints the ticket'),
});

const RecordTicket = z
  .strictObject({
    type: z.literal('recordTicket'),
    ...visit,
    number: TicketNumber,
    issuedAtMs: EpochMs.describe('When the visitor really got the number'),
    how: z.enum(['leased', 'handwritten']),
    code: TicketCode.optional().describe('The code already printed, for a leased number'),
    supersedes: CommandId.optional().describe('The issueTicket this replaces, whose answer never came'),
  })
  .describe('Enters a ticket that was given while the hub was away');

const LeaseNumbers = z.strictObject({
  type: z.literal('leaseNumbers'),
  procedure: ProcedureId,
  count: z.int().min(1).max(200).describe('How many unused numbers the device should hold afterwards'),
});

const CheckIn = z
  .strictObject({
    type: z.literal('checkIn'),
    code: ReservationCode.optional().describe('As printed or read out'),
    reservation: ReservationId.optional().describe('In place of the code, from a list'),
    source: TicketSource.default('reservation'),
    marks,
    language: Language.optional().describe('Left out: the one it was booked in'),
    pressedAtMs: EpochMs.optional().describe('When the visitor pressed: that counts, not when it is taken'),
    moveHere: z
      .boolean()
      .default(false)
      .describe('true: a reservation for another day or site is moved to here and now, if there is room'),
    printAt: DeviceId.nullable().default(null).describe('The device agent that prints the ticket'),
  })
  .refine((command) => (command.code === undefined) !== (command.reservation === undefined), {
    error: 'must name code or reservation',
    path: ['code'],
  })
  .describe('Makes the ticket of a reservation');

const booth = BoothNumber;
/** Every command that acts on a visitor tells whom the person saw; those of other systems may leave it out. */
const sight = { saw: Saw.exactOptional() };
const atBooth = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), booth });
const withVisitor = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), booth, ...sight });
const onTicket = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), ticket: TicketNumber, ...sight });
const procedures = z.array(ProcedureId).min(1, 'must name at least one procedure').max(26);

export const Command = z.discriminatedUnion('type', [
  IssueTicket,
  RecordTicket,
  LeaseNumbers,
  CheckIn,
  withVisitor('callNext'),
  z.strictObject({ type: z.literal('callNumber'), booth, ticket: TicketNumber, reason, ...sight }),
  withVisitor('recall'),
  withVisitor('startServing'),
  withVisitor('finish'),
  withVisitor('finishAndNext'),
  withVisitor('markAbsent'),
  withVisitor('undoCall'),
  z.strictObject({ type: z.literal('hold'), booth, note: note.default(''), ...sight }),
  z.strictObject({
    type: z.literal('resume'),
    ticket: TicketNumber,
    booth: BoothNumber.nullable()
      .default(null)
      .describe('The booth that held it serves on at once; null: back to the queue'),
    ...sight,
  }),
  z.strictObject({
    type: z.literal('transfer'),
    booth,
    procedure: ProcedureId.nullable().default(null).describe('null: the same procedure'),
    toBooth: BoothNumber.nullable()
      .default(null)
      .describe('Only this booth; null: any that serves the procedure'),
    note: note.default(''),
    ...sight,
  }),
  onTicket('returnTicket'),
  z
    .strictObject({
      type: z.literal('stepOut'),
      ticket: TicketNumber,
      minutes: z.int().min(5, 'must be 5 to 240').max(240, 'must be 5 to 240'),
    })
    .describe('The visitor is outside for so long: not called before, and keeps his place'),
  onTicket('comeBack').describe('The visitor is there again, from outside or from absent'),
  onTicket('leaveQueue').describe('The visitor gives his place up, for good'),
  z.strictObject({
    type: z.literal('cancelTicket'),
    ticket: TicketNumber,
    reason: CancelReason,
    note: note.default(''),
    ...sight,
  }),
  z.strictObject({ type: z.literal('setMarks'), ticket: TicketNumber, marks, ...sight }),
  z.strictObject({ type: z.literal('reprintTicket'), ticket: TicketNumber, printAt: DeviceId }),
  z
    .strictObject({ type: z.literal('confirmPrint'), job: JobId })
    .describe('A device agent says that the sheet is out'),
  z.strictObject({
    type: z.literal('openBooth'),
    booth,
    staff: StaffId,
    procedures: z.array(BoothProcedure).min(1).max(26).optional().describe('Left out: those of the settings'),
  }),
  z.strictObject({ type: z.literal('changeBoothStaff'), booth, staff: StaffId }),
  z.strictObject({
    type: z.literal('pauseBooth'),
    booth,
    note: note.default(''),
    untilMs: EpochMs.nullable().default(null).describe('Announced end of the pause'),
  }),
  atBooth('resumeBooth'),
  z.strictObject({
    type: z.literal('closeBooth'),
    booth,
    leaveWaiting: z
      .boolean()
      .default(false)
      .describe('Closes it although some wait whom no other open booth serves'),
  }),
  z
    .strictObject({
      type: z.literal('undoFinish'),
      ticket: TicketNumber,
      booth: BoothNumber.nullable()
        .default(null)
        .describe('Back to the booth that finished it; null: back to the queue'),
      ...sight,
    })
    .describe('Finished by mistake: the visit goes on, for some minutes afterwards'),
  z.strictObject({
    type: z.literal('setBoothProcedures'),
    booth,
    procedures: z.array(BoothProcedure).min(1).max(26),
  }),
  z.strictObject({ type: z.literal('stopIntake'), procedures, notice: LocalText.nullable().default(null) }),
  z.strictObject({ type: z.literal('resumeIntake'), procedures }),
  z
    .strictObject({ type: z.literal('startOutage'), procedures, notice: LocalText.nullable().default(null) })
    .describe('The national system is down: calls for these freeze, others go on'),
  z.strictObject({ type: z.literal('endOutage'), procedures }),
  z
    .strictObject({
      type: z.literal('reopenDay'),
      note: note.default('').describe('Why the day was not over'),
    })
    .describe('The day was ended by mistake: everybody who waited then waits again, until its planned end'),
  z
    .strictObject({
      type: z.literal('askHelp'),
      device: DeviceId,
      language: Language.default('ja').describe('The language chosen on the screen'),
    })
    .describe('A visitor at a kiosk asks for somebody to come'),
  z
    .strictObject({ type: z.literal('answerHelp'), device: DeviceId })
    .describe('Somebody is on the way to the kiosk'),
  z
    .strictObject({ type: z.literal('withdrawHelp'), device: DeviceId })
    .describe('The visitor needs nobody any more'),
]);
export type Command = z.infer<typeof Command>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** What only the hub's own clock may ask. */
export type SystemCommand =
  | { readonly type: 'openDay'; readonly plan: DayPlan }
  | { readonly type: 'changePlan'; readonly plan: DayPlan }
  | { readonly type: 'endDay' }
  | {
      readonly type: 'noteOverflow';
      /** Of each procedure; null: nothing is known of it now. */
      readonly figures: ReadonlyMap<ProcedureId, OverflowFigures | null>;
    };
export type AnyCommand = Command | SystemCommand | BookCommand;

export const CommandRequest = z.strictObject({
  commandId: CommandId.describe('Made by the client; sending it again returns the first answer'),
  date: BusinessDate.optional().describe(
    'The business day; left out: today. Only recordTicket and leaseNumbers may name another',
  ),
  command: Command,
});
export type CommandRequest = z.infer<typeof CommandRequest>;

/** A request at a site, as the HTTP and socket doors pass it on. */
export type SiteCommand = { readonly site: SiteId; readonly request: CommandRequest };

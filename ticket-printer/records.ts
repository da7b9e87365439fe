// What the journal can say: presses, sheets, leased numbers; each record is enough to go on from after a power cut.
import { z } from 'zod';
import {
  BusinessDate,
  CommandId,
  EpochMs,
  JobId,
  Language,
  LocalText,
  ProcedureId,
  TicketCode,
  TicketNumber,
} from '../protocol/ids.ts';
import { Estimate } from '../protocol/views.ts';
import type { TicketPaper } from './contract.ts';

const Paper = z.strictObject({
  job: JobId,
  ticket: TicketNumber,
  procedure: ProcedureId,
  procedureNames: LocalText,
  bring: LocalText.nullable(),
  siteNames: LocalText,
  language: Language,
  issuedAtMs: EpochMs,
  slotAtMs: EpochMs.nullable(),
  ahead: z.int().nullable(),
  estimate: Estimate.nullable(),
  reprint: z.boolean(),
  url: z.string().nullable(),
  whereToWait: LocalText.nullable(),
  offline: z.boolean(),
}) satisfies z.ZodType<TicketPaper>;

export const Sheet = z.strictObject({
  date: BusinessDate,
  paper: Paper,
  state: z
    .enum(['spooled', 'printing', 'printed', 'stuck', 'withdrawn'])
    .describe('stuck: bytes went out and nobody knows what became of them; never printed again by itself'),
  confirm: z
    .enum(['needed', 'done', 'none'])
    .describe('Whether the hub waits for confirmPrint; none: a leased ticket’s own sheet'),
});
export type Sheet = Readonly<z.infer<typeof Sheet>>;

const OpenPress = z.strictObject({
  id: CommandId.describe('Also the commandId of its issueTicket'),
  date: BusinessDate,
  procedure: ProcedureId,
  language: Language,
  atMs: EpochMs.describe('By the hub’s clock'),
});
/** A press that has no answer yet. */
export type OpenPress = Readonly<z.infer<typeof OpenPress>>;

const LeasedTicket = z.strictObject({
  press: CommandId,
  date: BusinessDate,
  ticket: TicketNumber,
  procedure: ProcedureId,
  language: Language,
  code: TicketCode,
  issuedAtMs: EpochMs,
  told: z
    .enum(['no', 'yes', 'conflict'])
    .describe('conflict: the hub refused it; reception has to enter it by hand'),
});
/** A ticket given while the hub did not answer. */
export type LeasedTicket = Readonly<z.infer<typeof LeasedTicket>>;

const record = <K extends string, S extends z.ZodRawShape>(k: K, shape: S) =>
  z.strictObject({ k: z.literal(k), ...shape });
const key = z.string().max(40).describe('Date and job of a sheet');

export const JournalRecord = z.discriminatedUnion('k', [
  record('pressed', { press: OpenPress }),
  record('issued', { id: CommandId, sheet: Sheet.nullable().describe('null: spooled already') }),
  record('refused', { id: CommandId, reason: z.string() }),
  record('dropped', { id: CommandId, reason: z.string() }),
  record('leased', { leased: LeasedTicket, sheet: Sheet.nullable() }),
  record('told', { id: CommandId }),
  record('conflict', { id: CommandId, reason: z.string() }),
  record('sheet', { sheet: Sheet }),
  record('printing', { key }),
  record('printed', { key }),
  record('unprinted', { key, reason: z.string() }),
  record('stuck', { key, reason: z.string() }),
  record('withdrawn', { key }),
  record('confirmed', { key }),
  record('leases', { date: BusinessDate, procedure: ProcedureId, numbers: z.array(TicketNumber).max(1000) }),
]);
export type JournalRecord = z.infer<typeof JournalRecord>;

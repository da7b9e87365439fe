// What a kiosk shows: the procedures in their groups with waits and states, its tickets of the last minutes, its help call.
import { z } from 'zod';
import { EpochMs, GroupId, Language, LocalText, MarkId, TicketNumber } from './ids.ts';
import { KioskRules, ProcedureGroup, Renewal } from './kiosk-settings.ts';
import { Estimate, PrintState, ProcedureNow, TicketState, WallView } from './views.ts';

const { site, names, date, version, live, hubs, phase, nextOpeningMs, closesAtMs } = WallView.shape;

export const KioskProcedure = z.strictObject({
  ...ProcedureNow.shape,
  group: GroupId.nullable(),
  bring: LocalText.nullable(),
  instead: LocalText.nullable().describe('What to do while it gives no tickets'),
  asksPartySize: z.boolean(),
  renews: Renewal.nullable(),
  lastIntakeMs: EpochMs.nullable().describe('Walk-in tickets are given until then today; null: none today'),
  nextIntakeMs: EpochMs.nullable().describe('When they are given again today; null: not any more today'),
});
export type KioskProcedure = z.infer<typeof KioskProcedure>;

export const KioskTicket = z.strictObject({
  ticket: TicketNumber,
  state: TicketState,
  ahead: z.int(),
  estimate: Estimate.nullable(),
  print: PrintState,
  slotAtMs: EpochMs.nullable().default(null).describe('Of its reservation; null: a walk-in'),
});
/** A ticket that a kiosk of the site gave in the last minutes. */
export type KioskTicket = z.infer<typeof KioskTicket>;

export const KioskView = z.strictObject({
  ...{ site, names, date, version, live, hubs, phase, nextOpeningMs, closesAtMs },
  takesReservations: z.boolean().default(false).describe('Somebody may come with a reservation'),
  groups: z.array(ProcedureGroup),
  procedures: z.array(KioskProcedure),
  languages: z.array(Language).min(1),
  printer: z
    .enum(['ready', 'fault', 'none'])
    .describe('fault: it cannot print now; none: this kiosk has no printer'),
  tickets: z.array(KioskTicket).max(20).describe('Newest first'),
  help: z
    .strictObject({ askedAtMs: EpochMs, answeredAtMs: EpochMs.nullable() })
    .nullable()
    .describe('The last call from this kiosk; null: none today, or withdrawn'),
  expiringMark: MarkId.nullable().describe('For the ticket of a card that ends soon; null: none'),
  rules: KioskRules.pick({ returnSeconds: true, renewalMonths: true, expiringDays: true }),
  publicUrl: z.string().nullable(),
  whereToWait: LocalText.nullable(),
});
export type KioskView = z.infer<typeof KioskView>;

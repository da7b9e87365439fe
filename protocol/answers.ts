// What a command gets back: accepted with its facts, or a refusal.
import { z } from 'zod';
import {
  BoothNumber,
  CallId,
  DeviceId,
  EpochMs,
  JobId,
  ProcedureId,
  ReservationId,
  TicketCode,
  TicketNumber,
} from './ids.ts';
import { Refusal } from './refusals.ts';
import { Seats } from './reservation-events.ts';
import { HoldId, ReservationCode } from './reservation-ids.ts';

export const Accepted = z.strictObject({
  ok: z.literal(true),
  version: z.int().min(0).describe('Version of the business day after the command'),
  ticket: TicketNumber.optional().describe('The ticket issued or called'),
  procedure: ProcedureId.optional(),
  code: TicketCode.optional(),
  issuedAtMs: EpochMs.optional(),
  booth: BoothNumber.optional(),
  callId: CallId.optional(),
  job: JobId.optional().describe('The print that was asked for'),
  device: DeviceId.optional(),
  numbers: z.array(TicketNumber).optional().describe('All unused numbers the device holds for the procedure'),
  reservation: ReservationId.optional().describe('Booked, moved, cancelled or checked in'),
  reservationCode: ReservationCode.optional(),
  seats: Seats.optional().describe('Where it is booked or held'),
  hold: HoldId.optional(),
  heldUntilMs: EpochMs.optional(),
  arrival: z.enum(['early', 'inTime', 'late']).optional().describe('How a reserved visitor came'),
  change: z.string().optional().describe('Name of a change of slots'),
});
export type Accepted = z.infer<typeof Accepted>;

export const Answer = z.discriminatedUnion('ok', [
  Accepted,
  z.strictObject({ ok: z.literal(false), refusal: Refusal }),
]);
export type Answer = z.infer<typeof Answer>;

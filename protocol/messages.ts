// One message to a resident, without anything of the person: what the outbox keeps until it is sent.
import { z } from 'zod';
import { BusinessDate, EpochMs, Language, ProcedureId, ReservationId, SiteId } from './ids.ts';

export const messageKinds = [
  'confirmation',
  'change',
  'reminder',
  'cancelled',
  'cancelledBySite',
  'placeOffered',
] as const;
export const MessageKind = z.enum(messageKinds);
/** placeOffered: a place was freed, and is kept for who waits. */
export type MessageKind = z.infer<typeof MessageKind>;

/** By which way it goes: mail, or the web hook to the municipality's own SMS or LINE service. */
export const messageWays = ['mail', 'hook'] as const;
export const MessageWay = z.enum(messageWays);
export type MessageWay = z.infer<typeof MessageWay>;

export const Message = z.strictObject({
  kind: MessageKind,
  way: MessageWay,
  reservation: ReservationId,
  site: SiteId,
  date: BusinessDate,
  /** As it is read out. */
  code: z.string().min(1).max(40),
  procedure: ProcedureId,
  language: Language,
  partySize: z.int().min(1).max(20),
  startAtMs: EpochMs,
  endAtMs: EpochMs,
  /** Changes of the reservation so far, as calendar files count them. */
  sequence: z.int().min(0),
  /** When what it tells of happened. */
  atMs: EpochMs,
  /** Until when an offered place is kept; null: no offer. */
  keptUntilMs: EpochMs.nullable(),
});
export type Message = z.infer<typeof Message>;

// The states of a ticket, of a site's day and of an intake: small words that every view uses, with nothing behind them.
import { z } from 'zod';

export const Phase = z.enum(['closed', 'before', 'open', 'break', 'after', 'ended']);
/** closed: no opening today · before the first · open · between two · after the last, still serving · ended. */
export type Phase = z.infer<typeof Phase>;

export const TicketState = z.enum([
  'waiting',
  'called',
  'serving',
  'absent',
  'held',
  'finished',
  'cancelled',
]);
export type TicketState = z.infer<typeof TicketState>;

export const IntakeState = z.enum(['open', 'stopped', 'outage', 'notNow', 'reservationOnly', 'allGiven']);
/** allGiven: open, but every number of the range is on a ticket or in a device's hands. */
export type IntakeState = z.infer<typeof IntakeState>;

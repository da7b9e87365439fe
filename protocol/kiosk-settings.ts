// Settings of touch screens at reception: headings, when a card may be renewed, and which printer stands beside each screen.
import { z } from 'zod';
import { DeviceId, GroupId, LocalText, MarkId } from './ids.ts';

export const ProcedureGroup = z.strictObject({
  id: GroupId.describe('Its name in `procedures`'),
  names: LocalText.describe('As visitors read it'),
});
/** A heading under which kiosks show procedures. */
export type ProcedureGroup = z.infer<typeof ProcedureGroup>;

const whole = (low: number, high: number, unit: string) =>
  z
    .int(`must be ${low} to ${high} ${unit}`)
    .min(low, `must be ${low} to ${high} ${unit}`)
    .max(high, `must be ${low} to ${high} ${unit}`);

export const KioskRules = z.strictObject({
  returnSeconds: whole(20, 300, 'seconds')
    .default(30)
    .describe('Nobody touched it for so long: it goes back to its first screen'),
  renewalMonths: whole(0, 24, 'months')
    .default(3)
    .describe('A card or certificate can be renewed from so many months before it ends'),
  expiringDays: whole(0, 366, 'days')
    .default(30)
    .describe('One that ends within so many days gets `expiringMark`'),
  expiringMark: MarkId.optional().describe(
    'One of priorityMarks: given to the ticket of a visitor who says that the card ends so soon (予約外交付); left out: none is given',
  ),
});
export type KioskRules = z.infer<typeof KioskRules>;

export const KioskSettings = z.strictObject({
  id: DeviceId.describe('Unique in the organisation'),
  name: z.string().trim().min(1).max(60).describe('As staff read it'),
  printer: DeviceId.nullable()
    .optional()
    .describe(
      'The printer of the site that prints its tickets; left out: the first of the site; null: none, it shows number and QR',
    ),
});
/** A touch screen at reception. */
export type KioskSettings = z.infer<typeof KioskSettings>;

export const Renewal = z.enum(['card', 'certificate']);
/** What ends and is renewed: the card itself (ten birthdays, five for minors), or its electronic certificates (five). */
export type Renewal = z.infer<typeof Renewal>;

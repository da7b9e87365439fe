// The settings of procedures and priority marks, the same at every site of the organisation.
import { z } from 'zod';
import { GroupId, LocalText, MarkId, ProcedureId } from './ids.ts';
import { Renewal } from './kiosk-settings.ts';
import { minutes, ProcedureRules } from './rule-settings.ts';

export const NumberRange = z
  .strictObject({
    first: z
      .int()
      .min(0, 'must be 0 to 999')
      .max(999, 'must be 0 to 999')
      .default(1)
      .describe('The first number of a day'),
    last: z
      .int()
      .min(0, 'must be 0 to 999')
      .max(999, 'must be 0 to 999')
      .default(999)
      .describe('The last one; when it is given out, the procedure gives no more that day'),
    skip: z
      .array(z.int().min(0).max(999))
      .max(900)
      .default([])
      .describe('Numbers never given, e.g. 4, 9, 42'),
  })
  .refine((range) => range.first <= range.last, {
    path: ['last'],
    message: 'must not be smaller than first',
  });
export type NumberRange = z.infer<typeof NumberRange>;

export const ProcedureSettings = z.strictObject({
  id: ProcedureId.describe('Its name in these settings, in commands and in events'),
  letter: z
    .string()
    .regex(/^[A-Z]$/, 'must be one capital letter A to Z')
    .describe('The letter of its ticket numbers'),
  names: LocalText.describe('As visitors read it'),
  shortNames: LocalText.optional().describe('For narrow places: buttons, wall columns'),
  plannedMinutes: minutes(1, 240).describe(
    'How long one visit takes, until the site has learned its own times',
  ),
  numbers: NumberRange.default({ first: 1, last: 999, skip: [] }).describe(
    'The numbers of a day; procedures with the same letter at a site need ranges that do not meet',
  ),
  walkIn: z.boolean().default(true).describe('false: by reservation only'),
  bring: LocalText.optional().describe('What to have ready, printed on the ticket'),
  ready: z
    .array(LocalText)
    .max(12, 'must be at most 12 lines')
    .default([])
    .describe('What to have ready as a list, one thing each, for the phone page; left out: `bring`'),
  group: GroupId.optional().describe('One of procedureGroups: its heading on kiosks'),
  instead: LocalText.optional().describe(
    'What to do instead while it gives no tickets, as kiosks tell it, e.g. another place or hour',
  ),
  asksPartySize: z.boolean().default(false).describe('true: kiosks ask how many people the visit is for'),
  renews: Renewal.optional().describe(
    'Kiosks lead here whose card, or whose certificate, is about to expire',
  ),
  rules: ProcedureRules.default({}).describe(
    'Rules of this procedure, before those of organisation and site',
  ),
});
export type ProcedureSettings = z.infer<typeof ProcedureSettings>;

export const MarkSettings = z.strictObject({
  id: MarkId.describe('Its name in commands and events'),
  names: LocalText.describe('As staff read it'),
  minutes: minutes(0, 240).default(15).describe('How much earlier the visitor is due'),
  exempt: z
    .boolean()
    .default(false)
    .describe(
      'true: may take a ticket although intake is stopped, and without a reservation where one is needed',
    ),
});
/** A priority mark, e.g. pregnancy, or "card about to expire". */
export type MarkSettings = z.infer<typeof MarkSettings>;

// The rules that an organisation, a site or a procedure may set, and what holds where none does.
import { z } from 'zod';

/** A time of so many minutes, within bounds. */
export const minutes = (low: number, high: number) =>
  z.number().min(low, `must be ${low} to ${high} minutes`).max(high, `must be ${low} to ${high} minutes`);

const ruleFields = {
  reservationLeadMinutes: minutes(0, 120).describe('A reserved visitor is due this long before the slot'),
  reservationGraceMinutes: minutes(0, 120).describe(
    'Checked in later than slot + grace: queued as a walk-in',
  ),
  reservationEarliestMinutes: minutes(0, 240).describe(
    'Not called earlier than slot − this, unless the booth would idle',
  ),
  returnCreditMinutes: minutes(0, 120).describe(
    'A visitor back from absent is due at the time of return − this',
  ),
};
export const ProcedureRules = z.strictObject(ruleFields).partial();

const siteRuleFields = {
  ...ruleFields,
  earlyIntakeMinutes: minutes(0, 240).describe('Tickets are given this long before an opening'),
  lastIntakeMinutes: minutes(0, 240).describe('Tickets end this long before closing'),
  overrunMinutes: minutes(0, 480).describe(
    'The business day ends this long after closing; what is left then is cancelled',
  ),
  callFreshSeconds: z
    .number()
    .min(10)
    .max(600)
    .describe('A call older than this is shown, but no longer spoken as new'),
  absentShownMinutes: minutes(0, 480).describe('How long an absent number stays on the wall'),
  leasedNumbers: z
    .int()
    .min(0)
    .max(200)
    .describe('How many numbers per procedure a device agent holds for a lost hub'),
  stepOutMinutes: minutes(0, 240).describe(
    'How long a visitor may be outside without losing the place, said on the phone; 0: not offered',
  ),
  stepOutTimes: z
    .int()
    .min(0, 'must be 0 to 20')
    .max(20, 'must be 0 to 20')
    .describe('How often one visitor may step out so'),
  undoFinishMinutes: minutes(0, 120).describe(
    'How long a visit that was finished by mistake can be taken back; 0: not at all',
  ),
  returnByPhone: z
    .boolean()
    .describe('An absent visitor may report back with the phone; false: only at reception'),
};
export const SiteRules = z.strictObject(siteRuleFields).partial();
export const Rules = z.strictObject(siteRuleFields);
export type Rules = z.infer<typeof Rules>;

/** What holds where neither organisation, site nor procedure says otherwise (domain rules). */
export const defaultRules: Rules = {
  reservationLeadMinutes: 10,
  reservationGraceMinutes: 10,
  reservationEarliestMinutes: 10,
  returnCreditMinutes: 5,
  earlyIntakeMinutes: 0,
  lastIntakeMinutes: 0,
  overrunMinutes: 30,
  callFreshSeconds: 60,
  absentShownMinutes: 30,
  leasedNumbers: 20,
  stepOutMinutes: 30,
  stepOutTimes: 3,
  undoFinishMinutes: 10,
  returnByPhone: true,
};

// When a business day is open, as it was planned: in instants, so that it can be read without the settings.
import { z } from 'zod';
import { EpochMs, ProcedureId } from './ids.ts';

export const DayPlan = z.strictObject({
  openings: z
    .array(z.strictObject({ fromMs: EpochMs, toMs: EpochMs, procedures: z.array(ProcedureId).nullable() }))
    .describe('In order of time; procedures null: all of the site'),
  intakeFromMs: EpochMs.describe('First instant at which tickets are given'),
  endsAtMs: EpochMs.describe('The business day ends: closing plus the overrun the site allows'),
});
export type DayPlan = z.infer<typeof DayPlan>;

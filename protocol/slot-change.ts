// A change of a date's slots made by hand, with its reason: closed, widened or narrowed.
import { z } from 'zod';
import { EpochMs, SlotGroupId } from './ids.ts';

const range = {
  groups: z.array(SlotGroupId).min(1).max(20).nullable().describe('These groups; null: all'),
  fromMs: EpochMs.describe('From this instant'),
  toMs: EpochMs.describe('Until this instant'),
  reason: z
    .string()
    .trim()
    .min(1, 'must tell why')
    .max(200, 'must be at most 200 characters')
    .describe('Why, as staff and residents read it'),
};
const by = z
  .int('must be 1 to 100 places')
  .min(1, 'must be 1 to 100 places')
  .max(100, 'must be 1 to 100 places')
  .describe('So many places in every slot that begins in the range');

export const SlotChange = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('close'), ...range }),
    z.strictObject({ kind: z.literal('widen'), by, ...range }),
    z.strictObject({ kind: z.literal('narrow'), by, ...range }),
  ])
  .refine((change) => change.fromMs < change.toMs, { path: ['toMs'], message: 'must be later than fromMs' });
/**
 * `close` takes every slot that lies in the range by so much as a minute, `widen` and `narrow` those that begin in it.
 * What is taken back is left out of the list of changes.
 */
export type SlotChange = z.infer<typeof SlotChange>;

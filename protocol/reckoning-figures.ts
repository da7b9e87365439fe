// The figures of how the places of a slot come about, step by step.
import { z } from 'zod';

/** What stands in the lines; numbers are written out already ("2.25", "≈ 2.857"). */
export const ReckoningFigures = z
  .strictObject({
    booths: z.string().describe('Booths at work on average over the slot, terminals applied'),
    minutes: z.number(),
    minutesPerPlace: z.number(),
    share: z.string().describe('Per cent for reservations, on average over the slot'),
    exact: z.string(),
    carriedIn: z.string(),
    carriedOut: z.string(),
    planned: z.int(),
    lost: z.string().nullable().describe('Booth minutes that terminals took; null: none'),
    overbooked: z.int(),
    byHand: z.int(),
    reasons: z.array(z.string()).readonly(),
    places: z.int(),
  })
  .readonly();
export type ReckoningFigures = z.infer<typeof ReckoningFigures>;

// The places of a site on a date with their reckoning, as those see them who close, widen and narrow slots.
import { z } from 'zod';
import { BusinessDate, EpochMs, LocalText, SiteId, SlotGroupId } from './ids.ts';
import { ReckoningFigures } from './reckoning-figures.ts';
import { SlotChange } from './slot-change.ts';

export const SlotView = z.strictObject({
  atMs: EpochMs,
  endMs: EpochMs,
  places: z.int().min(0).describe('That can be booked in all; 0 when closed'),
  taken: z.int().min(0).describe('Booked or held now; may be more than there are places, after a change'),
  closed: z
    .strictObject({
      by: z.enum(['settings', 'hand', 'staffing', 'dayEnd', 'linkEnd']),
      reason: z.union([LocalText, z.string()]).nullable(),
    })
    .nullable(),
  reckoning: ReckoningFigures,
});
export type SlotView = z.infer<typeof SlotView>;

export const SlotGroupView = z.strictObject({
  group: SlotGroupId,
  names: LocalText,
  minutesPerPlace: z.number(),
  p80Minutes: z.number().describe('Four visits in five take no longer'),
  places: z.int().min(0),
  taken: z.int().min(0),
  slots: z.array(SlotView),
});
export type SlotGroupView = z.infer<typeof SlotGroupView>;

export const SlotPlanView = z.strictObject({
  site: SiteId,
  date: BusinessDate,
  groups: z.array(SlotGroupView),
  changes: z.array(z.strictObject({ change: z.string(), slots: SlotChange })),
});
export type SlotPlanView = z.infer<typeof SlotPlanView>;

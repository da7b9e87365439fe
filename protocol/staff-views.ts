// The table of views that consoles watch: what a page says it shows, the event that brings the view, and the view's schema.
import { z } from 'zod';
import { BoothNumber } from './ids.ts';
import { BoothView, ReceptionView } from './views.ts';

/** In the order in which the hub sends them after a change. */
export const staffViews = {
  booth: {
    page: z.strictObject({ kind: z.literal('booth'), booth: BoothNumber }),
    event: 'boothView',
    schema: BoothView,
  },
  reception: {
    page: z.strictObject({ kind: z.literal('reception') }),
    event: 'receptionView',
    schema: ReceptionView,
  },
} as const;

type StaffViews = typeof staffViews;
export type StaffViewKind = keyof StaffViews;
/** What a console of the kind names in its hello. */
export type StaffPage<K extends StaffViewKind = StaffViewKind> = z.infer<StaffViews[K]['page']>;
/** What it is shown. */
export type StaffView<K extends StaffViewKind = StaffViewKind> = z.infer<StaffViews[K]['schema']>;
export type StaffViewEvent = StaffViews[StaffViewKind]['event'];

export const staffViewKinds = Object.keys(staffViews) as readonly StaffViewKind[];

type PageSchema = StaffViews[StaffViewKind]['page'];
export const StaffPage = z.discriminatedUnion(
  'kind',
  Object.values(staffViews).map(({ page }) => page) as [PageSchema, ...PageSchema[]],
);

// How fully a call is said.
import { z } from 'zod';

/** full: a whole sentence. brief: number and booth alone. terse: as people talk, one of many in a row. The short ones in Japanese only. */
export const AnnouncementForm = z
  .enum(['full', 'brief', 'terse'])
  .describe(
    'brief: number and booth alone; terse: shorter and faster, one of many in a row; both in Japanese',
  );
export type AnnouncementForm = z.output<typeof AnnouncementForm>;

/** How much faster than usual a form is said; terse: as people talk. */
export const hasteOf = (form: AnnouncementForm): number => (form === 'terse' ? 1.2 : 1);

// What a forecast said of a wait, as it is noted when a ticket is given, so that it can be compared with what came.
import { z } from 'zod';

/** Minutes until the call: one in five sooner than p20, half by p50, four in five by p80; and the share called before the day ends. */
export const Said = z.strictObject({
  p20: z.number().min(0),
  p50: z.number().min(0),
  p80: z.number().min(0),
  calledShare: z.number().min(0).max(1),
});
export type Said = z.infer<typeof Said>;

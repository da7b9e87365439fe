// How an entry lies in Redis: as JSON, parsed when it comes back.
import { z } from 'zod';

export const KeptEntry = z.object({
  schema: z.int(),
  meta: z.object({
    atMs: z.number(),
    actor: z.unknown(),
    commandId: z.string(),
    hub: z.string().exactOptional(),
  }),
  event: z.looseObject({ type: z.string() }),
});

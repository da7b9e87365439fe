// Remembers in the browser which calls of the day were handled, so that a reload does not speak them again.
import { z } from 'zod';
import { BusinessDate, CallId, type SiteId } from '../../protocol/ids.ts';

const Remembered = z.object({ date: BusinessDate, handled: z.array(CallId) });
export type Remembered = z.infer<typeof Remembered>;

export type CallMemory = {
  readonly load: () => Remembered | null;
  readonly save: (date: BusinessDate, handled: ReadonlySet<CallId>) => void;
};

/** More calls than a reload within their freshness could ever meet. */
const keptCalls = 500;

/** Storage may be forbidden or full: then a reload may repeat a call, and nothing else is lost. */
export const createCallMemory = (storage: Pick<Storage, 'getItem' | 'setItem'>, site: SiteId): CallMemory => {
  const key = `junban.calls.${site}`;
  return {
    load() {
      try {
        const parsed = Remembered.safeParse(JSON.parse(storage.getItem(key) ?? 'null'));
        return parsed.success ? parsed.data : null;
      } catch {
        return null;
      }
    },
    save(date, handled) {
      try {
        storage.setItem(key, JSON.stringify({ date, handled: [...handled].slice(-keptCalls) }));
      } catch {
        // Not remembered; see above.
      }
    },
  };
};

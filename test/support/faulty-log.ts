// An event log that fails as told: before writing, after writing, or when read. For tests of what must survive it.

import { LogUnavailable } from '../../server/base/log-unavailable.ts';
import type { EventLog } from '../../server/log/contract.ts';

/** `after…`: the entries are on disk, but the caller hears of an error. */
export type Fault = 'none' | 'before' | 'after' | 'afterUnknown' | 'beforeUnknown' | 'afterAndUnreadable';

export const faults: readonly Fault[] = [
  'none',
  'before',
  'after',
  'afterUnknown',
  'beforeUnknown',
  'afterAndUnreadable',
];

/** `next` is asked once per append for what shall go wrong with it. */
export const faultyLog = (log: EventLog, next: () => Fault): EventLog => {
  let unreadable = 0;
  const error = (fault: Fault) =>
    fault.endsWith('Unknown')
      ? new Error(`connection reset (${fault})`)
      : new LogUnavailable(`disk full (${fault})`);
  return {
    ...log,
    append: async (...batch) => {
      const fault = next();
      if (fault.startsWith('before')) throw error(fault);
      const result = await log.append(...batch);
      if (fault === 'none') return result;
      if (fault === 'afterAndUnreadable') unreadable = 2;
      throw error(fault);
    },
    read: async (...place) => {
      if (unreadable > 0) {
        unreadable -= 1;
        throw new LogUnavailable('disk unreadable');
      }
      return log.read(...place);
    },
  };
};

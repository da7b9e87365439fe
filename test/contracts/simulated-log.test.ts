// The simulator's store, on a line that does not fail: what it promises the hubs is what the real stores promise.
import { createDisk, type Disk } from '../faults/simulation/store/disk.ts';
import { createStoreLog, type StoreLine } from '../faults/simulation/store/log.ts';
import { eventLogContract, type OpenedLog } from './event-log.contract.ts';

/** Every question and every word of news takes a turn of the event loop. */
const openLine = (disk: Disk, listeners: Set<(stream: string | null) => void>): StoreLine => ({
  ask: async (_kind, work) => {
    await new Promise((resolve) => setImmediate(resolve));
    return work(disk);
  },
  onNews: (listener) => listeners.add(listener),
});

const open = async (): Promise<OpenedLog> => {
  const listeners = new Set<(stream: string | null) => void>();
  const disk = createDisk(([first]) => {
    setImmediate(() => {
      for (const listener of listeners) listener(first?.stream ?? null);
    });
  });
  const openOn = (): OpenedLog => {
    const log = createStoreLog(openLine(disk, listeners));
    const reopen = async () => {
      await log.close();
      return openOn();
    };
    return { log, reopen, close: () => log.close() };
  };
  return openOn();
};

eventLogContract('The simulated store', open);

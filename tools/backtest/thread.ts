// One thread of a backtest: lives through all days and forecasts its own.
import { parentPort, workerData } from 'node:worker_threads';
import { oursWith } from './ours.ts';
import type { ThreadMessage, ThreadTask } from './threads.ts';
import { walk } from './walk.ts';

/** Tickets between two reports. */
const reportEvery = 20;

const port = parentPort;
if (port === null) throw new Error('thread.ts runs in a worker thread only');
const { visits, booths, share, of } = workerData as ThreadTask;
const tell = (message: ThreadMessage) => port.postMessage(message);
let untold = 0;
let last = { site: '', date: '' };
const report = () => {
  if (untold > 0) tell({ kind: 'tickets', count: untold, ...last });
  untold = 0;
};
const forecasts = walk(visits, booths, oursWith(), {
  isAsked: (day) => day % of === share,
  onTicket: (site, date) => {
    untold += 1;
    last = { site, date };
    if (untold >= reportEvery) report();
  },
});
report();
tell({ kind: 'done', forecasts });

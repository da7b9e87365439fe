// Plays offices in a thread of its own, one after the other, as they are handed to it.
import { parentPort, workerData } from 'node:worker_threads';
import { type Effort, playOffice } from './office-days.ts';
import type { OfficeTask } from './plan.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread only');
const effort = workerData as Effort;

port.on('message', (task: OfficeTask | null) => {
  if (task === null) {
    port.close();
    return;
  }
  playOffice(task, effort, (day) => port.postMessage({ kind: 'day', day }));
  port.postMessage({ kind: 'ready' });
});
port.postMessage({ kind: 'ready' });

// Plays worlds in a thread of its own, one after the other, as they are handed to it.
import { parentPort } from 'node:worker_threads';
import { judge } from './judge.ts';
import type { WorldTask } from './main.ts';
import { heldOut, worlds } from './worlds.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread only');
port.on('message', (task: WorldTask | null) => {
  const world = [...worlds, ...heldOut].find(({ name }) => name === task?.world);
  if (task === null || world === undefined) {
    port.close();
    return;
  }
  port.postMessage(judge(world, task.seed));
});
port.postMessage('ready');

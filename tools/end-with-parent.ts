// Loaded into each child of `npm start` (node --import): it ends when its parent has gone, however that ended.
import { Worker } from 'node:worker_threads';

/** Longer than closing may take. */
const killMs = 6_000;

/** From a thread of its own: a logger that writes to the parent's closed end may hold the main one up for ever. */
const killLater = (): void => {
  const program = `setTimeout(() => process.kill(${process.pid}, 'SIGKILL'), ${killMs})`;
  new Worker(program, { eval: true }).unref();
};

if (process.channel !== undefined) {
  // The line to the parent alone keeps nothing running.
  process.channel?.unref();
  process.once('disconnect', () => {
    killLater();
    // Once the thread runs: what comes next may not come back.
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), 500);
  });
}

// A thread that plays the days it is given, one after the other.
import { parentPort } from 'node:worker_threads';
import { type DayOptions, playDay } from './day.ts';

export type Task = { readonly seed: number; readonly options: DayOptions };

if (parentPort === null) throw new Error('worker.ts runs in a thread of its own');
const port = parentPort;
port.on('message', ({ seed, options }: Task) => {
  void playDay(seed, options).then((result) => port.postMessage(result));
});

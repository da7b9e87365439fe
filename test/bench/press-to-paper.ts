// (4) From the HID report of a reception button to the cut of the paper: journal, hub, drawing, printer.
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestAgent } from '../support/agent.ts';
import { startHub } from '../support/hub-process.ts';
import { type Figure, often, quantile } from './figures.ts';

const rounds = often(40);
/** On-screen buttons are debounced; six procedures in turn keep clear of it. */
const betweenMs = 120;

/** The median in milliseconds; the HTTP hop to the emulated button is inside, so the figure errs upwards. */
export const benchPressToPaper = async (): Promise<Figure[]> => {
  const hub = await startHub();
  const agent = await startTestAgent(hub.url);
  const samples: number[] = [];
  try {
    for (let i = 0; i < rounds; i += 1) {
      const before = agent.virtual.papers().length;
      const startMs = performance.now();
      await agent.press(i % 6);
      while (agent.virtual.papers().length === before) {
        if (performance.now() - startMs > 10_000) throw new Error('no paper in 10 s');
        await new Promise((resolve) => setImmediate(resolve));
      }
      samples.push(performance.now() - startMs);
      await sleep(betweenMs);
    }
  } finally {
    await agent.close();
    await hub.remove();
  }
  return [
    {
      name: 'HID report to the cut of the paper, p50',
      aim: '≤ 60',
      value: quantile(samples, 0.5),
      unit: 'ms',
      detail: { 'p95 ms': quantile(samples, 0.95), 'most ms': Math.max(...samples) },
    },
  ];
};

// The device agent with its virtual printer inside the test's process, on free ports, with files of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { AgentConfig } from '../../ticket-printer/config.ts';
import type { VirtualPrinter } from '../../ticket-printer/contract.ts';
import { type RunningAgent, startAgent } from '../../ticket-printer/start.ts';

export type TestAgent = {
  readonly page: string;
  readonly virtual: VirtualPrinter;
  readonly running: RunningAgent;
  /** Presses the n-th on-screen button (0 is the first procedure) by a real HID report. */
  press(index: number): Promise<boolean>;
  close(): Promise<void>;
};

/** Starts it against a hub; resolves when it is connected and knows the procedures. */
export const startTestAgent = async (
  hub: string,
  site = 'centre',
  device = 'printer-1',
): Promise<TestAgent> => {
  const data = await mkdtemp(join(tmpdir(), 'junban-agent-'));
  const config = AgentConfig.parse({ hub, site, device, data, virtual: { port: 0, pagePort: 0 } });
  const running = await startAgent(config, pino({ level: 'silent' }));
  const { virtual, page } = running;
  if (virtual === null || page === null) throw new Error('no virtual printer');
  const base = page.replace(/\/$/, '');
  const keys = async (): Promise<string[]> => {
    const state = (await (await fetch(`${base}/state`)).json()) as { keys: { key: string }[] };
    return state.keys.map(({ key }) => key);
  };
  const untilMs = Date.now() + 10_000;
  while ((await keys()).length === 0) {
    if (Date.now() > untilMs) throw new Error('the agent never learned the procedures');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    page: base,
    virtual,
    running,
    press: async (index) => {
      const response = await fetch(`${base}/press`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key: (await keys())[index] }),
      });
      return response.ok;
    },
    close: async () => {
      await running.close();
      await rm(data, { recursive: true, force: true });
    },
  };
};

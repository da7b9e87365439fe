// The device agent as a process against the hub as a process: either may be killed at any moment, every press keeps its one ticket.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProcedureId } from '../../protocol/ids.ts';
import { startVirtualPrinter, type VisiblePrinter } from '../../ticket-printer/virtual/open.ts';
import { withKey } from '../support/api-key.ts';
import { freePort, type HubProcess, startHub } from '../support/hub-process.ts';

const root = resolve(import.meta.dirname, '../..');
const site = 'centre';
const device = 'printer-1';

type AgentProcess = { readonly child: ChildProcess; readonly page: string };

/** Starts the agent on files that outlive it; its own virtual printer serves the on-screen buttons. */
const startAgent = async (hub: string, data: string): Promise<AgentProcess> => {
  const pagePort = await freePort();
  const child = spawn(
    process.execPath,
    [
      join(root, 'ticket-printer/main.ts'),
      ...['--hub', hub, '--site', site, '--device', device, '--data', data],
      ...['--virtual', '--virtual-port', '0', '--page-port', String(pagePort)],
    ],
    { cwd: root, stdio: 'ignore' },
  );
  return { child, page: `http://127.0.0.1:${pagePort}` };
};

const press = async (page: string, key: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${page}/press`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    return answer.ok;
  } catch {
    return false;
  }
};

/** Until a key that was pressed before now counts again: its debounce time (300 ms) is over. */
const debounced = async (): Promise<void> => {
  const sinceMs = performance.now();
  await expect.poll(() => performance.now() - sinceMs).toBeGreaterThan(350);
};

type Line = { readonly k: string; readonly [field: string]: unknown };
const journal = async (data: string): Promise<Line[]> => {
  const text = await readFile(join(data, 'places', `${site}.${device}`, 'journal.jsonl'), 'utf8').catch(
    () => '',
  );
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
};
const kill = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
};

type Event = {
  readonly type: string;
  readonly ticket?: string;
  readonly how?: string;
  readonly reason?: string;
};
const events = async (hub: HubProcess): Promise<Event[]> => {
  const answer = await fetch(`${hub.url}/api/sites/${site}/events?after=0&limit=1000`, {
    headers: await withKey(hub.url),
  });
  const body = (await answer.json()) as { events: { event: Event }[] };
  return body.events.map(({ event }) => event);
};

let hub: HubProcess;
let data: string;
let agent: AgentProcess;
beforeEach(async () => {
  hub = await startHub();
  data = await mkdtemp(join(tmpdir(), 'junban-agent-'));
  agent = await startAgent(hub.url, data);
  // Ready: it holds numbers for all six procedures, today's and tomorrow's.
  await expect
    .poll(async () => (await journal(data)).filter((line) => line.k === 'leases').length, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(6);
});
afterEach(async () => {
  await kill(agent.child, 'SIGKILL');
  await hub.remove();
  await rm(data, { recursive: true, force: true });
});

describe('agent and hub', () => {
  it('the hub is killed while people press: each gets a ticket, the hub hears of all', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    let pressed = 0;
    for (let round = 0; round < 3; round++) {
      for (const key of keys) if (await press(agent.page, key)) pressed++;
      await hub.stop('SIGKILL');
      await debounced();
      for (const key of keys)
        await expect.poll(() => press(agent.page, key).then((ok) => ok && ++pressed > 0)).toBe(true);
      await hub.restart();
      const printed = async () => (await journal(data)).filter((line) => line.k === 'printed').length;
      await expect.poll(printed, { timeout: 60_000 }).toBe(pressed);
    }
    const live = async () => {
      const all = await events(hub);
      const cancelled = new Set(all.filter((e) => e.type === 'ticketCancelled').map((e) => e.ticket));
      return all.filter((e) => e.type === 'ticketIssued' && !cancelled.has(e.ticket)).length;
    };
    await expect.poll(live, { timeout: 60_000 }).toBe(pressed);
    expect((await journal(data)).filter((line) => line.k === 'conflict')).toEqual([]);
  });

  it('the agent is killed again and again in the middle of presses: one ticket a press, no sheet twice', async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.all(['a', 'b', 'c'].map((key) => press(agent.page, key)));
      // Between 0 and 60 ms after the presses: anywhere from the first line of the journal to the last sheet.
      await new Promise((done) => setTimeout(done, round * 15));
      await kill(agent.child, 'SIGKILL');
      agent = await startAgent(hub.url, data);
      await expect
        .poll(
          () =>
            fetch(agent.page).then(
              (a) => a.ok,
              () => false,
            ),
          { timeout: 60_000 },
        )
        .toBe(true);
    }
    const settled = async (): Promise<boolean> => {
      const lines = await journal(data);
      const ids = (kind: string, id: (line: Line) => unknown) =>
        new Set(lines.filter((line) => line.k === kind).map(id));
      const open = ids('pressed', (line) => (line.press as { id: string }).id);
      for (const line of lines) {
        if (line.k === 'issued' || line.k === 'refused' || line.k === 'dropped') open.delete(line.id);
        if (line.k === 'leased') open.delete((line.leased as { press: string }).press);
      }
      return open.size === 0;
    };
    await expect.poll(settled, { timeout: 60_000 }).toBe(true);
    // Every living ticket at the hub has a sheet here, out or known to be in doubt; never two.
    const all = await events(hub);
    const cancelled = new Set(all.filter((e) => e.type === 'ticketCancelled').map((e) => e.ticket));
    const tickets = all
      .filter((e) => e.type === 'ticketIssued' && !cancelled.has(e.ticket))
      .map((e) => e.ticket);
    const sheetsOf = async () => {
      const lines = await journal(data);
      return lines.flatMap((line) => {
        const sheet = line.sheet as { paper: { ticket: string } } | null | undefined;
        return sheet === null || sheet === undefined ? [] : [sheet.paper.ticket];
      });
    };
    await expect
      .poll(async () => (await sheetsOf()).sort(), { timeout: 60_000 })
      .toEqual([...tickets].sort());
  });

  it('a printer that hangs: reported, and the next sheets come out when it is well', async () => {
    let printer: VisiblePrinter | null = await startVirtualPrinter({
      port: 0,
      pagePort: 0,
      host: '127.0.0.1',
    });
    const folder = await mkdtemp(join(tmpdir(), 'junban-agent-'));
    await kill(agent.child, 'SIGTERM');
    const child = spawn(
      process.execPath,
      [
        join(root, 'ticket-printer/main.ts'),
        ...['--hub', hub.url, '--site', site, '--device', device, '--data', folder],
        ...['--printer', `tcp://127.0.0.1:${printer.port}`],
      ],
      { cwd: root, stdio: 'ignore' },
    );
    try {
      const issue = () =>
        hub.command(site, {
          type: 'issueTicket',
          procedure: 'card-issue' as ProcedureId,
          source: 'integrator',
          marks: [],
          language: 'ja',
          partySize: 1,
          note: '',
          slotAtMs: null,
          printAt: device as never,
        });
      await issue();
      await expect.poll(() => printer?.papers().length, { timeout: 60_000 }).toBe(1);
      printer.set({ hang: true });
      await issue();
      await issue();
      await expect
        .poll(async () => (await journal(folder)).filter((line) => line.k === 'sheet').length, {
          timeout: 60_000,
        })
        .toBe(3);
      expect(printer.papers()).toHaveLength(1);
      printer.set({ hang: false });
      const over = async () =>
        (await journal(folder)).filter((line) => line.k === 'printed' || line.k === 'stuck').length;
      await expect.poll(over, { timeout: 60_000 }).toBe(3);
      const printed = (await journal(folder)).filter((line) => line.k === 'printed').length;
      expect(printer.papers().length).toBeGreaterThanOrEqual(printed);
      expect(printer.papers().length).toBeLessThanOrEqual(3);
    } finally {
      await kill(child, 'SIGTERM');
      await printer.close();
      printer = null;
      await rm(folder, { recursive: true, force: true });
    }
  });
});

// Eighty consoles on real sockets press Next in the same instant: eighty different tickets, none twice, none lost.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { BoothNumber, ProcedureId, SiteId } from '../../protocol/ids.ts';
import { WallView } from '../../protocol/views.ts';
import { type Console, openConsole, signIn, someone } from '../../tools/demo/door.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';

const count = 80;
const site = SiteId.parse('centre');
const procedure = ProcedureId.parse('certificate-renewal');

let folder: string;
let hub: HubProcess;
const consoles: Console[] = [];

/** The demo's centre with eighty booths that serve one procedure. */
const manyBooths = async (): Promise<string> => {
  const document = parse(await readFile(resolve(import.meta.dirname, '../../examples/demo.yaml'), 'utf8'), {
    merge: true,
  });
  const centre = document.sites.find((one: { id: string }) => one.id === site);
  const others = centre.procedures.map((one: { procedure: string }) => ({ procedure: one.procedure }));
  centre.booths = Array.from({ length: count }, (_, i) => ({ number: i + 1, procedures: others }));
  const file = join(folder, 'eighty.yaml');
  await writeFile(file, stringify(document));
  return file;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-eighty-'));
  hub = await startHub({ settings: await manyBooths() });
  const staff = await someone(hub.url);
  const cookie = await signIn(hub.url, staff);
  for (let i = 1; i <= count; i += 1) {
    const booth = BoothNumber.parse(i);
    const console = await openConsole(hub.url, cookie, { site, page: { kind: 'booth', booth } });
    consoles.push(console);
    expect((await console.send({ type: 'openBooth', booth, staff })).ok).toBe(true);
  }
});
afterAll(async () => {
  for (const console of consoles) console.close();
  await hub?.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('eighty consoles', () => {
  it('get eighty different tickets when all press Next at once, in the order of issue', async () => {
    for (let i = 0; i < count + 5; i += 1)
      await hub.command(site, {
        type: 'issueTicket',
        procedure,
        source: 'integrator',
        marks: [],
        language: 'ja',
        partySize: 1,
        note: '',
        slotAtMs: null,
        printAt: null,
      });
    const answers = await Promise.all(
      consoles.map((console, i) => console.send({ type: 'callNext', booth: BoothNumber.parse(i + 1) })),
    );
    const tickets = answers.map((answer) => (answer.ok ? answer.ticket : JSON.stringify(answer.refusal)));
    expect(new Set(tickets).size).toBe(count);
    const board = WallView.parse(await (await fetch(`${hub.url}/api/sites/${site}/board`)).json());
    expect(board.procedures.find((one) => one.id === procedure)?.waiting).toBe(5);
    expect(board.booths.map((one) => one.ticket)).toEqual(tickets);
    // A dozen numbers are skipped by the settings, so the order is told by sorting, not by counting.
    const called = board.calls.filter((call) => tickets.includes(call.ticket));
    expect(called).toHaveLength(count);
  });
});

// 50,000 malformed messages by HTTP and socket: each answered by an error or a closed connection, none in the log, the hub serves on.
// Over a minute, because a leak of 1 kB a message and kinds of one in a hundred must show; `npm run fuzz` sends 200,000.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandRequest } from '../../protocol/commands.ts';
import { someone } from '../../tools/demo/door.ts';
import { withKey } from '../support/api-key.ts';
import { figureOf } from '../support/hub-figures.ts';
import { diceFor } from './fuzz/dice.ts';
import { type FuzzedHub, startFuzzedHub } from './fuzz/hub.ts';
import { type FuzzCount, fuzz } from './fuzz/run.ts';
import { commandCase } from './fuzz/socket-cases.ts';

const messages = Number(process.env.JUNBAN_FUZZ_MESSAGES ?? 50_000);
/** Recorded, so that a red run is red for everyone; `npm run fuzz` takes another each time and prints it. */
const seed = Number(process.env.JUNBAN_SEED ?? 20_261_124);
/** A day with its lawful commands, lines and buffers of a run; a leak of 1 kB a message would be 50 MB, of 2 kB it shows. */
const mostGrowth = 100 * 1024 * 1024;

let fuzzed: FuzzedHub;
let pid: number | undefined;
let heapBefore: number;
let count: FuzzCount;

const heapOf = (url: string) => figureOf(url, 'nodejs_heap_size_used_bytes');

beforeAll(async () => {
  fuzzed = await startFuzzedHub();
  pid = fuzzed.hub.child.pid;
  heapBefore = await heapOf(fuzzed.hub.url);
});
afterAll(() => fuzzed?.remove());

it('makes the same messages from the same seed', () => {
  const texts = (from: number) =>
    Array.from({ length: 50 }, (_, index) => commandCase(diceFor(from, index), `id-${index}`).text);
  expect(texts(5)).toEqual(texts(5));
  expect(texts(5)).not.toEqual(texts(6));
});

describe(`${messages} malformed messages (seed ${seed})`, () => {
  it('are each answered by an error or a closed connection', { timeout: 900_000 }, async () => {
    count = await fuzz({ port: fuzzed.hub.port, seed, messages });
    const { verdicts, kinds, milliseconds } = count;
    console.log(
      `seed ${seed}: ${JSON.stringify(verdicts)} of ${JSON.stringify(kinds)} in ${Math.round(milliseconds / 1000)} s`,
    );
    expect(verdicts.refused + verdicts.closed + verdicts.lawful).toBe(messages);
    // Enough of them are really wrong, and every kind was there.
    expect(verdicts.lawful).toBeLessThan(messages / 10);
    for (const [kind, sent] of Object.entries(kinds)) expect(sent, kind).toBeGreaterThan(messages / 200);
  });

  it('leave the same process alive, ready, and without a complaint in its log', async () => {
    const { hub, complaints } = fuzzed;
    expect([hub.child.exitCode, hub.child.signalCode, hub.child.pid]).toEqual([null, null, pid]);
    for (const path of ['/healthz', '/readyz'])
      expect((await fetch(`${hub.url}${path}`)).status, path).toBe(200);
    expect(complaints()).toEqual([]);
  });

  it('leave nothing in the event log but what was lawful', async () => {
    const { url } = fuzzed.hub;
    const { sites } = (await (await fetch(`${url}/api/sites`)).json()) as { sites: { id: string }[] };
    const headers = await withKey(url);
    const strange: string[] = [];
    for (const { id } of sites) {
      for (let after = 0, more = true; more; ) {
        const page = (await (
          await fetch(`${url}/api/sites/${id}/events?after=${after}`, { headers })
        ).json()) as {
          events: { meta: { commandId: string } }[];
          after: number;
          more: boolean;
        };
        for (const { meta } of page.events) {
          const byClock = /^(?:open|plan|end):/.test(meta.commandId);
          if (!byClock && !count.lawfulIds.has(meta.commandId)) strange.push(meta.commandId);
        }
        ({ after, more } = page);
      }
    }
    expect(strange).toEqual([]);
  });

  it('leave no connection, stream or waiting byte behind, and little memory', async () => {
    const { url } = fuzzed.hub;
    const fill = (limit: string) => figureOf(url, `junban_limit_fill{limit="${limit}"}`);
    await expect.poll(() => fill('sockets'), { timeout: 60_000 }).toBe(0);
    // Those that ask for the figures.
    await expect.poll(() => fill('connections'), { timeout: 60_000 }).toBeLessThan(10);
    expect([await fill('streams'), await fill('bufferedBytesInAll')]).toEqual([0, 0]);
    await expect
      .poll(async () => (await heapOf(url)) - heapBefore, { timeout: 60_000 })
      .toBeLessThan(mostGrowth);
  });

  it('leave a visit to go its way: issued, called, finished', async () => {
    const send = async (command: unknown) => {
      const request = CommandRequest.parse({ commandId: 'made-up-1', command });
      return fuzzed.hub.command('aoba', request.command);
    };
    const { sites } = (await (await fetch(`${fuzzed.hub.url}/api/sites`)).json()) as {
      sites: { id: string; boothNumbers: number[] }[];
    };
    const booth = sites.find(({ id }) => id === 'aoba')?.boothNumbers[0];
    const board = (await (await fetch(`${fuzzed.hub.url}/api/sites/aoba/board`)).json()) as {
      procedures: { id: string }[];
    };
    const staff = await someone(fuzzed.hub.url);
    const procedure = board.procedures[0]?.id;
    const issued = await send({ type: 'issueTicket', procedure, source: 'reception' });
    expect(issued).toMatchObject({ ok: true, procedure });
    const procedures = [{ procedure, delayMinutes: 0 }];
    await send({ type: 'openBooth', booth, staff, procedures });
    expect(await send({ type: 'callNext', booth })).toMatchObject({
      ok: true,
      ticket: issued.ok ? issued.ticket : '',
    });
    expect(await send({ type: 'startServing', booth })).toMatchObject({ ok: true });
    expect(await send({ type: 'finish', booth })).toMatchObject({ ok: true });
  });
});

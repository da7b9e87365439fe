// The real hub under load over HTTP is killed with SIGKILL again and again: what it acknowledged is there once, what it did not is retried to one result.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../protocol/answers.ts';
import { businessDateAt } from '../../server/calendar/dates.ts';
import { evolve } from '../../server/day/evolve.ts';
import { type DayState, emptyDay } from '../../server/day/state.ts';
import { logFileName } from '../../server/log/backup.ts';
import type { StoredEntry } from '../../server/log/contract.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { parseStored } from '../../server/log/stored-events.ts';
import { seededRandom } from '../../tools/demo/random.ts';
import { type MortalHub, startMortalHub } from './mortal-hub.ts';
import { seed, settingsFor, site, workOf } from './mortal-office.ts';

const kills = 32;
const clients = 26;
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const letterOf = (client: number): string => letters[client % letters.length] as string;
const settings = (date: string) =>
  settingsFor(
    date,
    letters,
    Array.from({ length: clients }, (_, client) => [letterOf(client)]),
  );

/** What one client does over and over: a visitor comes, is called, served, and leaves. */
const round = (client: number) => {
  const booth = client + 1;
  const visit = { procedure: workOf(letterOf(client)), source: 'integrator', partySize: 1 };
  return [
    { type: 'issueTicket', ...visit },
    { type: 'callNext', booth },
    { type: 'recall', booth },
    { type: 'finish', booth },
  ];
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-kill-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readAll = async (path: string, stream: string): Promise<readonly StoredEntry[]> => {
  const log = openSqliteLog(path);
  try {
    const entries: StoredEntry[] = [];
    for (let page = await log.read(stream, 0, 5_000); page.length > 0; ) {
      entries.push(...page);
      page = await log.read(stream, entries.length, 5_000);
    }
    return entries;
  } finally {
    await log.close();
  }
};

const replay = (stream: readonly StoredEntry[], date: string): DayState =>
  stream.map(parseStored).reduce(evolve, emptyDay(site as never, date as never));

/** How many separate batches of the log carry each command id; one each, unless something was doubled. */
const batchesByCommand = (entries: readonly StoredEntry[]): Map<string, number> => {
  const batches = new Map<string, number>();
  entries.forEach((entry, index) => {
    const id = entry.meta.commandId;
    if (entries[index - 1]?.meta.commandId !== id) batches.set(id, (batches.get(id) ?? 0) + 1);
  });
  return batches;
};

describe('a hub killed under load', () => {
  it(`loses and doubles nothing in ${kills} kills (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const date = businessDateAt(Date.now());
    const stream = `day:${site}:${date}`;
    const logPath = join(folder, logFileName);
    const settingsPath = join(folder, 'settings.yaml');
    writeFileSync(settingsPath, JSON.stringify(settings(date)));

    const acknowledged = new Map<string, Answer>();
    const asked = new Set<string>();
    const count = { cutShort: 0, retriedThere: 0, killedAtStart: 0, askedAgain: 0 };
    let hub: MortalHub = startMortalHub(folder, settingsPath);
    let stopping = false;
    let restarted = Promise.withResolvers<void>();

    /** Sends until there is an answer, always with the same id, over as many hubs as it takes. */
    const insist = async (commandId: string, command: unknown): Promise<Answer | null> => {
      asked.add(commandId);
      for (;;) {
        const current = hub;
        const waiting = restarted.promise;
        const answer = (await current.ready) ? await current.send(site, { commandId, command }) : null;
        if (answer !== null) return answer;
        count.cutShort += 1;
        if (stopping) return null;
        await waiting;
      }
    };

    const runClient = async (client: number): Promise<void> => {
      const open = { type: 'openBooth', booth: client + 1, staff: 'mori' };
      const remember = async (commandId: string, command: unknown) => {
        const answer = await insist(commandId, command);
        if (answer !== null) acknowledged.set(commandId, answer);
      };
      await remember(`client-${client}-open`, open);
      for (let turn = 0; !stopping; turn += 1) {
        for (const [step, command] of round(client).entries()) {
          if (!stopping) await remember(`client-${client}-${turn}-${step}`, command);
        }
      }
    };
    const running = Array.from({ length: clients }, (_, client) => runClient(client));

    const verify = async (): Promise<void> => {
      const known = new Map(acknowledged);
      const entries = await readAll(logPath, stream);
      const batches = batchesByCommand(entries);
      const state = replay(entries, date);
      for (const [commandId, answer] of known) {
        const place = `${commandId} (seed ${seed})`;
        expect(batches.get(commandId) ?? 0, place).toBe(answer.ok ? 1 : 0);
        if (answer.ok) expect(state.answers.get(commandId as never), place).toEqual(answer);
      }
      for (const [commandId, times] of batches) {
        expect(times, commandId).toBe(1);
        if (!commandId.includes(':')) expect(asked.has(commandId), commandId).toBe(true);
        if (!known.has(commandId) && asked.has(commandId)) count.retriedThere += 1;
      }
    };

    for (let kill = 0; kill < kills; kill += 1) {
      const duringStart = random() < 0.15;
      if (duringStart) count.killedAtStart += 1;
      else expect(await hub.ready, hub.output()).toBe(true);
      await pause(duringStart ? random() * 1_500 : 50 + random() * 550);
      await hub.kill();
      await verify();
      hub = startMortalHub(folder, settingsPath);
      restarted.resolve();
      restarted = Promise.withResolvers<void>();
      // A client that never heard its answer may ask again much later and still gets the first one.
      const old = [...acknowledged].filter(() => random() < 0.01).slice(0, 20);
      if (!duringStart && (await hub.ready)) {
        const again = await Promise.all(
          old.map(([commandId]) => hub.send(site, { commandId, command: round(0)[0] })),
        );
        for (const [index, [commandId, first]] of old.entries()) {
          if (first.ok) expect(again[index], commandId).toEqual(first);
          count.askedAgain += 1;
        }
      }
    }
    expect(await hub.ready, hub.output()).toBe(true);
    stopping = true;
    await Promise.all(running);
    await hub.kill();
    await verify();

    const entries = await readAll(logPath, stream);
    const tickets = entries.filter((entry) => entry.event.type === 'ticketIssued');
    const accepted = [...acknowledged.values()].filter((answer) => answer.ok).length;
    console.log(
      `seed ${seed}: ${kills} kills (${count.killedAtStart} while starting), ${asked.size} commands, ` +
        `${acknowledged.size} acknowledged (${accepted} accepted), ${entries.length} events, ${tickets.length} tickets, ` +
        `${count.cutShort} cut short, ${count.retriedThere} of them on disk already, ${count.askedAgain} asked again: none lost, none doubled`,
    );
    expect(accepted).toBeGreaterThan(kills * 10);
    expect(count.cutShort).toBeGreaterThan(kills);
    expect(acknowledged.size).toBe(asked.size);
  }, 300_000);
});

// Whatever is changed in a store or a file after it was written is found; what cannot be found alone is found by heads.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play, wishes } from '../day/random-day.test-support.ts';
import { date, siteId } from '../day/test-support.ts';
import { chainHash, chainStart } from '../log/chain.ts';
import type { StoredEntry } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { openSqliteReader } from '../log/sqlite-reader.ts';
import { exportTo, inFolder, keepDay, keepQuietDay, verified } from './archive.test-support.ts';
import { entryLine, type Header } from './format.ts';
import { readHeads } from './heads.ts';

const stream = `day:${siteId}:${date}`;
const wishList = fc.sample(wishes, { numRuns: 1, seed: 11 })[0] ?? [];
const day = play(wishList, true).log;

/** A file of the day: its header and its entries, and a way to look at another version of it. */
const withFile = (
  work: (parts: {
    header: Header;
    entries: readonly StoredEntry[];
    bytes: Buffer;
    path: string;
    look: (content: string | Uint8Array) => Promise<readonly string[]>;
  }) => Promise<void>,
) =>
  inFolder(async (folder) => {
    const log = openSqliteLog(':memory:');
    const entries = await keepDay(log, day, stream);
    const path = join(folder, 'day.jsonl');
    await exportTo(log, path, stream);
    const bytes = readFileSync(path);
    const header = JSON.parse(bytes.toString().split('\n')[0] ?? '');
    const look = async (content: string | Uint8Array) => {
      writeFileSync(path, content);
      return (await verified({ files: [path] })).problems;
    };
    await work({ header, entries, bytes, path, look });
  });

const text = (header: object, entries: readonly StoredEntry[]): string =>
  `${[JSON.stringify(header), ...entries.map(entryLine)].join('\n')}\n`;

/** Entries as somebody would write them who knows how hashes are made. */
const rechained = (entries: readonly StoredEntry[]): readonly StoredEntry[] => {
  let hash = chainStart(stream);
  return entries.map((entry, index) => {
    hash = chainHash(hash, index + 1, entry);
    return { ...entry, version: index + 1, hash };
  });
};

describe('a file', () => {
  it('as it was written is right', () =>
    withFile(async ({ bytes, look }) => {
      expect(await look(bytes)).toEqual([]);
    }));

  it('with any byte of an entry changed is found out', () =>
    withFile(async ({ header, bytes, entries, look }) => {
      const begin = bytes.indexOf(10) + 1;
      const place = fc.integer({ min: begin, max: bytes.length - 2 });
      await fc.assert(
        fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, by) => {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ by;
          // A byte may be changed to another way of writing the same, e.g. a line end to a space.
          const same = (() => {
            try {
              const lines = changed.toString().trimEnd().split('\n').slice(1);
              return lines.every((line, index) => {
                const entry = { stream, ...JSON.parse(line) } as StoredEntry;
                return entryLine(entry) === entryLine(entries[index] as StoredEntry);
              });
            } catch {
              return false;
            }
          })();
          const problems = await look(changed);
          if (!same) expect(problems, changed.subarray(at - 40, at + 40).toString()).toHaveLength(1);
          if (!same) expect(problems[0]).toContain(header.stream);
        }),
        { numRuns: 400 },
      );
    }));

  it('with an entry dropped, doubled, swapped or put in is found out, and the first wrong one is named', () =>
    withFile(async ({ header, entries, look }) => {
      const last = entries.length - 1;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('drop', 'double', 'swap', 'put in'),
          fc.nat({ max: last - 1 }),
          fc.boolean(),
          async (how, at, counted) => {
            const entry = entries[at] as StoredEntry;
            const next = entries[at + 1] as StoredEntry;
            const strange = { ...entry, version: entry.version + 1, event: { type: 'dayEnded' } };
            const middle = {
              drop: [next],
              double: [entry, entry, next],
              swap: [next, entry],
              'put in': [entry, strange, next],
            }[how] as StoredEntry[];
            const changed = [...entries.slice(0, at), ...middle, ...entries.slice(at + 2)];
            const count = counted ? changed.length : header.count;
            const problems = await look(text({ ...header, count }, changed));
            expect(problems).toHaveLength(1);
            const first = how === 'drop' || how === 'swap' ? at + 1 : at + 2;
            expect(problems[0]).toMatch(new RegExp(`^${stream}: entry (${first}|${first - 1}) `));
          },
        ),
        { numRuns: 100 },
      );
    }));

  it('with its tail cut off, or more behind it, is found out', () =>
    withFile(async ({ header, entries, bytes, look }) => {
      expect(await look(text(header, entries.slice(0, -2)))).toEqual([
        expect.stringContaining(`it ends after entry ${entries.length - 2} of ${entries.length}`),
      ]);
      expect(await look(bytes.subarray(0, bytes.length - 200))).toHaveLength(1);
      expect(await look(text(header, [...entries, entries.at(-1) as StoredEntry]))).toEqual([
        expect.stringContaining('follows its last entry'),
      ]);
    }));

  it('under another day’s name is found out', () =>
    withFile(async ({ header, entries, look }) => {
      const other = { ...header, stream: 'day:other:2026-11-24' };
      expect(await look(text(other, entries))).toHaveLength(1);
    }));

  it('with a command id that comes twice is found out, though the chain be made anew', () =>
    withFile(async ({ header, entries, look }) => {
      const first = entries[0]?.meta ?? { commandId: '' };
      const at = entries.length - 1;
      const doubled = entries.map((entry, index) =>
        index === at ? { ...entry, meta: { ...entry.meta, commandId: first.commandId } } : entry,
      );
      const changed = rechained(doubled);
      const problems = await look(text({ ...header, head: changed.at(-1)?.hash }, changed));
      expect(problems[0]).toContain(`entry ${at + 1} repeats the command id`);
    }));

  it('with an event that nobody can read is found out, though the chain be made anew', () =>
    withFile(async ({ header, entries, look }) => {
      const strange = entries.map((entry, index) =>
        index === 4 ? { ...entry, event: { type: 'ticketVanished' } } : entry,
      );
      const changed = rechained(strange);
      const problems = await look(text({ ...header, head: changed.at(-1)?.hash }, changed));
      expect(problems[0]).toContain('entry 5 cannot be read');
    }));

  it('that is compressed is found out by its checksum too', () =>
    withFile(async ({ bytes, look }) => {
      const packed = gzipSync(bytes);
      expect(await look(packed)).toEqual([]);
      packed[packed.length >> 1] = (packed[packed.length >> 1] ?? 0) ^ 1;
      expect(() => gunzipSync(packed)).toThrow();
      const problems = await look(packed);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.join()).toMatch(/is damaged|does not fit|entry/);
    }));
});

/** A store in a file with the day, changed by SQL behind the hub's back. */
const afterSql = (sql: string): Promise<readonly string[]> =>
  inFolder(async (folder) => {
    const path = join(folder, 'junban.sqlite');
    const log = openSqliteLog(path);
    await keepDay(log, day, stream);
    await keepQuietDay(log, '2026-11-20');
    await log.close();
    const db = new DatabaseSync(path);
    db.exec(`PRAGMA foreign_keys=OFF; ${sql}`);
    db.close();
    const reader = openSqliteReader(path);
    const { problems } = await verified({ log: reader });
    await reader.close();
    return problems;
  });

describe('the store', () => {
  const of = `stream = (SELECT id FROM streams WHERE name = '${stream}')`;
  it.each([
    ['nothing', 'SELECT 1', null],
    [
      'an event',
      `UPDATE events SET event = json_set(event, '$.note', 'x') WHERE ${of} AND version = 9`,
      'entry 9 ',
    ],
    ['a time', `UPDATE events SET at_ms = at_ms + 1 WHERE ${of} AND version = 3`, 'entry 3 '],
    [
      'an actor',
      `UPDATE events SET actor = '{"kind":"staff","id":"other"}' WHERE ${of} AND version = 5`,
      'entry 5 ',
    ],
    ['a schema', `UPDATE events SET schema = 1 WHERE ${of} AND version = 5`, 'entry 5 '],
    ['a command', `UPDATE events SET command = 'somebody:else' WHERE ${of} AND version = 5`, 'entry 5 '],
    ['a hub', `UPDATE events SET hub = 'other' WHERE ${of} AND version = 5`, 'entry 5 '],
    ['a hash', `UPDATE events SET hash = replace(hash, 'a', 'b') WHERE ${of} AND version = 5`, 'entry 5 '],
    ['broken JSON', `UPDATE events SET event = '{' WHERE ${of} AND version = 6`, 'entry 6 cannot be read'],
    ['a deleted entry', `DELETE FROM events WHERE ${of} AND version = 7`, 'entry 7 is missing'],
    ['the first entry deleted', `DELETE FROM events WHERE ${of} AND version = 1`, 'entry 1 is missing'],
    [
      'a place within its command',
      `UPDATE events SET place = 1 WHERE ${of} AND version = 2`,
      'entry 2 is not numbered',
    ],
    [
      'another name',
      `UPDATE streams SET name = 'day:centre:2026-11-23' WHERE name = '${stream}'`,
      'entry 1 ',
    ],
    ['no name', `DELETE FROM streams WHERE name = '${stream}'`, 'without its name'],
  ])('with %s changed: found', async (_, sql, expected) => {
    const problems = await afterSql(sql);
    if (expected === null) expect(problems).toEqual([]);
    else expect(problems.join('\n')).toContain(expected);
  });
});

describe('heads noted earlier', () => {
  const check = (
    change: (entries: readonly StoredEntry[]) => readonly StoredEntry[],
    heads: (stored: readonly StoredEntry[]) => readonly StoredEntry[],
  ) =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const entries = await keepDay(log, day, stream);
      const other = openSqliteLog(':memory:');
      for (const [index, entry] of change(entries).entries()) {
        const { schema, meta, event } = entry;
        await other.append(stream, index, [
          { schema, meta: { ...meta, commandId: `${index}-${meta.commandId}` }, event },
        ]);
      }
      const noted = join(folder, 'heads.txt');
      const lines = heads(entries).map(({ version, hash }) => `${stream} ${version} ${hash} live`);
      writeFileSync(noted, `> npm says hello\n${lines.join('\n')}\n`);
      const asked = { log: other, heads: await readHeads(noted) };
      return { alone: (await verified({ log: other })).right, compared: (await verified(asked)).problems };
    });

  it('show what was rewritten with a new chain, which nothing else can', async () => {
    const { alone, compared } = await check(
      (entries) => entries,
      (entries) => entries.slice(-1),
    );
    // Other command ids, a whole chain: nothing is wrong in itself.
    expect(alone).toBe(true);
    expect(compared).toEqual([expect.stringContaining('cut off or rewritten')]);
  });

  it('show a tail that was cut off, and a stream that is gone', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const entries = await keepDay(log, day, stream);
      const cut = openSqliteLog(':memory:');
      const file = join(folder, 'cut.jsonl');
      const kept = entries.slice(0, -1);
      const commands = Map.groupBy(kept, (entry) => entry.meta.commandId);
      let version = 0;
      for (const batch of commands.values()) {
        await cut.append(
          stream,
          version,
          batch.map(({ schema, meta, event }) => ({ schema, meta, event })),
        );
        version += batch.length;
      }
      await exportTo(cut, file, stream);
      const head = (at: number) => ({ stream, version: at, head: entries[at - 1]?.hash ?? '' });
      const heads = [head(entries.length - 1), head(1)];
      expect((await verified({ log: cut })).right).toBe(true);
      expect((await verified({ log: cut, heads })).right).toBe(true);
      expect((await verified({ files: [file], heads })).right).toBe(true);
      const after = await verified({ log: cut, heads: [...heads, head(entries.length)] });
      expect(after.problems).toEqual([expect.stringContaining(`entry ${entries.length} with hash`)]);
      expect((await verified({ log: openSqliteLog(':memory:'), heads })).right).toBe(false);
    }));

  it('are read from a hub’s log too, and a file without any is refused', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'hub.log');
      const head = 'a'.repeat(64);
      writeFileSync(
        file,
        `{"level":30,"msg":"command"}\n{"level":30,"stream":"${stream}","version":7,"head":"${head}","msg":"head of an ended day"}\n{"level":30,"str`,
      );
      expect(await readHeads(file)).toEqual([{ stream, version: 7, head }]);
      writeFileSync(file, 'nothing\n');
      await expect(readHeads(file)).rejects.toThrow('names no heads');
      await expect(readHeads(join(folder, 'no'))).rejects.toThrow('cannot be read');
    }));
});

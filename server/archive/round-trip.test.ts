// A day exported and imported is the same day: entries, hashes, and the memory of its commands.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play, wishes } from '../day/random-day.test-support.ts';
import { date, siteId } from '../day/test-support.ts';
import { archivedDay, note, readArchiveNotes } from '../log/archived-days.ts';
import type { EventLog } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { openSqliteReader } from '../log/sqlite-reader.ts';
import { contentsOf, exportTo, importInto, inFolder, keepDay, keepQuietDay } from './archive.test-support.ts';

const stream = `day:${siteId}:${date}`;
const busy = fc.sample(wishes, { numRuns: 4, seed: 7 }).flat();
const openMemory = (): EventLog => openSqliteLog(':memory:');

const withBusyDay = <T>(work: (log: EventLog, folder: string) => Promise<T>): Promise<T> =>
  inFolder(async (folder) => {
    const log = openMemory();
    await keepDay(log, play(busy, true).log, stream);
    return work(log, folder);
  });

describe('any day', () => {
  it('comes back as it was, and answers its old commands as before', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, fc.constantFrom('', '.gz', '.zst'), (all, end) =>
        inFolder(async (folder) => {
          const [from, to] = [openMemory(), openMemory()];
          const entries = await keepDay(from, play(all, all.length % 2 === 0).log, stream);
          const file = join(folder, `day.jsonl${end}`);
          await exportTo(from, file, stream);
          await importInto(to, file);
          expect(await to.read(stream, 0, 100_000)).toEqual(entries);
          for (const commandId of new Set(entries.map((entry) => entry.meta.commandId))) {
            const first = entries.filter((entry) => entry.meta.commandId === commandId);
            const retry = { schema: 2, meta: { atMs: 1, actor: null, commandId }, event: { type: 'other' } };
            expect(await to.append(stream, 0, [retry])).toEqual({ kind: 'repeated', entries: first });
          }
        }),
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});

describe('an export', () => {
  it('is JSON Lines: a header, then an entry a line', () =>
    withBusyDay(async (log, folder) => {
      const file = join(folder, 'day.jsonl');
      await exportTo(log, file, stream);
      const lines = readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      const entries = await log.read(stream, 0, 100_000);
      expect(lines[0]).toEqual({
        format: 'junban-events',
        formatVersion: 1,
        stream,
        count: entries.length,
        head: entries.at(-1)?.hash,
        junban: 'test',
        exportedAt: '2026-11-24T12:00:00.000Z',
      });
      expect(lines.slice(1).map((line) => ({ stream, ...line }))).toEqual(entries);
    }));

  it('is made beside a running hub, without its lock', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'junban.sqlite');
      const hub = openSqliteLog(path);
      const quiet = await keepQuietDay(hub, '2026-11-20');
      const reader = openSqliteReader(path);
      const file = join(folder, 'day.jsonl');
      await exportTo(reader, file, quiet);
      await reader.close();
      expect((await importInto(openMemory(), file))[0]?.written).toBe(3);
      await hub.close();
    }));

  it('replaces no file, and leaves nothing half written', () =>
    withBusyDay(async (log, folder) => {
      const file = join(folder, 'day.jsonl');
      writeFileSync(file, 'mine');
      await expect(exportTo(log, file, stream)).rejects.toThrow(`${file} exists already`);
      expect(readFileSync(file, 'utf8')).toBe('mine');
      const nowhere = join(folder, 'no', 'day.jsonl');
      await expect(exportTo(log, nowhere, stream)).rejects.toThrow('its folder does not exist');
    }));

  it('of several streams, all in one file, comes back whole', () =>
    withBusyDay(async (log, folder) => {
      const quiet = await keepQuietDay(log, '2026-11-20');
      const settings = {
        schema: 1,
        meta: { atMs: 5, actor: null, commandId: 'settings:1' },
        event: { type: 'settingsChanged', a: { z: 1, a: 2 } },
      };
      await log.append('settings:town', 0, [settings]);
      const file = join(folder, 'all.jsonl.gz');
      await exportTo(log, file, stream, quiet, 'settings:town');
      const to = openMemory();
      expect(await importInto(to, file)).toHaveLength(3);
      expect(await contentsOf(to)).toEqual(await contentsOf(log));
    }));
});

describe('an import', () => {
  it('of what is there already writes nothing and says so', () =>
    withBusyDay(async (log, folder) => {
      const file = join(folder, 'day.jsonl');
      await exportTo(log, file, stream);
      const count = await log.version(stream);
      expect(await importInto(log, file, file)).toMatchObject([
        { had: count, written: 0 },
        { had: count, written: 0 },
      ]);
      expect(await log.version(stream)).toBe(count);
    }));

  it('of an earlier export, after the day has gone on, writes nothing', () =>
    inFolder(async (folder) => {
      const log = openMemory();
      const quiet = await keepQuietDay(log, '2026-11-20', false);
      const file = join(folder, 'day.jsonl');
      await exportTo(log, file, quiet);
      await keepQuietDay(log, '2026-11-20');
      expect(await importInto(log, file)).toMatchObject([{ had: 2, written: 0 }]);
      expect(await log.version(quiet)).toBe(3);
    }));

  it('goes on where an earlier one was interrupted, at any command', () =>
    withBusyDay(async (log, folder) => {
      const file = join(folder, 'day.jsonl');
      await exportTo(log, file, stream);
      const entries = await log.read(stream, 0, 100_000);
      const all = new Set(entries.map((entry) => entry.meta.commandId)).size;
      for (let commands = 1; commands < all; commands += 3) {
        const to = openMemory();
        let left = commands;
        const dying: EventLog = {
          ...to,
          append: async (...batch) => {
            left -= 1;
            if (left < 0) throw new Error('died');
            return to.append(...batch);
          },
        };
        await expect(importInto(dying, file)).rejects.toThrow('died');
        const had = await to.version(stream);
        expect(had).toBeGreaterThan(0);
        expect(await importInto(to, file)).toMatchObject([{ had, written: entries.length - had }]);
        expect(await to.read(stream, 0, 100_000)).toEqual(entries);
      }
    }));

  it('over other entries is refused, and writes nothing of any file', () =>
    inFolder(async (folder) => {
      const [a, b] = [openMemory(), openMemory()];
      const first = await keepQuietDay(a, '2026-11-19');
      const second = await keepQuietDay(a, '2026-11-20');
      const event = {
        schema: 2,
        meta: { atMs: 1, actor: null, commandId: 'other:001' },
        event: { type: 'dayEnded' },
      };
      await b.append(second, 0, [event]);
      const file = join(folder, 'both.jsonl');
      await exportTo(a, file, first, second);
      await expect(importInto(b, file)).rejects.toThrow(
        `${file}: ${second} exists in this store with other entries; nothing was written.`,
      );
      expect(await b.streams('')).toEqual([second]);
    }));

  it('passes over what npm printed before the export', () =>
    withBusyDay(async (log, folder) => {
      const file = join(folder, 'day.jsonl');
      await exportTo(log, file, stream);
      writeFileSync(file, `\n> junban@0.1.0 export\n> node tools/export.ts\n\n${readFileSync(file, 'utf8')}`);
      expect(await importInto(openMemory(), file)).toHaveLength(1);
    }));

  it('of an archived day notes that it is back', () =>
    inFolder(async (folder) => {
      const log = openMemory();
      const quiet = await keepQuietDay(log, '2026-11-20');
      const file = join(folder, 'day.jsonl');
      await exportTo(log, file, quiet);
      const [last] = await log.read(quiet, 2);
      const shared = { date: '2026-11-20' as never, count: 3, head: last?.hash ?? '' };
      const archived = { type: 'dayArchived' as const, ...shared, file: 'f', bytes: 1, hub: 'hub' };
      await note(log, 'office', 0, archived, { atMs: 1, hub: 'hub', actor: 'archive' });
      await log.remove(quiet, 3);
      expect(await archivedDay(log, 'office' as never, '2026-11-20' as never)).toEqual(archived);
      await importInto(log, file);
      const { days } = await readArchiveNotes(log, 'office');
      expect(days.get('2026-11-20')?.event).toEqual({ type: 'dayRestored', ...shared });
      expect(await archivedDay(log, 'office' as never, '2026-11-20' as never)).toBeNull();
      await importInto(log, file);
      expect((await readArchiveNotes(log, 'office')).version).toBe(2);
    }));
});

describe('a file that is not ours', () => {
  const refused = (name: string, text: string | Uint8Array, message: string | RegExp) =>
    it(`${name} is refused in one line`, () =>
      inFolder(async (folder) => {
        const file = join(folder, 'file');
        writeFileSync(file, text);
        await expect(importInto(openMemory(), file)).rejects.toThrow(message);
      }));
  refused('that is empty', '', 'is not an export of Junban: it is empty.');
  refused('of other text', 'Dear sir,\n', /line 1: is no JSON\.$/);
  refused('of other JSON', '{"a":1}\n', /is not an export that can be read: line 1/);
  refused(
    'with an entry but no header',
    '{"version":1,"schema":2,"meta":{"atMs":1,"actor":null,"commandId":"abc"},"event":{"type":"x"},"hash":"' +
      '0'.repeat(64) +
      '"}\n',
    'without a header',
  );
  refused(
    'of a newer format',
    '{"format":"junban-events","formatVersion":2,"news":1}\n',
    'was written by a newer Junban (format 2; this one knows up to 1)',
  );
  refused('that is not text', new Uint8Array([0xff, 0xfe, 1, 2, 3, 10]), 'line 1: is not UTF-8 text');
  refused('that is a broken archive', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'is damaged');

  it('that does not exist, or is a folder, is refused', () =>
    inFolder(async (folder) => {
      await expect(importInto(openMemory(), join(folder, 'no'))).rejects.toThrow('does not exist');
      await expect(importInto(openMemory(), folder)).rejects.toThrow('is a folder, not a file');
    }));
});

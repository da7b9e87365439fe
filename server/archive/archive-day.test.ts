// Old days leave the live store only when they lie whole on the disk: limits, crashes at every step, two hubs, bad disks.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { ArchiveSettings } from '../../protocol/settings.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { lateDays } from '../hub/site-days.ts';
import { readArchiveNotes } from '../log/archived-days.ts';
import type { EventLog } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import {
  contentsOf,
  importInto,
  inFolder,
  keepQuietDay,
  nowMs,
  site,
  verified,
} from './archive.test-support.ts';
import { createDisk } from './disk.ts';
import { type RunParts, restoredStaysDays, runArchive } from './run-archive.ts';

const dayMs = 86_400_000;
/** Today is 2026-11-24: with 30 days, 2026-10-24 is old and 2026-10-25 is not. */
const old = '2026-10-24';
const young = '2026-10-25';

const partsFor = (log: EventLog, folder: string, more: Partial<RunParts> = {}): RunParts => ({
  log,
  folder: join(folder, 'archive'),
  disk: createDisk(more.step),
  hubName: 'hub',
  junban: 'test',
  nowMs: () => nowMs,
  afterDays: 30,
  logger: pino({ level: 'silent' }),
  ...more,
});

const filesIn = (folder: string): readonly string[] =>
  existsSync(join(folder, 'archive')) ? readdirSync(join(folder, 'archive')).sort() : [];

/** Archive and live store together hold the day as it was written, and nothing is wrong. */
const expectKept = async (log: EventLog, folder: string, entries: readonly unknown[]): Promise<void> => {
  const { problems } = await verified({ log, folders: [join(folder, 'archive')] });
  expect(problems).toEqual([]);
  const restored = openSqliteLog(':memory:');
  const files = filesIn(folder).filter((name) => name.endsWith('.gz'));
  await importInto(restored, ...files.map((name) => join(folder, 'archive', name)));
  const there = [...(await contentsOf(log)), ...(await contentsOf(restored))].map((entry) =>
    JSON.stringify(entry),
  );
  for (const entry of entries) expect(there).toContain(JSON.stringify(entry));
};

describe('the limit', () => {
  it('takes days that are older, and leaves the others and their leases', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      for (const date of ['2025-01-06', old, young, '2026-11-24', '2026-11-25']) {
        await keepQuietDay(log, date);
      }
      expect(await runArchive(partsFor(log, folder))).toEqual({ archived: 2, failed: 0, left: 0 });
      expect(await log.streams('day:')).toEqual([
        `day:${site}:${young}`,
        `day:${site}:2026-11-24`,
        `day:${site}:2026-11-25`,
      ]);
      const { days } = await readArchiveNotes(log, site);
      expect([...days.keys()]).toEqual(['2025-01-06', old]);
      expect(days.get(old)?.event).toMatchObject({ type: 'dayArchived', count: 3, hub: 'hub' });
      expect(filesIn(folder)).toHaveLength(2);
      // Nothing to do is nothing done.
      expect(await runArchive(partsFor(log, folder))).toEqual({ archived: 0, failed: 0, left: 0 });
    }));

  it('leaves a day that never ended, however old, but takes one that never opened', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      await keepQuietDay(log, '2026-01-05', false);
      const event = { type: 'numbersLeased', device: 'desk', procedure: 'renewal', numbers: ['B999'] };
      const meta = { atMs: 1, actor: { kind: 'device', id: 'desk' }, commandId: 'lease:001', hub: 'hub' };
      await log.append(`day:${site}:2026-01-06`, 0, [{ schema: 2, meta, event }]);
      expect(await runArchive(partsFor(log, folder))).toEqual({ archived: 1, failed: 0, left: 1 });
      expect(await log.streams('day:')).toEqual([`day:${site}:2026-01-05`]);
    }));

  it('of the settings is always later than the last ticket that may be told late', () => {
    expect(ArchiveSettings.safeParse({ afterDays: lateDays }).success).toBe(false);
    expect(ArchiveSettings.safeParse({ afterDays: 29 }).success).toBe(false);
    expect(ArchiveSettings.safeParse({ afterDays: 30 }).success).toBe(true);
    expect(ArchiveSettings.parse({})).toEqual({ afterDays: 400, folder: 'archive' });
    expect(ArchiveSettings.parse({ afterDays: null }).afterDays).toBeNull();
  });
});

describe('a crash', () => {
  class Crash extends Error {}

  it('at any step loses nothing, and the next run finishes', async () => {
    const steps: string[] = [];
    await inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      await keepQuietDay(log, old);
      await runArchive(partsFor(log, folder, { step: (name) => void steps.push(name) }));
    });
    expect(steps).toEqual(['write', 'name', 'flush folder', 'note', 'remove']);
    for (const at of steps) {
      await inFolder(async (folder) => {
        const log = openSqliteLog(':memory:');
        const stream = await keepQuietDay(log, old);
        const entries = await log.read(stream, 0);
        const step = (name: string) => {
          if (name === at) throw new Crash(name);
        };
        expect(await runArchive(partsFor(log, folder, { step }))).toEqual({
          archived: 0,
          failed: 1,
          left: 0,
        });
        expect(await log.version(stream)).toBe(3);
        await expectKept(log, folder, entries);
        expect(await runArchive(partsFor(log, folder))).toEqual({ archived: 1, failed: 0, left: 0 });
        expect(await log.version(stream)).toBe(0);
        expect(filesIn(folder)).toHaveLength(1);
        expect((await readArchiveNotes(log, site)).version).toBe(1);
        await expectKept(log, folder, entries);
      });
    }
  });
});

describe('several hubs on one store', () => {
  it('archive a day once: the second removes its own file and leaves it', () =>
    inFolder((first) =>
      inFolder(async (second) => {
        const log = openSqliteLog(':memory:');
        const stream = await keepQuietDay(log, old);
        const entries = await log.read(stream, 0);
        // The second comes in between the first one's file and its note.
        let other: Promise<unknown> = Promise.resolve();
        let met = false;
        const racing: EventLog = {
          ...log,
          append: async (...batch) => {
            if (!met) {
              met = true;
              other = runArchive(partsFor(log, second, { hubName: 'second' }));
              await other;
            }
            return log.append(...batch);
          },
        };
        const run = await runArchive(partsFor(racing, first, { hubName: 'first' }));
        expect(run).toEqual({ archived: 0, failed: 0, left: 1 });
        expect(await other).toEqual({ archived: 1, failed: 0, left: 0 });
        expect([filesIn(first), filesIn(second).length]).toEqual([[], 1]);
        await expectKept(log, second, entries);
      }),
    ));

  it('with one folder and one name keep the file that the note names', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const stream = await keepQuietDay(log, old);
      const entries = await log.read(stream, 0);
      let met = false;
      const racing: EventLog = {
        ...log,
        append: async (...batch) => {
          if (!met) {
            met = true;
            await runArchive(partsFor(log, folder));
          }
          return log.append(...batch);
        },
      };
      await runArchive(partsFor(racing, folder));
      expect(filesIn(folder)).toHaveLength(1);
      expect(await log.version(stream)).toBe(0);
      await expectKept(log, folder, entries);
    }));

  it('leave a day to the hub that noted it, but not for ever', () =>
    inFolder((first) =>
      inFolder(async (second) => {
        const log = openSqliteLog(':memory:');
        const stream = await keepQuietDay(log, old);
        const step = (name: string) => {
          if (name === 'remove') throw new Error('gone for good');
        };
        await runArchive(partsFor(log, first, { hubName: 'first', step }));
        const run = (days: number) =>
          runArchive(partsFor(log, second, { hubName: 'second', nowMs: () => nowMs + days * dayMs }));
        expect(await run(1)).toEqual({ archived: 0, failed: 0, left: 1 });
        expect(await log.version(stream)).toBe(3);
        expect(await run(4)).toEqual({ archived: 1, failed: 0, left: 0 });
        expect(filesIn(second)).toHaveLength(1);
        expect((await readArchiveNotes(log, site)).days.get(old)?.event).toMatchObject({ hub: 'second' });
      }),
    ));

  it('that append to the day at the last moment keep it in the live store', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const stream = `day:${site}:${old}`;
      const lease = (number: string, expected: number) => {
        const actor = { kind: 'device', id: 'desk' };
        const meta = { atMs: 1, actor, commandId: `lease:${number}`, hub: 'hub' };
        const event = { type: 'numbersLeased', device: 'desk', procedure: 'renewal', numbers: [number] };
        return log.append(stream, expected, [{ schema: 2, meta, event }]);
      };
      await lease('B999', 0);
      const late: EventLog = {
        ...log,
        // The file is written already; what comes now is not in it.
        append: async (...batch) => {
          await lease('B998', 1);
          return log.append(...batch);
        },
      };
      expect(await runArchive(partsFor(late, folder))).toEqual({ archived: 0, failed: 0, left: 1 });
      expect(await log.version(stream)).toBe(2);
      expect(await runArchive(partsFor(log, folder))).toEqual({ archived: 1, failed: 0, left: 0 });
      expect((await readArchiveNotes(log, site)).days.get(old)?.event.count).toBe(2);
    }));
});

describe('what is not right', () => {
  it('a full disk, or a folder that may not be written, removes nothing and is tried again', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const stream = await keepQuietDay(log, old);
      const disk = createDisk();
      const full = {
        ...disk,
        write: async () => {
          throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        },
      };
      expect(await runArchive(partsFor(log, folder, { disk: full }))).toMatchObject({ failed: 1 });
      expect(await log.version(stream)).toBe(3);
      writeFileSync(join(folder, 'file'), '');
      const nowhere = partsFor(log, folder, { folder: join(folder, 'file', 'archive') });
      await expect(runArchive(nowhere)).rejects.toThrow();
      expect(await log.version(stream)).toBe(3);
      expect(await runArchive(partsFor(log, folder))).toMatchObject({ archived: 1, failed: 0 });
    }));

  it('a disk that writes something else than it was given removes nothing', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const stream = await keepQuietDay(log, old);
      const disk = createDisk();
      const bad = {
        ...disk,
        write: async (path: string, lines: AsyncIterable<string>, replace: boolean) => {
          const bytes = await disk.write(path, lines, replace);
          const content = readFileSync(path);
          content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 4;
          writeFileSync(path, content);
          return bytes;
        },
      };
      expect(await runArchive(partsFor(log, folder, { disk: bad }))).toMatchObject({
        archived: 0,
        failed: 1,
      });
      expect(await log.version(stream)).toBe(3);
      // The damaged file is replaced by a good one the next time.
      expect(await runArchive(partsFor(log, folder))).toMatchObject({ archived: 1 });
      expect((await verified({ log, folders: [join(folder, 'archive')] })).right).toBe(true);
    }));

  it('a day that was tampered with stays where it is, for those who look into it', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const stream = await keepQuietDay(log, old);
      const other = await keepQuietDay(log, '2026-10-01');
      const lying: EventLog = {
        ...log,
        read: async (name, after, limit) =>
          (await log.read(name, after, limit)).map((entry) =>
            name === stream && entry.version === 2 ? { ...entry, meta: { ...entry.meta, atMs: 9 } } : entry,
          ),
      };
      expect(await runArchive(partsFor(lying, folder))).toEqual({ archived: 1, failed: 1, left: 0 });
      expect([await log.version(stream), await log.version(other)]).toEqual([3, 0]);
    }));

  it('a store that goes away ends the run; the file stays for the next', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const stream = await keepQuietDay(log, old);
      const away: EventLog = {
        ...log,
        append: async () => {
          throw new LogUnavailable('away');
        },
      };
      expect(await runArchive(partsFor(away, folder))).toMatchObject({ archived: 0, failed: 1 });
      expect(await log.version(stream)).toBe(3);
      expect(await runArchive(partsFor(log, folder))).toMatchObject({ archived: 1 });
      expect(filesIn(folder)).toHaveLength(1);
    }));

  it('an archive file that was changed, or is gone, is found by verify', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      await keepQuietDay(log, old);
      await runArchive(partsFor(log, folder));
      const path = join(folder, 'archive', filesIn(folder)[0] ?? '');
      expect((await verified({ log, folders: [join(folder, 'archive')] })).problems).toEqual([]);
      expect((await verified({ log, folders: [join(folder, 'elsewhere')] })).problems).toEqual([
        expect.stringContaining(`day:${site}:${old}: its archive`),
      ]);
      const content = readFileSync(path);
      content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 4;
      writeFileSync(path, content);
      expect((await verified({ log, folders: [join(folder, 'archive')] })).right).toBe(false);
    }));
});

describe('a day brought back', () => {
  it('stays in the live store for a month, then goes back to its file', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const stream = await keepQuietDay(log, old);
      const entries = await log.read(stream, 0);
      await runArchive(partsFor(log, folder));
      await importInto(log, join(folder, 'archive', filesIn(folder)[0] ?? ''));
      expect(await log.read(stream, 0)).toEqual(entries);
      expect(await runArchive(partsFor(log, folder))).toEqual({ archived: 0, failed: 0, left: 1 });
      const later = () => nowMs + (restoredStaysDays + 1) * dayMs;
      expect(await runArchive(partsFor(log, folder, { nowMs: later }))).toMatchObject({ archived: 1 });
      expect(await log.version(stream)).toBe(0);
      expect(filesIn(folder)).toHaveLength(1);
      await expectKept(log, folder, entries);
    }));
});

// The archive is killed with SIGKILL before each of its steps: no event is ever on neither side.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  contentsOf,
  importInto,
  inFolder,
  keepQuietDay,
  nowMs,
  verified,
} from '../../server/archive/archive.test-support.ts';
import { logFileName } from '../../server/log/backup.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';

const script = resolve(import.meta.dirname, 'mortal-archive.ts');
const archive = (folder: string, fatal: number) =>
  spawnSync(process.execPath, [script, folder, String(fatal), String(nowMs)], { encoding: 'utf8' });

describe('the archive, killed before any step', () => {
  it('keeps every event in the store or in a whole file, and finishes the next time', async () => {
    let killed = 0;
    for (let fatal = 1; ; fatal += 1) {
      const ended = await inFolder(async (folder) => {
        const path = join(folder, logFileName);
        const log = openSqliteLog(path);
        for (const date of ['2026-10-01', '2026-10-02', '2026-11-23']) await keepQuietDay(log, date);
        const before = (await contentsOf(log)).map((entry) => JSON.stringify(entry));
        await log.close();
        const lookAll = async () => {
          const live = openSqliteLog(path);
          const archiveFolder = join(folder, 'archive');
          const { problems } = await verified({ log: live, folders: [archiveFolder] });
          const names = existsSync(archiveFolder) ? readdirSync(archiveFolder) : [];
          const files = names.filter((name) => name.endsWith('.jsonl.gz'));
          const restored = openSqliteLog(':memory:');
          await importInto(restored, ...files.map((name) => join(archiveFolder, name)));
          const there = new Set(
            [...(await contentsOf(live)), ...(await contentsOf(restored))].map((entry) =>
              JSON.stringify(entry),
            ),
          );
          const days = await live.streams('day:');
          await live.close();
          return { problems, lost: before.filter((entry) => !there.has(entry)), days, files };
        };
        const first = archive(folder, fatal);
        expect(await lookAll()).toMatchObject({ problems: [], lost: [] });
        const again = archive(folder, 0);
        expect(again.status, again.stderr).toBe(0);
        const after = await lookAll();
        expect(after).toMatchObject({ problems: [], lost: [], days: ['day:office:2026-11-23'] });
        expect(after.files).toHaveLength(2);
        return first.signal !== 'SIGKILL';
      });
      if (ended) break;
      killed += 1;
    }
    // Five steps for each of the two days.
    expect(killed).toBe(10);
  }, 120_000);
});

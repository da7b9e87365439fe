// The SQLite store: the common contract, and what belongs to a file: locks, versions, strangers, backups.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupLog } from '../../server/log/backup.ts';
import { chainBreak, chainStart } from '../../server/log/chain.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { entriesOf, eventLogContract, type OpenedLog } from './event-log.contract.ts';

const stream = 'day:centre:2026-11-24';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const openFile = async (path: string): Promise<OpenedLog> => {
  const log = openSqliteLog(path);
  const reopen = async () => {
    await log.close();
    return openFile(path);
  };
  return { log, reopen, close: () => log.close() };
};

eventLogContract('SQLite in a file', () => openFile(join(folder, 'log.sqlite')));

describe('the log in memory', () => {
  it('works as the one on disk does, for tests', async () => {
    const log = openSqliteLog(':memory:');
    expect(await log.append(stream, 0, entriesOf('first:01'))).toEqual({ kind: 'appended', version: 1 });
    expect((await log.append(stream, 9, entriesOf('first:01'))).kind).toBe('repeated');
    await log.close();
  });
});

describe('the file of the log', () => {
  const path = () => join(folder, 'log.sqlite');

  it('writes ahead to a WAL, so that readers and a backup never wait for it', async () => {
    const log = openSqliteLog(path());
    await log.append(stream, 0, entriesOf('first:01'));
    expect(readdirSync(folder)).toContain('log.sqlite-wal');
    await log.close();
  });

  it('is refused to a second hub, with the first one’s process number, until that closes', async () => {
    const first = openSqliteLog(path());
    expect(() => openSqliteLog(path())).toThrow(
      `${path()} is in use by another hub (process ${process.pid}). Stop that one, or choose another data folder.`,
    );
    await first.append(stream, 0, entriesOf('first:01'));
    await first.close();
    const second = openSqliteLog(path());
    expect(await second.version(stream)).toBe(1);
    await second.close();
  });

  it('is free again after its hub was killed', async () => {
    const script = `
      import { openSqliteLog } from ${JSON.stringify(new URL('../../server/log/sqlite-log.ts', import.meta.url).href)};
      const log = openSqliteLog(${JSON.stringify(path())});
      await log.append('day:centre:2026-11-24', 0, ${JSON.stringify(entriesOf('killed:1'))});
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect([child.signal, child.stderr]).toEqual(['SIGKILL', '']);
    const log = openSqliteLog(path());
    expect(await log.version(stream)).toBe(1);
    await log.close();
  });

  it('is refused when it belongs to another program, and left as it was', () => {
    const stranger = new DatabaseSync(path());
    stranger.exec('CREATE TABLE recipes (name TEXT)');
    stranger.close();
    const before = readFileSync(path());
    expect(() => openSqliteLog(path())).toThrow('it belongs to another program');
    expect(readFileSync(path())).toEqual(before);
  });

  it('is refused when it is no database', () => {
    writeFileSync(path(), 'Dear diary, '.repeat(200));
    expect(() => openSqliteLog(path())).toThrow('is not an event log of Junban');
  });

  it('is refused when its folder does not exist', () => {
    expect(() => openSqliteLog(join(folder, 'nowhere', 'log.sqlite'))).toThrow(
      'check that its folder exists',
    );
  });

  it('is refused when a newer Junban wrote it', async () => {
    await openSqliteLog(path()).close();
    const file = new DatabaseSync(path());
    file.exec('PRAGMA user_version=3');
    file.close();
    expect(() => openSqliteLog(path())).toThrow(
      'written by a newer Junban (version 3 of the file; this one knows up to 2)',
    );
  });

  it('gives the entries of an older file the hashes they would have got', async () => {
    const log = openSqliteLog(path());
    await log.append(stream, 0, entriesOf('first:01', 3));
    await log.append('settings:town', 0, entriesOf('other:01'));
    const written = await log.read(stream, 0);
    await log.close();
    const file = new DatabaseSync(path());
    file.exec(
      'ALTER TABLE events DROP COLUMN hash; ALTER TABLE events DROP COLUMN hub; PRAGMA user_version=1',
    );
    file.close();
    const raised = openSqliteLog(path());
    expect(await raised.read(stream, 0)).toEqual(written);
    expect(await raised.append(stream, 3, entriesOf('second:1'))).toEqual({ kind: 'appended', version: 4 });
    expect(chainBreak(chainStart(stream), await raised.read(stream, 0))).toBeNull();
    await raised.close();
  });

  it('holds a command once by its own rules, not only by ours', async () => {
    const log = openSqliteLog(path());
    await log.append(stream, 0, entriesOf('first:01'));
    await log.close();
    const file = new DatabaseSync(path());
    const copy =
      'INSERT INTO events SELECT stream, 2, place, command, at_ms, actor, schema, event, hub, hash FROM events';
    expect(() => file.exec(copy)).toThrow('UNIQUE constraint failed');
    file.close();
  });

  it('says that it cannot write when the disk cannot, and goes on when it can again', async () => {
    const log = openSqliteLog(path());
    await log.append(stream, 0, entriesOf('first:01'));
    const other = new DatabaseSync(path());
    other.exec('BEGIN IMMEDIATE');
    await expect(log.append(stream, 1, entriesOf('second:1'))).rejects.toMatchObject({
      name: 'LogUnavailable',
    });
    await expect(log.check()).rejects.toMatchObject({ name: 'LogUnavailable' });
    expect(await log.version(stream)).toBe(1);
    expect(log.available()).toBe(false);
    other.exec('ROLLBACK');
    await expect.poll(() => log.available()).toBe(true);
    expect(await log.append(stream, 1, entriesOf('second:1'))).toEqual({ kind: 'appended', version: 2 });
    other.close();
    await log.close();
  });
});

describe('a backup while the hub runs', () => {
  it('is a whole log, and disturbs no append', async () => {
    const path = join(folder, 'junban.sqlite');
    const log = openSqliteLog(path);
    await log.append(stream, 0, entriesOf('first:01', 300));
    const tool = new URL('../../tools/backup.ts', import.meta.url).pathname;
    const copy = join(folder, 'copy.sqlite');
    const run = () =>
      spawnSync(process.execPath, [tool, '--data', folder, '--to', copy], { encoding: 'utf8' });
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    await log.append(stream, 300, entriesOf('second:1'));
    const restored = openSqliteLog(copy);
    expect(await restored.read(stream, 0)).toEqual((await log.read(stream, 0)).slice(0, 300));
    await restored.close();
    expect(run()).toMatchObject({
      status: 1,
      stderr: `${copy} exists already; choose a new name for the backup.\n`,
    });
    await log.close();
  });

  it('is refused when there is no log', () => {
    expect(() => backupLog(join(folder, 'none.sqlite'), join(folder, 'copy.sqlite'))).toThrow(
      'There is no event log',
    );
  });
});

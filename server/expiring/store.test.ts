// Notes in a file: the common contract, and that what is removed is gone from the file.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { notesContract, type OpenedNotes } from '../../test/contracts/notes.contract.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { asUnavailable, openSqliteNotes } from './sqlite-store.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-notes-'));
  path = join(folder, 'notes.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = async (nowMs: () => number): Promise<OpenedNotes> => {
  const notes = openSqliteNotes(path, nowMs);
  const close = async () => notes.close();
  return {
    notes,
    other: null,
    close,
    reopen: async () => {
      await close();
      return open(nowMs);
    },
  };
};
notesContract('Notes in a file', open);

it('leave nothing in the file when removed', async () => {
  const notes = openSqliteNotes(path, () => 1_000);
  await notes.put('secret', 'only-here-and-nowhere-else', null);
  expect(readFileSync(path).includes('only-here')).toBe(true);
  await notes.remove('secret');
  notes.close();
  expect(readFileSync(path).includes('only-here')).toBe(false);
});

it('tells a full or failing disk as a store that is away, and nothing else', async () => {
  const thrown = (errcode: number) => Object.assign(new Error('SQLite says no'), { errcode });
  // SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_READONLY; then SQLITE_CONSTRAINT.
  for (const code of [13, 10 | (3 << 8), 8])
    expect(asUnavailable(thrown(code))).toBeInstanceOf(LogUnavailable);
  expect(asUnavailable(thrown(19))).not.toBeInstanceOf(LogUnavailable);
  const notes = openSqliteNotes(path, () => 0);
  const holder = new DatabaseSync(path);
  holder.exec('BEGIN EXCLUSIVE');
  try {
    await expect(notes.remove('session:a')).rejects.toBeInstanceOf(LogUnavailable);
  } finally {
    holder.close();
    notes.close();
  }
});

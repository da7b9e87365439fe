// The data folder: made with all above it; a place where none can be is told at once.
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from './folder.ts';

describe('the data folder', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'junban-folder-'));
  });
  afterEach(() => {
    chmodSync(home, 0o700);
    rmSync(home, { recursive: true });
  });

  it('is made with all that is missing above it, and found again', () => {
    const folder = join(home, 'a/b/c');
    makeFolder(folder);
    makeFolder(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it('cannot be below /proc, and that takes no time', () => {
    expect(() => makeFolder('/proc/junban/data')).toThrow(
      /^data \(or --data\) \/proc\/junban\/data: must be a folder .* at \/proc\)/,
    );
  });

  it('cannot be below a file', () => {
    writeFileSync(join(home, 'file'), '');
    expect(() => makeFolder(join(home, 'file/data'))).toThrow(/at .*\/file\)/);
  });

  it.skipIf(process.getuid?.() === 0)('cannot be where nothing may be written', () => {
    chmodSync(home, 0o500);
    expect(() => makeFolder(join(home, 'data'))).toThrow('EACCES');
  });
});

// A secret from a file or a variable: found, never shown, and refused where others could read it.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSecret } from './read-secret.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (text: string, mode = 0o600): string => {
  writeFileSync(join(folder, 'secret'), text);
  chmodSync(join(folder, 'secret'), mode);
  return 'secret';
};
const read = (file: string, value = '') => readSecret('JUNBAN_SSO_SECRET', file, value, folder);

it('is none, the variable, or the file without its line end', () => {
  expect(read('')).toEqual({ ok: true, value: null });
  expect(read('', 'from the variable')).toEqual({ ok: true, value: 'from the variable' });
  expect(read(put('from the file\n'))).toEqual({ ok: true, value: 'from the file' });
});

it.each([
  ['both', () => read(put('very secret'), 'also very secret'), /^JUNBAN_SSO_SECRET: must not be set beside/],
  ['open to everybody', () => read(put('very secret', 0o604)), /chmod 600 secret$/],
  ['empty', () => read(put('\n')), /must not be empty$/],
  ['missing', () => read('nowhere'), /can read \(ENOENT\)$/],
  ['a folder', () => read('.'), /must be a small file/],
  ['too large', () => read(put('very secret '.repeat(1_000))), /must be a small file/],
])('that is %s is refused in one line that does not show it', (_what, tried, line) => {
  const result = tried();
  expect(result).toMatchObject({ ok: false, problem: expect.stringMatching(line) });
  expect(JSON.stringify(result)).not.toContain('very secret');
});

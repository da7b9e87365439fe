// The token of the push: from a file that only this user may read, or a variable; never shown.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTokenVariables } from './read-token.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-token-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (text: string, mode = 0o600): string => {
  writeFileSync(join(folder, 'token'), text);
  chmodSync(join(folder, 'token'), mode);
  return 'token';
};

describe('the token', () => {
  it('comes from a file or a variable, and is none where neither is set', () => {
    expect(readTokenVariables(file('abcdefgh.123\n'), '', folder)).toEqual({
      ok: true,
      value: 'abcdefgh.123',
    });
    expect(readTokenVariables('', 'abcdefgh', folder)).toEqual({ ok: true, value: 'abcdefgh' });
    expect(readTokenVariables('', '', folder)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['open to all', () => readTokenVariables(file('abcdefgh', 0o644), '', folder), 'chmod 600'],
    [
      'missing',
      () => readTokenVariables('nothing', '', folder),
      'JUNBAN_PUSH_TOKEN_FILE=nothing: must be a file that',
    ],
    [
      'two lines',
      () => readTokenVariables(file('abcdefgh\nijklmnop'), '', folder),
      'must be a file with the secret in one line',
    ],
    [
      'spaced',
      () => readTokenVariables(file('abcdefgh ijklmnop'), '', folder),
      'TOKEN_FILE=token: must hold one token',
    ],
    ['set twice', () => readTokenVariables('token', 'abcdefgh', folder), 'must not be set beside'],
    ['short', () => readTokenVariables('', 'abc', folder), 'JUNBAN_PUSH_TOKEN: must hold one token'],
  ])('that is %s is told without being shown', (_what, read, problem) => {
    const result = read();
    expect(result).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
    expect(JSON.stringify(result)).not.toMatch(/abcdefgh|ijklmnop/);
  });
});

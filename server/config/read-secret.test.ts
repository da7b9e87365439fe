// Secrets of the environment: from a variable or a file, one of them, never shown.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLogVariables } from './read-log.ts';
import { readSecret } from './read-secret.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (text: string, mode = 0o600): void => writeFileSync(join(folder, 'secret'), text, { mode });
const read = (value: string, file: string) => readSecret('JUNBAN_X', { value, file }, folder);

describe('a secret', () => {
  it('is the variable, or the line in the file', () => {
    put('hush\n');
    expect(read('', '')).toEqual({ ok: true, value: null });
    expect(read('hush', '')).toEqual({ ok: true, value: 'hush' });
    expect(read('', 'secret')).toEqual({ ok: true, value: 'hush' });
  });

  it.each([
    ['', 0o600, 'must be a file with the secret in one line'],
    ['hush\nhush\n', 0o600, 'must be a file with the secret in one line'],
    ['h'.repeat(5_000), 0o600, 'must be a file with the secret in one line'],
    ['hush', 0o604, 'must not be open to every user'],
  ])('in a file %# that is wrong is told without being shown', (text, mode, words) => {
    put(text, mode);
    const result = read('', 'secret');
    expect(result.ok ? '' : result.problem).toContain(`JUNBAN_X_FILE=secret: ${words}`);
    expect(JSON.stringify(result)).not.toContain('hush');
  });

  it('is not in two places, nor in a file that is not there', () => {
    expect(read('hush', 'secret')).toMatchObject({ problem: expect.stringContaining('keep one of them') });
    expect(read('', 'none')).toMatchObject({ problem: expect.stringContaining('(ENOENT)') });
  });
});

describe('the password of Redis', () => {
  const log = (JUNBAN_LOG: string, JUNBAN_LOG_PASSWORD: string, JUNBAN_LOG_PASSWORD_FILE = '') =>
    readLogVariables({ JUNBAN_LOG, JUNBAN_LOG_PASSWORD, JUNBAN_LOG_PASSWORD_FILE }, folder);

  it('may stand apart from its address', () => {
    put('hush');
    for (const result of [log('redis://store', 'hush'), log('redis://store', '', 'secret')]) {
      expect(result).toMatchObject({ ok: true, value: { password: 'hush', username: null } });
    }
    expect(log('redis://junban@store', 'hush')).toMatchObject({ value: { username: 'junban' } });
  });

  it('is told when it has no Redis, or there are two', () => {
    expect(log('sqlite', 'hush')).toMatchObject({ problem: expect.stringContaining('is for a Redis') });
    const two = log('redis://:first@store', 'hush');
    expect(two).toMatchObject({ problem: expect.stringContaining('keep one of them') });
    expect(JSON.stringify(two)).not.toMatch(/first|hush/);
  });
});

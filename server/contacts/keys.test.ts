// Keys are read from a file or a variable; what is wrong is told in one line that never shows a key.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKey, readKeys } from './keys.ts';
import { readKeyVariables } from './read-keys.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (text: string, mode = 0o600): string => {
  writeFileSync(join(folder, 'keys'), text);
  chmodSync(join(folder, 'keys'), mode);
  return 'keys';
};
const folderAsFile = (): string => {
  mkdirSync(join(folder, 'keys'));
  return 'keys';
};
const [first, second] = [makeKey(), makeKey()];

describe('a key file', () => {
  it('holds keys newest first, with blank lines and remarks', () => {
    const file = write(`# the town's keys\r\n\r\n ${second.line} \r\n${first.line}\r\n`);
    const read = readKeyVariables(file, '', folder);
    if (!read.ok || read.value === null) throw new Error('not read');
    expect(read.value.newest.id).toBe(second.id);
    expect(read.value.all.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(read.value.of(first.id)?.secret.symmetricKeySize).toBe(32);
    expect(read.value.of('0000000000000000')).toBeNull();
  });

  it('shows no key to whoever prints it', () => {
    const read = readKeyVariables('', `${first.line},${second.line}`, folder);
    expect(read.ok).toBe(true);
    for (const shown of [inspect(read, { depth: 9, showHidden: true }), JSON.stringify(read)]) {
      expect(shown).not.toContain(first.line);
      expect(shown).not.toContain(Buffer.from(first.line, 'base64').toString('hex').slice(0, 16));
    }
  });

  it.each([
    [
      'one key too short',
      () => write(Buffer.alloc(16, 7).toString('base64')),
      'line 1 must be 32 random bytes',
    ],
    [
      'one key too long',
      () => write(Buffer.alloc(33, 7).toString('base64')),
      'line 1 must be 32 random bytes',
    ],
    ['words', () => write(`${first.line}\ncorrect horse battery`), 'line 2 must be 32 random bytes'],
    ['a key twice', () => write(`${first.line}\n${first.line}`), 'line 2 must not stand there twice'],
    ['nothing', () => write('# none yet\n'), 'must hold a key'],
    ['open to all who read', () => write(first.line, 0o604), 'chmod 600 keys'],
    ['open to all who write', () => write(first.line, 0o602), 'chmod 600 keys'],
    ['missing', () => 'none', 'must be a file that the hub can read (ENOENT); npm run keys -- new'],
    ['a folder', () => folderAsFile(), 'must be a file of keys'],
  ])('with %s is refused in one line that names the variable', (_what, prepare, problem) => {
    const file = prepare();
    const read = readKeyVariables(file, '', folder);
    if (read.ok) throw new Error('was read');
    expect(read.problem).toContain(`JUNBAN_KEY_FILE=${file}: `);
    expect(read.problem).toContain(problem);
    expect(read.problem).not.toContain('\n');
    expect(read.problem).not.toContain(first.line);
  });

  it.skipIf(process.getuid?.() === 0)('that this user may not read is refused', () => {
    expect(readKeyVariables(write(first.line, 0o200), '', folder).ok).toBe(false);
  });
});

describe('JUNBAN_KEY', () => {
  it('is enough alone, and is not repeated when it is wrong', () => {
    expect(readKeyVariables('', '', folder)).toEqual({ ok: true, value: null });
    const wrong = first.line.slice(0, 40);
    const read = readKeyVariables('', wrong, folder);
    expect(read).toMatchObject({
      ok: false,
      problem: expect.stringContaining('JUNBAN_KEY: key in line 1 must be'),
    });
    expect(JSON.stringify(read)).not.toContain(wrong);
  });

  it('stands in one place only', () => {
    expect(readKeyVariables(write(first.line), second.line, folder)).toMatchObject({
      ok: false,
      problem: 'JUNBAN_KEY: must not be set beside JUNBAN_KEY_FILE; keep one of them',
    });
  });

  it('takes no more keys than anybody needs', () => {
    const many = Array.from({ length: 33 }, () => makeKey().line).join('\n');
    expect(readKeys(many)).toMatchObject({ ok: false, problem: 'must hold at most 32 keys' });
  });
});

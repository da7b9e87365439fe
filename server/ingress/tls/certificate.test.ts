// Certificate files that are wrong are told in one line with what would be right; an end that comes near is told in time.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, type TestCertificate } from '../../../test/support/certificates.ts';
import { readTlsVariables } from '../../config/read-tls.ts';
import { readCertificate } from './certificate.ts';
import { warnOfEnd } from './watch-certificate.ts';

let folder: string;
let one: TestCertificate;
let two: TestCertificate;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-certificate-'));
  one = makeCertificate(folder, 'one');
  two = makeCertificate(folder, 'two');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string, mode = 0o600): string => {
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), mode);
  return join(folder, name);
};
const problem = (cert: string, key: string): string => {
  const read = readTlsVariables(cert, key, folder);
  return read.ok ? '' : read.problem;
};

describe('JUNBAN_TLS_CERT and JUNBAN_TLS_KEY', () => {
  it('are both set or neither', () => {
    expect(readTlsVariables('', '', folder)).toEqual({ ok: true, value: null });
    expect(readTlsVariables('one.crt', 'one.key', folder)).toEqual({
      ok: true,
      value: { cert: one.cert, key: one.key },
    });
    expect(problem('one.crt', '')).toBe(
      'JUNBAN_TLS_KEY: must be set beside JUNBAN_TLS_CERT; TLS needs certificate and key',
    );
    expect(problem('', 'one.key')).toContain('JUNBAN_TLS_CERT: must be set beside');
  });

  it('are told what is wrong in one line that shows nothing of the key', () => {
    const keyText = readFileSync(one.key, 'utf8');
    const locked = join(folder, 'locked.key');
    spawnSync('openssl', ['pkey', '-in', one.key, '-aes256', '-passout', 'pass:x', '-out', locked]);
    chmodSync(locked, 0o600);
    const cases: readonly (readonly [string, string, string])[] = [
      ['none.crt', 'one.key', 'JUNBAN_TLS_CERT=none.crt: must be a PEM file that the hub can read (ENOENT)'],
      ['one.crt', 'none.key', 'JUNBAN_TLS_KEY=none.key: must be a PEM file that the hub can read (ENOENT)'],
      ['.', 'one.key', 'JUNBAN_TLS_CERT=.: must be a PEM file'],
      ['one.key', 'one.key', 'JUNBAN_TLS_CERT=one.key: must be a certificate in PEM'],
      ['one.crt', 'one.crt', 'chmod 640'],
      ['one.crt', file('junk.key', 'junk'), 'must be a private key in PEM'],
      ['one.crt', file('open.key', keyText, 0o644), 'must not be open to every user of this machine'],
      [
        'one.crt',
        two.key,
        'must be the key of the first certificate in JUNBAN_TLS_CERT; it is that of another',
      ],
      ['one.crt', locked, 'must be a key without a passphrase'],
    ];
    for (const [cert, key, words] of cases) {
      const line = problem(cert, key);
      expect(line).toContain(words);
      expect(line).not.toContain('\n');
      expect(line).not.toContain(keyText.split('\n')[1]);
    }
  });
});

describe('the end of a certificate', () => {
  it('is told 30 and 7 days before, and when it has come', () => {
    const read = readCertificate(one);
    if (!read.ok) throw new Error(read.problem);
    const told = (daysBefore: number): readonly [number, string] | null => {
      const lines: string[] = [];
      const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
      warnOfEnd(read.value, read.value.notAfterMs - daysBefore * 86_400_000, logger);
      const { level, msg } = JSON.parse(lines[0] ?? 'null') ?? {};
      return lines[0] === undefined ? null : [level, msg];
    };
    expect(told(31)).toBeNull();
    expect(told(29.5)).toEqual([40, 'the TLS certificate ends within 30 days']);
    expect(told(6.5)).toEqual([50, 'the TLS certificate ends within 7 days']);
    expect(told(-0.1)).toEqual([50, 'the TLS certificate has expired; browsers refuse it']);
    expect(told(100)).toEqual([50, 'the TLS certificate is not good yet; browsers refuse it']);
  });
});

// The second factor: codes as RFC 6238 has them, each good once, in a window of a step; recovery codes once each; nothing before the first code.
import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StaffId } from '../../protocol/ids.ts';
import { openSqliteNotes } from '../expiring/sqlite-store.ts';
import type { Notes } from '../expiring/store.ts';
import { createSecondFactor, recoveryCodeCount, type SecondFactor } from './second-factor.ts';
import { cheap } from './test-support.ts';

const mori = 'mori' as StaffId;
let nowMs = 0;
let notes: Notes;
let second: SecondFactor;
const codeOf = (secret: string, atMs = nowMs) =>
  new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({
    timestamp: atMs,
  });
const setUp = async () => {
  const { secret } = await second.begin(mori);
  const codes = await second.confirm(mori, codeOf(secret));
  if (codes === null) throw new Error('not confirmed');
  return { secret, codes };
};

beforeEach(() => {
  nowMs = 1_764_550_000_000;
  notes = openSqliteNotes(':memory:', () => nowMs);
  second = createSecondFactor({
    notes,
    issuer: '順番市',
    roles: ['administrator'],
    cost: cheap,
    now: () => nowMs,
  });
});

describe('codes of an app', () => {
  it('are those of RFC 6238 (appendix B, SHA-1, the last six digits)', () => {
    const secret = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer }).base32;
    const table = [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_234_567_890, '005924'],
      [20_000_000_000, '353130'],
    ] as const;
    for (const [seconds, code] of table) expect(codeOf(secret, seconds * 1_000)).toBe(code);
  });

  it('come into use with the first one, and the address names organisation and account', async () => {
    const { secret, uri } = await second.begin(mori);
    expect(decodeURIComponent(uri)).toMatch(/^otpauth:\/\/totp\/順番市:mori\?issuer=順番市&secret=/);
    expect(await second.has(mori)).toBe(false);
    expect(await second.check(mori, codeOf(secret))).toBeNull();
    expect(await second.confirm(mori, '000000')).toBeNull();
    expect(await second.confirm(mori, codeOf(secret))).toHaveLength(recoveryCodeCount);
    expect(await second.has(mori)).toBe(true);
  });

  it('that were shown too long ago, or another secret’s, come into no use', async () => {
    const { secret } = await second.begin(mori);
    nowMs += 16 * 60_000;
    expect(await second.confirm(mori, codeOf(secret))).toBeNull();
    const first = await second.begin(mori);
    await second.begin(mori);
    expect(await second.confirm(mori, codeOf(first.secret))).toBeNull();
  });

  it('are good once, a step early or late, and no longer', async () => {
    const { secret } = await setUp();
    expect(await second.check(mori, codeOf(secret))).toBeNull();
    nowMs += 90_000;
    for (const [off, good] of [
      [-60_000, false],
      [-30_000, true],
      [0, true],
      [30_000, true],
      [60_000, false],
    ] as const) {
      const code = codeOf(secret, nowMs + off);
      expect([off, (await second.check(mori, code)) !== null]).toEqual([off, good]);
      expect(await second.check(mori, code)).toBeNull();
    }
    nowMs += 300_000;
    const [one, two] = await Promise.all([
      second.check(mori, codeOf(secret)),
      second.check(mori, codeOf(secret)),
    ]);
    expect([one, two].filter((checked) => checked !== null)).toHaveLength(1);
  });
});

describe('recovery codes', () => {
  it('open once each, however they are typed, and are counted', async () => {
    const { codes } = await setUp();
    expect(new Set(codes).size).toBe(recoveryCodeCount);
    const [first = '', next = ''] = codes;
    expect(await second.check(mori, ` ${first.toLowerCase().replaceAll('0', 'o')} `)).toEqual({
      how: 'recovery',
      left: 9,
    });
    expect(await second.check(mori, first)).toBeNull();
    expect(await second.check('sato' as StaffId, next)).toBeNull();
    const kept = JSON.stringify(await notes.list('second:'));
    for (const code of codes) expect(kept).not.toContain(code.replaceAll('-', ''));
  });

  it('of before are over when the factor is set up anew or removed', async () => {
    const { codes } = await setUp();
    nowMs += 60_000;
    const again = await setUp();
    expect(await second.check(mori, codes[0] ?? '')).toBeNull();
    await second.remove(mori);
    expect(await second.has(mori)).toBe(false);
    expect(await second.check(mori, again.codes[0] ?? '')).toBeNull();
    expect(await notes.list('second:recovery:')).toEqual([]);
  });
});

it('is asked of the roles that the settings name', () => {
  const grants = (role: 'administrator' | 'booth') => ({ grants: [{ role, site: null }] });
  expect(second.isNeededBy(grants('administrator'))).toBe(true);
  expect(second.isNeededBy(grants('booth'))).toBe(false);
});

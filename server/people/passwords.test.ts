// Passwords: kept so that they can be checked and not read, re-hashed when the cost rises, and not too easy.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastLength, mostLength, passwordProblem } from './password-rules.ts';
import { checkPassword, cost, hashPassword, nobodysHash } from './passwords.ts';
import { cheap } from './test-support.ts';

describe('a password hash', () => {
  it('is argon2id at OWASP’s least cost or more, with a salt of its own', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => hashPassword('correct horse battery')));
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(cost.memoryKiB).toBeGreaterThanOrEqual(19_456);
    expect(cost.passes).toBeGreaterThanOrEqual(2);
  });

  it('fits its password and no other, also typed in full width', async () => {
    const hash = await hashPassword('Ｐassword なが〜い', cheap);
    expect(await checkPassword('Password なが〜い', hash, cheap)).toEqual({ right: true, old: false });
    expect(await checkPassword('password なが〜い', hash, cheap)).toEqual({ right: false, old: false });
    expect(await checkPassword('anything', nobodysHash(cheap), cheap)).toEqual({ right: false, old: false });
  });

  it('says when it is of an older cost', async () => {
    const hash = await hashPassword('correct horse battery', cheap);
    const dearer = { ...cheap, passes: 2 };
    expect(await checkPassword('correct horse battery', hash, dearer)).toEqual({ right: true, old: true });
    expect(await checkPassword('wrong', hash, dearer)).toEqual({ right: false, old: false });
  });

  it('that cannot be read is an error', async () => {
    await expect(checkPassword('x', '$2b$10$abc', cheap)).rejects.toThrow('cannot be read');
  });
});

describe('a new password', () => {
  const names = ['sato', '佐藤 美咲', 'junban-city', '順番市'];
  const codeOf = (password: string) => passwordProblem(password, names)?.code ?? null;

  it.each([
    'correct horse battery',
    'きょうはいい天気ですねえ',
    'x7!Qw9#Lm2$z',
    'sato likes green tea a lot',
    'パスワードはいつも長くしよう',
  ])('%s is taken', (password) => expect(codeOf(password)).toBeNull());
  it.each([
    'Password1234',
    'passwordpassword',
    'P-a-s-s-w-o-r-d-1',
    'qwertyuiop12',
    'aaaaaaaaaaaaaaaa',
    '123456789012',
    'abcdefghijklmnop',
    'sato-sato-12',
    'Junban-City-01',
    'マイナンバー窓口2026',
  ])('%s is too easy', (password) => expect(codeOf(password)).toBe('passwordCommon'));

  it('is long enough, counted in characters, and not endless', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const length = [...text.normalize('NFKC')].length;
        expect(codeOf(text) === 'passwordShort').toBe(length < leastLength || length > mostLength);
      }),
    );
  });
});

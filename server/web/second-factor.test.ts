// The second step at a real hub: asked of whoever has it or needs it, slowed when guessed, set up by its first code, taken away by others only.
import jsqr from 'jsqr';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecondConfirmed, SecondStarted } from '../../protocol/wire-people.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

/** Its types say a default export, the module is one. */
const jsQR = jsqr as unknown as typeof jsqr.default;
const password = 'correct horse battery';
let house: TestHouse;
let nowMs = Date.parse('2026-12-01T09:00:00+09:00');
let admin = '';

const send = async (path: string, body: object, cookie = '') => {
  const headers = { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) };
  const response = await house.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await response.json();
  const [set = ''] = response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  return { status: response.status, code: answer.refusal?.code ?? null, answer, cookie: set };
};
const signIn = (id: string, second?: string) =>
  send('/api/session', { id, password, ...(second === undefined ? {} : { second }) });
const codeOf = (secret: string) =>
  new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({
    timestamp: nowMs,
  });
const employ = async (id: string, role: string) => {
  await send('/api/accounts', { id, name: id, grants: [{ role, site: null }] }, admin);
  const { answer } = await send(`/api/accounts/${id}/password-link`, {}, admin);
  await send('/api/session/link', { token: String(answer.path).split('#')[1], password });
};
const setUp = async (id: string, second?: string) => {
  const started = await send('/api/session/second/start', {
    id,
    password,
    ...(second === undefined ? {} : { second }),
  });
  const { secret } = SecondStarted.parse(started.answer);
  const confirmed = await send('/api/session/second/confirm', { id, password, second: codeOf(secret) });
  return { secret, cookie: confirmed.cookie, ...SecondConfirmed.parse(confirmed.answer) };
};

beforeAll(async () => {
  house = await openTestHouse(
    undefined,
    {},
    {
      clock: { now: () => nowMs, at: () => () => {} },
      change: ({ demo: _demo, ...settings }) => ({
        ...settings,
        signIn: { ...settings.signIn, secondFactorFor: ['administrator'] },
      }),
    },
  );
  const first = { token: house.firstToken, id: 'mori', name: '森 一郎', password };
  admin = (await send('/api/first', first)).cookie;
  for (const [id, role] of [
    ['sato', 'booth'],
    ['ito', 'administrator'],
    ['kato', 'booth'],
  ] as const)
    await employ(id, role);
});
afterAll(() => house.remove());

describe('a second factor', () => {
  it('is asked of nobody who has none and needs none', async () => {
    expect((await signIn('sato')).status).toBe(200);
  });

  it('must be set up by whose role needs it, at the sign-in itself, before anything is open', async () => {
    const refused = await signIn('ito');
    expect([refused.status, refused.code, refused.cookie]).toEqual([403, 'secondFactorSetUpNeeded', '']);
    const { session, cookie } = await setUp('ito');
    expect(session.staff?.id).toBe('ito');
    expect((await house.ask('/api/accounts', { headers: { cookie } })).status).toBe(200);
  });

  it('is asked from then on; a code is good once, a wrong one is on record', async () => {
    const { secret } = await setUp('sato');
    nowMs += 60_000;
    expect((await signIn('sato')).code).toBe('secondFactorAsked');
    expect((await signIn('sato', '')).code).toBe('secondFactorAsked');
    expect((await signIn('sato', '000000')).code).toBe('secondFactorWrong');
    expect((await signIn('sato', codeOf(secret))).status).toBe(200);
    expect((await signIn('sato', codeOf(secret))).code).toBe('secondFactorWrong');
    const wrong = await send('/api/session', {
      id: 'sato',
      password: 'not the password',
      second: codeOf(secret),
    });
    expect(wrong.code).toBe('signInRefused');
    const noted = await (await house.askWithKey('/api/audit?type=signInRefused')).json();
    const whys = noted.lines.map(({ details }: { details: { why: string } }) => details.why);
    expect(whys).toEqual(['password', 'second', 'second']);
  });

  it('is not set up anew by who has the password alone', async () => {
    expect((await send('/api/session/second/start', { id: 'sato', password })).code).toBe(
      'secondFactorAsked',
    );
    const confirmed = await send('/api/session/second/confirm', { id: 'sato', password, second: '123456' });
    expect(confirmed.code).toBe('secondFactorWrong');
  });

  it('is replaced by a recovery code, which is counted; sessions of before end', async () => {
    nowMs += 120_000;
    const kato = await setUp('kato');
    const [first = '', next = ''] = kato.recoveryCodes;
    const cookie = (await signIn('kato', first)).cookie;
    expect(cookie).not.toBe('');
    const again = await setUp('kato', next);
    expect((await (await house.ask('/api/session', { headers: { cookie } })).json()).staff).toBeNull();
    nowMs += 60_000;
    expect((await signIn('kato', codeOf(kato.secret))).code).toBe('secondFactorWrong');
    expect((await signIn('kato', codeOf(again.secret))).status).toBe(200);
    const noted = await (await house.askWithKey('/api/audit?type=recoveryCodeUsed')).json();
    expect(noted.lines.map(({ details }: { details: { left: number } }) => details.left)).toEqual([8, 9]);
  });

  it('guessed on and on waits ever longer', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 8; i += 1) codes.push(String((await signIn('kato', `00000${i}`)).code));
    expect(codes.at(-1)).toBe('tooManyGuesses');
  });

  it('is taken away by another administrator, never by oneself, and that is noted', async () => {
    const { answer } = await send('/api/accounts/mori/second/remove', {}, admin);
    expect(answer.refusal.code).toBe('ownSecondFactor');
    expect((await send('/api/accounts/sato/second/remove', {}, admin)).status).toBe(200);
    expect((await signIn('sato')).status).toBe(200);
    const noted = await (await house.askWithKey('/api/audit?type=secondFactorRemoved')).json();
    expect(noted.lines).toMatchObject([{ actor: 'mori', details: { account: 'sato' } }]);
  });

  it('has a picture that a phone reads', async () => {
    const { answer } = await send('/api/session/second/start', { id: 'sato', password });
    const { qr, uri } = SecondStarted.parse(answer);
    const scale = 4;
    const side = qr.size * scale;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    for (const [, x, y] of qr.path.matchAll(/M(\d+) (\d+)/g)) {
      for (let i = 0; i < scale * scale; i += 1) {
        const at = ((Number(y) * scale + Math.floor(i / scale)) * side + Number(x) * scale + (i % scale)) * 4;
        pixels.fill(0, at, at + 3);
      }
    }
    expect(jsQR(pixels, side, side)?.data).toBe(uri);
  });
});

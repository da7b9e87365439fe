// Mail through a real SMTP server: taken, greylisted, refused for one, refused for all, without encryption, and hanging.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MailSettings } from '../../protocol/message-settings.ts';
import { makeCertificate } from '../../test/support/certificates.ts';
import type { Composed } from './compose.ts';
import { createMailer, outcomeOf } from './mail.ts';
import { headerOf, type Office, openOffice } from './messages.test-support.ts';

const composed: Composed = {
  subject: '予約を受け付けました',
  text: '次のとおり予約を受け付けました。',
  calendar: { method: 'CANCEL', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
};
let office: Office | null = null;
afterEach(async () => {
  await office?.close();
  office = null;
});

const mailerTo = (port: number, more: object = {}, parts: object = {}) =>
  createMailer({
    settings: MailSettings.parse({
      ...{ host: '127.0.0.1', port, tls: 'none', from: 'yoyaku@city.example.jp' },
      ...more,
    }),
    password: null,
    organisation: { ja: '港区' },
    patienceMs: 300,
    ...parts,
  });
const post = (to: string) => ({ to, messageId: '<one@city.example.jp>', language: 'ja' as const, composed });

describe('mail', () => {
  it('is taken, with its Message-ID and its calendar file', async () => {
    office = await openOffice({ disabledCommands: ['STARTTLS'] });
    const mailer = mailerTo(office.port);
    expect(await mailer.send(post('hanako@example.jp'))).toEqual({ kind: 'sent', why: '' });
    const [heard] = office.heard;
    expect(heard?.to).toEqual(['hanako@example.jp']);
    expect(headerOf(heard?.text ?? '', 'Message-ID')).toBe('<one@city.example.jp>');
    expect(headerOf(heard?.text ?? '', 'Auto-Submitted')).toBe('auto-generated');
    expect(heard?.text).toContain('text/calendar; charset=utf-8; method=CANCEL');
    mailer.close();
  });

  it('is tried later when greylisted, and given up for one address among many', async () => {
    office = await openOffice({ disabledCommands: ['STARTTLS'] });
    const mailer = mailerTo(office.port);
    const kinds = ['a@example.jp', 'grey@example.jp', 'gone@example.jp', 'full@example.jp', 'b@example.jp'];
    const outcomes = await Promise.all(kinds.map((to) => mailer.send(post(to))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'later', 'refused', 'refused', 'sent']);
    // Why it was refused is told without whom.
    expect(outcomes.map(({ why }) => why).join()).not.toContain('@');
    mailer.close();
  });

  it('waits, and is said to nobody in the open, when the server refuses encryption', async () => {
    office = await openOffice({ disabledCommands: ['STARTTLS'] });
    const mailer = mailerTo(office.port, { tls: 'starttls' });
    expect((await mailer.send(post('hanako@example.jp'))).kind).toBe('away');
    expect(office.heard).toEqual([]);
    mailer.close();
  });

  it('waits when the server hangs, is not there, or knows no such password', async () => {
    office = await openOffice({ deaf: true });
    expect(await mailerTo(office.port).send(post('a@example.jp'))).toMatchObject({ kind: 'away' });
    await office.close();
    expect(await mailerTo(office.port).send(post('a@example.jp'))).toMatchObject({ kind: 'away' });
    office = await openOffice({
      disabledCommands: ['STARTTLS'],
      onAuth: (_auth, _session, done) => done(new Error('no')),
    });
    const mailer = mailerTo(office.port, { user: 'junban' }, { password: 'wrong' });
    expect(await mailer.send(post('a@example.jp'))).toEqual({ kind: 'away', why: 'EAUTH AUTH PLAIN 535' });
  });

  it('goes over TLS to a server that is known, and to no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'junban-smtp-'));
    try {
      const made = makeCertificate(folder, 'localhost');
      office = await openOffice({
        ...{ cert: readFileSync(made.cert), key: readFileSync(made.key) },
        onAuth: ({ password }, _session, done) =>
          done(password === 'right' ? null : new Error('no'), { user: 'junban' }),
      });
      const settings = { host: 'localhost', tls: 'starttls', user: 'junban' };
      const known = mailerTo(office.port, settings, { password: 'right', ca: made.ca, patienceMs: 5_000 });
      expect(await known.send(post('a@example.jp'))).toEqual({ kind: 'sent', why: '' });
      const unknown = mailerTo(office.port, settings, { password: 'right', patienceMs: 5_000 });
      expect((await unknown.send(post('b@example.jp'))).kind).toBe('away');
      expect(office.heard).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what a mail server answers', () => {
  it.each([
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 }, 'later'],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 421 }, 'away'],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 }, 'away'],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'refused'],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 452 }, 'later'],
    [{ code: 'ETLS', command: 'STARTTLS', responseCode: 500 }, 'away'],
    [{ code: 'ETIMEDOUT' }, 'away'],
    [{}, 'away'],
  ])('%o means: %s', (error, kind) => {
    expect(outcomeOf(error).kind).toBe(kind);
  });
});

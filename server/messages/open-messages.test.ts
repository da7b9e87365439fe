// From the event to the mail, on a real log, outbox and mail server: nothing is lost while it is away, and nothing comes twice but once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeAlphabet, codeCheck } from '../../protocol/reservation-ids.ts';
import { outboxContract } from '../../test/contracts/outbox.contract.ts';
import { manualClock } from '../base/clock.ts';
import { openSqliteNotes } from '../expiring/sqlite-store.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { parseSettings } from '../settings/parse.ts';
import { resolveSites } from '../settings/resolve.ts';
import { cityWith } from '../settings/test-support.ts';
import { tellOfReservations } from './feed.ts';
import { headerOf, type Office, openOffice } from './messages.test-support.ts';
import { openMessages } from './open-messages.ts';
import { openSqliteOutbox } from './sqlite-outbox.ts';
import { leaseMs } from './worker.ts';

let folder = '';
let office: Office | null = null;
const closers: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-messages-'));
});
afterEach(async () => {
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  await office?.close();
  office = null;
  rmSync(folder, { recursive: true, force: true });
});

outboxContract('The outbox in a file', async () => {
  const path = join(folder, 'outbox.sqlite');
  const open = async (): ReturnType<Parameters<typeof outboxContract>[1]> => {
    const outbox = openSqliteOutbox(path);
    const close = async () => outbox.close();
    return { outbox, close, reopen: async () => close().then(open) };
  };
  return open();
});

const startMs = Date.parse('2026-12-01T03:30:00Z');
const eight = codeAlphabet.slice(0, 8);
const mail = { host: 'smtp.city.example.jp', from: 'yoyaku@city.example.jp' };
const contact = { name: '山田 花子', email: 'hanako@example.jp', phone: '09012345678' };

/** Books a place on the day's stream, which stands at `version`; `hour` is when they are to come. */
const bookedAt = (reservation: string, atMs: number, hour = '10:40') => ({
  schema: 1,
  meta: { atMs, actor: { kind: 'system', id: 'test' }, commandId: `book-${reservation}` },
  event: {
    ...{ type: 'reservationBooked', reservation, code: eight + codeCheck(eight), secretHash: 'A'.repeat(27) },
    ...{ procedure: 'card-issue', group: 'card', minutes: 15, partySize: 1, channel: 'web', language: 'ja' },
    seats: [{ atMs: Date.parse(`2026-12-10T${hour}:00+09:00`), places: 1 }],
    ...{ bookedAtMs: atMs, sequence: 0, moves: 0, hold: null, movedFrom: null },
  } as { type: string },
});

/** A hub's messages on the files of the folder, and a way to book. */
const openHub = (port: number, more: { readonly lost?: boolean; readonly nowMs?: number } = {}) => {
  const clock = manualClock(more.nowMs ?? startMs);
  const settings = parseSettings(
    cityWith({
      document: {
        messages: { mail: { host: '127.0.0.1', port, tls: 'none', from: 'yoyaku@city.example.jp' } },
      },
    }),
  );
  const lines: string[] = [];
  const sink = new Writable({ write: (line, _, done) => void (lines.push(String(line)) && done()) });
  const log = openSqliteLog(join(folder, 'log.sqlite'));
  const notes = openSqliteNotes(join(folder, 'notes.sqlite'), clock.now);
  const outbox = openSqliteOutbox(join(folder, 'outbox.sqlite'));
  const told = tellOfReservations(log);
  const registry = new Registry();
  const messages = openMessages({
    ...{ settings, told, notes, registry, clock },
    secrets: { smtpPassword: null, hookKey: null },
    // A hub that is killed between sending and noting: what it would have noted never reaches the disk.
    outbox: more.lost === true ? { ...outbox, settle: () => new Promise<boolean>(() => {}) } : outbox,
    contacts: { isOpen: true, readKept: async () => ({ ok: true, value: contact }) },
    sites: resolveSites(settings, new Map()),
    logger: pino({ level: 'trace' }, sink),
    patienceMs: 500,
  });
  const close = async () => {
    if (more.lost !== true) await messages.close();
    outbox.close();
    notes.close();
    await log.close();
  };
  closers.push(close);
  const book = (reservation: string, version = 0) =>
    told.log.append('day:centre:2026-12-10', version, [bookedAt(reservation, clock.now())]);
  const append = (version: number, entry: ReturnType<typeof bookedAt>, commandId: string) =>
    told.log.append('day:centre:2026-12-10', version, [{ ...entry, meta: { ...entry.meta, commandId } }]);
  const end = async () => {
    closers.splice(closers.indexOf(close), 1);
    await close();
  };
  return { clock, book, append, lines, outbox, end, registry };
};

describe('messages', () => {
  it.each([
    ['a password', { mail: { ...mail, user: 'junban' } }, true, 'JUNBAN_SMTP_PASSWORD_FILE: must be set'],
    [
      'a key to sign with',
      { hook: { url: 'https://sms.city.example.jp/' } },
      true,
      'JUNBAN_MESSAGE_HOOK_KEY_FILE',
    ],
    ['a vault', { mail }, false, 'JUNBAN_KEY_FILE: must be set'],
  ])('do not begin without %s that the settings need', (_what, messages, isOpen, words) => {
    const settings = parseSettings(cityWith({ document: { messages } }));
    const parts = { settings, secrets: { smtpPassword: null, hookKey: null }, contacts: { isOpen } };
    expect(() => openMessages(parts as never)).toThrow(words);
  });

  it('go out when a place is booked, and no line of the log names anybody', async () => {
    office = await openOffice({ disabledCommands: ['STARTTLS'] });
    const hub = openHub(office.port);
    await hub.book('res-0001');
    await expect.poll(() => office?.heard.length).toBe(1);
    expect(office.heard[0]?.to).toEqual(['hanako@example.jp']);
    // The reminder waits for its day.
    const figure = () => hub.registry.getSingleMetricAsString('junban_messages_waiting');
    await expect.poll(figure).toMatch(/ 1$/);
    expect(hub.lines.join('')).not.toMatch(/hanako|09012345678|山田/);
  });

  it('are sent once more, with the same Message-ID, by the hub that follows one that died in between', async () => {
    office = await openOffice({ disabledCommands: ['STARTTLS'] });
    const first = openHub(office.port, { lost: true });
    await first.book('res-0001');
    await expect.poll(() => office?.heard.length).toBe(1);
    await first.end();
    // Within the claim nobody sends it again; afterwards the next hub does, once.
    const second = openHub(office.port, { nowMs: startMs + leaseMs + 1_000 });
    await expect.poll(() => office?.heard.length).toBe(2);
    await expect.poll(async () => (await second.outbox.counts(second.clock.now())).dueSinceMs).toBeNull();
    await second.end();
    openHub(office.port, { nowMs: startMs + 3 * leaseMs });
    const ids = office.heard.map(({ text }) => headerOf(text, 'Message-ID'));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('are read on from where the day was left, and from its beginning by a hub that follows', async () => {
    office = await openOffice({ disabledCommands: ['STARTTLS'] });
    const first = openHub(office.port);
    await first.book('res-0001');
    await expect.poll(() => office?.heard.length).toBe(1);
    await first.book('res-0002', 1);
    await expect.poll(() => office?.heard.length).toBe(2);
    await first.end();
    const second = openHub(office.port, { nowMs: startMs + 60_000 });
    // Of one that the second hub has not read it knows the code and the hour all the same.
    const cancelled = {
      ...{
        type: 'reservationCancelled',
        reservation: 'res-0001',
        by: 'site',
        note: '',
        sequence: 1,
        group: 'card',
      },
      seats: [{ atMs: Date.parse('2026-12-10T10:40:00+09:00'), places: 1 }],
    };
    await second.append(2, { ...bookedAt('res-0001', second.clock.now()), event: cancelled }, 'cancel-0001');
    await expect.poll(() => office?.heard.length).toBe(3);
    expect(office.heard[2]?.text).toContain('METHOD:CANCEL');
    // Its reminder is taken back; that of the other stands.
    await expect.poll(async () => (await second.outbox.counts(second.clock.now())).waiting).toBe(1);
  });

  it('wait for a server that is away for a day, and what a hub left unsaid is found by the next', async () => {
    office = await openOffice({ disabledCommands: ['STARTTLS'] });
    const { port } = office;
    await office.close();
    const hub = openHub(port);
    await hub.book('res-0001');
    await expect.poll(() => hub.lines.join('')).toContain('messages wait');
    await hub.end();
    office = await openOffice({ disabledCommands: ['STARTTLS'] });
    openHub(office.port, { nowMs: startMs + 23 * 3_600_000 });
    await expect.poll(() => office?.heard.length).toBe(1);
  });
});

// What would do harm at each guarded door that changes something: a body that works for whoever may send it.
import { randomUUID } from 'node:crypto';
import type { SiteId } from '../../protocol/ids.ts';
import { commandOf } from '../../server/access/command-examples.test-support.ts';
import type { HttpDoor } from '../../server/access/doors.ts';
import type { World } from './world.ts';

const grants = [{ role: 'administrator', site: null }];

/** By method and path of the table; null: there is none for this door yet, and it must be given one. */
export const harmAt = (door: HttpDoor, { victims }: World, site: SiteId): object | null => {
  const { reservation, date, slotAtMs } = victims;
  const id = { commandId: randomUUID() };
  const place = { site, date, slotAtMs, procedure: 'certificate-renewal' };
  const asks = { ...id, session: `session-${randomUUID()}`, channel: 'telephone' };
  const hold = { ...id, session: 'session-of-another-person', site, date, hold: 'hold-of-another-one' };
  const to = { site, date, slotAtMs: slotAtMs + 3_600_000 };
  const slots = { kind: 'close', groups: null, fromMs: slotAtMs, toMs: slotAtMs + 3_600_000, reason: '停電' };
  const row = {
    line: 2,
    site,
    date,
    time: '10:00',
    procedure: 'certificate-renewal',
    name: '悪',
    kana: 'アク',
  };
  const device = { site, device: 'lobby-2', purpose: 'wall' };
  const bodies: Readonly<Record<string, object>> = {
    'POST /api/sites/:site/commands': {
      ...id,
      command: commandOf('issueTicket', { printAt: null, procedure: 'pin-reset' }),
    },
    'POST /api/sites/:site/tickets/:number/page': {},
    'POST /api/session/password': { old: 'whatever it was before', next: 'correct horse battery' },
    'POST /api/accounts': { id: `mallory-${randomUUID().slice(0, 8)}`, name: 'Mallory', grants },
    'PATCH /api/accounts/:id': { name: 'Mallory', grants },
    'POST /api/accounts/:id/close': {},
    'POST /api/accounts/:id/reopen': {},
    'POST /api/accounts/:id/sign-out': {},
    'POST /api/accounts/:id/password-link': { dropOld: true },
    'POST /api/accounts/:id/second/remove': {},
    'POST /api/keys': { name: `mallory-${randomUUID().slice(0, 8)}`, grants },
    'DELETE /api/keys/:key': {},
    'POST /api/devices': { code: 'ACD347', name: 'Mallory', place: device, replace: true },
    'POST /api/devices/code': { code: 'ACD347' },
    'PATCH /api/devices/:key': { name: 'Mallory' },
    'DELETE /api/devices/:key': {},
    'POST /api/reservations/holds': { ...asks, ...place },
    'POST /api/reservations/holds/extend': hold,
    'POST /api/reservations/holds/release': hold,
    'POST /api/reservations': {
      ...asks,
      ...place,
      contact: { name: '悪', kana: 'アク', phone: '09099999999' },
    },
    'POST /api/reservations/move': { ...asks, reservation, to },
    'POST /api/reservations/cancel': { ...id, reservation, note: 'x' },
    'POST /api/reservations/reached': { ...id, reservation, reached: true },
    'POST /api/reservations/import': { importId: '0'.repeat(32), step: 'hold', rows: [row] },
    'POST /api/reservations/search': { by: { field: 'kana', kana: 'ヒミツ' }, reason: 'residentAsks' },
    'POST /api/reservations/contact': { reservation, reason: 'residentAsks' },
    'POST /api/reservations/contact/change': {
      reservation,
      contact: { name: '悪', kana: 'アク', phone: '09099999999' },
    },
    'POST /api/reservations/:site/slots': { ...id, date, slots },
    'POST /api/reservations/:site/slots/back': { ...id, date, change: 'change-of-another' },
  };
  return bodies[`${door.method} ${door.path}`] ?? null;
};

/** The address of a door where there is something to harm. */
export const addressOf = ({ path }: HttpDoor, { victims }: World, site: SiteId): string => {
  const parts: Readonly<Record<string, string>> = {
    ':site': site,
    ':booth': '1',
    ':number': 'B001',
    ':code': '0123456789ABCDEF',
    ':date': victims.date,
    ':key': path.includes('/devices/') ? victims.device : victims.key,
    ':id': victims.account,
    ':file': `${'0'.repeat(32)}.wav`,
  };
  return path.replace(/:[a-z]+/g, (part) => parts[part] ?? part.slice(1)).replace('*', 'none.js');
};

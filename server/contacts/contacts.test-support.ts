// For tests of the vault: keys, people made up by fast-check, a vault whose audit and figures can be looked at.
import fc from 'fast-check';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { Contact } from '../../protocol/contacts.ts';
import { type Actor, ReservationId, StaffId } from '../../protocol/ids.ts';
import { createAudit } from '../audit/audit.ts';
import { parseAuditEntry } from '../audit/events.ts';
import type { EventLog } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { createContactFigures } from './figures.ts';
import { type KeyRing, makeKey, readKeys } from './keys.ts';
import { openSqliteContacts } from './sqlite-contacts.ts';
import type { ContactStore } from './store.ts';
import { createVault, type Reader, type VaultParts } from './vault.ts';

/** A ring of keys, newest first; fresh ones unless given. */
export const ringOf = (...lines: readonly string[]): KeyRing => {
  const read = readKeys((lines.length === 0 ? [makeKey().line] : lines).join('\n'));
  if (!read.ok) throw new Error(read.problem);
  return read.ring;
};

export const idOf = (name: string | number): ReservationId => ReservationId.parse(`reservation-${name}`);
export const sato: Actor = { kind: 'staff', id: StaffId.parse('sato') };
export const suzuki: Actor = { kind: 'staff', id: StaffId.parse('suzuki') };
/** Sato may read, nobody else. */
export const satoReads: Reader = { actor: sato, reason: 'checkIn' };
export const suzukiReads: Reader = { actor: suzuki, reason: 'residentAsks' };

export const hanako: Contact = Contact.parse({
  name: '山田 花子',
  kana: 'ヤマダ ハナコ',
  phone: '090-1234-5678',
  email: 'hanako@example.jp',
  note: '車いすで行きます',
});

/** Any contact that may be kept. */
export const anyContact: fc.Arbitrary<Contact> = fc
  .record(
    {
      name: fc.string({ unit: 'grapheme', maxLength: 40 }),
      kana: fc.string({ unit: fc.constantFrom(...'あかさアカサー '), minLength: 1, maxLength: 40 }),
      phone: fc.integer({ min: 10_000_000, max: 99_999_999 }).map((number) => `090${number}`),
      email: fc.emailAddress(),
      note: fc.string({ unit: 'binary', maxLength: 200 }),
    },
    { requiredKeys: [] },
  )
  .map((typed) => Contact.safeParse(typed))
  .filter((parsed) => parsed.success)
  .map(({ data }) => data as Contact);

export type TestVault = ReturnType<typeof openTestVault>;

/** In memory unless a store is given. */
export const openTestVault = (more: Partial<VaultParts> & { readonly log?: EventLog } = {}) => {
  const store: ContactStore = more.store ?? openSqliteContacts(':memory:');
  const log = more.log ?? openSqliteLog(':memory:');
  const registry = new Registry();
  const told: string[] = [];
  const vault = createVault({
    store,
    keys: ringOf(),
    audit: createAudit(log, 'town', 'hub'),
    mayRead: ({ actor }) => actor.kind === 'staff' && actor.id === 'sato',
    nowMs: () => 1_000,
    logger: pino({ level: 'trace' }, { write: (line) => void told.push(line) }),
    figures: createContactFigures(registry),
    ...more,
  });
  return {
    vault,
    store,
    log,
    /** Everything it logged. */
    told: () => told.join(''),
    audited: async () => {
      const streams = await log.streams('audit:town:');
      return (await Promise.all(streams.map((stream) => log.read(stream, 0)))).flat().map(parseAuditEntry);
    },
    /** A figure's value with its label, e.g. `junban_contact_reads_total{outcome="denied"}`. */
    figure: async (name: string) => {
      const line = (await registry.metrics()).split('\n').find((one) => one.startsWith(`${name} `));
      return Number(line?.split(' ')[1]);
    },
  };
};

/** All that must never be seen of a contact. */
export const textsOf = (contact: Contact): readonly string[] =>
  Object.values(contact).filter((value) => value !== undefined);

// The vault of personal data: kept sealed per reservation, read only by those who may with each read noted first, erased in time.
import { timingSafeEqual } from 'node:crypto';
import type { Logger } from 'pino';
import type { Contact, ReadReason } from '../../protocol/contacts.ts';
import type { Actor, ReservationId } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { type RefusalCode, refuse } from '../../protocol/refusals.ts';
import type { LinkSecret } from '../../protocol/reservation-ids.ts';
import type { Audit } from '../audit/audit.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { termsFor, termsOfContact } from './blind-index.ts';
import { ContactUnreadable, type KeptContact, openContact, sealContact } from './encryption.ts';
import type { ContactFigures } from './figures.ts';
import type { KeyRing } from './keys.ts';
import { createRotation, type RotationTurn } from './rotation.ts';
import type { ContactStore, SealedContact } from './store.ts';

export type Reader = { readonly actor: Actor; readonly reason: ReadReason };
/** Whether a role needs personal data for this; whoever is not known may not. */
export type MayRead = (reader: Reader) => boolean;
/** For a house without people. */
export const nobodyMayRead: MayRead = () => false;

/** Every call throws LogUnavailable, and nothing is told, while the store cannot be used. */
export type Vault = {
  /** False: there is no key. Nothing is put or read, but what is there is erased in time. */
  readonly isOpen: boolean;
  /** Keeps it until `untilMs` (keep-until.ts), with the secret of its link if there is one, in place of what was kept before. Refuses: vaultClosed. */
  put(
    reservation: ReservationId,
    contact: Contact,
    untilMs: number,
    link?: LinkSecret,
  ): Promise<Parsed<null>>;
  /**
   * Null: nothing is kept, or its time is up. The read is in the audit before anything is opened; LogUnavailable is
   * thrown when it cannot be noted. Refuses: vaultClosed, contactDenied, contactUnreadable.
   */
  read(reservation: ReservationId, reader: Reader): Promise<Parsed<Contact | null>>;
  /** As `read`, with the secret of the link: for messages to the person themself alone. */
  readKept(reservation: ReservationId, reader: Reader): Promise<Parsed<KeptContact | null>>;
  /** Another content, another time, or both; false: nothing is kept. Refuses: vaultClosed, contactUnreadable. */
  change(
    reservation: ReservationId,
    change: { readonly contact?: Contact; readonly untilMs?: number },
  ): Promise<Parsed<boolean>>;
  /** Erases what a booking put that was refused: it was kept for nobody, so nothing is noted. */
  forget(reservation: ReservationId): Promise<void>;
  /** Whether somebody knows the last four digits of the telephone number. Nothing of it is read to anybody. */
  proves(reservation: ReservationId, lastFour: string): Promise<boolean>;
  /**
   * Reservations of a person, by kana (whole, a part, its first two or three sounds) or telephone number (whole, its last
   * four digits), at most `limit`; the search is in the audit first. Refuses: vaultClosed, contactDenied.
   */
  search(
    asked: { readonly kana: string } | { readonly phone: string },
    reader: Reader,
    limit: number,
  ): Promise<Parsed<readonly ReservationId[]>>;
  /** Erases now, with or without a key; true when there was something. */
  erase(reservation: ReservationId, by: Actor): Promise<boolean>;
  /** Erases all whose time is up; how many. */
  eraseDue(nowMs: number): Promise<number>;
  /** Takes the last traces of what was erased out of the files (store.ts); false: to be asked again later. */
  sweep(): Promise<boolean>;
  /** Seals some records of older keys with the newest; to be called until `done`. */
  rotate(): Promise<RotationTurn>;
  count(): Promise<number>;
};

export type VaultParts = {
  readonly store: ContactStore;
  readonly keys: KeyRing | null;
  readonly audit: Audit;
  readonly mayRead: MayRead;
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
  readonly logger: Logger;
  readonly figures: ContactFigures;
};

/** Erased in one step, so that the hub goes on with other work between steps. */
const batch = 200;
const keeper: Actor = { kind: 'system', id: 'contact-keeper' };

const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
const bad = (code: RefusalCode, params = {}): Parsed<never> => ({ ok: false, refusal: refuse(code, params) });
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The vault over a store that is open; the store is closed by whoever opened it. */
export const createVault = (parts: VaultParts): Vault => {
  const { store, keys, audit, mayRead, nowMs, logger, figures } = parts;

  /** The content, or a refusal after the reason was reported. */
  const tryOpen = (ring: KeyRing, record: SealedContact): Parsed<KeptContact> => {
    try {
      return good(openContact(ring, record));
    } catch (error) {
      if (!(error instanceof ContactUnreadable)) throw error;
      const { reservation } = record;
      logger.error({ reservation, why: error.message }, 'personal data cannot be opened');
      figures.unreadable();
      return bad('contactUnreadable', { reservation });
    }
  };

  /** What was erased is gone already; a note that fails is told, and the erasure is not undone. */
  const noteErasure = async (by: Actor, event: Parameters<Audit['note']>[1]): Promise<void> => {
    try {
      await audit.note(by, event, nowMs());
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      logger.error({ erasure: event }, 'an erasure was done but could not be noted in the audit');
    }
  };

  const replaceWith = async (
    ring: KeyRing,
    reservation: ReservationId,
    change: { readonly contact?: Contact; readonly untilMs?: number },
  ): Promise<Parsed<boolean>> => {
    for (;;) {
      const before = await store.find(reservation);
      if (before === null || before.untilMs <= nowMs()) return good(false);
      const kept = tryOpen(ring, before);
      // What cannot be read any more can still be written anew; its link is lost.
      if (!kept.ok && change.contact === undefined) return kept;
      const { link, ...contact } = kept.ok ? kept.value : {};
      const changed = { ...(change.contact ?? contact), ...(link === undefined ? {} : { link }) };
      const after = sealContact(ring, reservation, changed, change.untilMs ?? before.untilMs);
      if (await store.replace(before, after)) {
        await store.index.put(reservation, termsOfContact(ring, changed));
        return good(true);
      }
    }
  };

  const readKept: Vault['readKept'] = async (reservation, reader) => {
    if (keys === null) return bad('vaultClosed');
    const outcome = mayRead(reader) ? 'allowed' : 'denied';
    const event = { type: 'contactAsked', reservation, reason: reader.reason, outcome } as const;
    await audit.note(reader.actor, event, nowMs());
    figures.asked(outcome);
    if (outcome === 'denied') return bad('contactDenied');
    const record = await store.find(reservation);
    if (record === null) return good(null);
    const contact = tryOpen(keys, record);
    // Asked after the seal is: a time that was tampered with must not pass for one that is up.
    return contact.ok && record.untilMs <= nowMs() ? good(null) : contact;
  };

  return {
    isOpen: keys !== null,
    put: async (reservation, contact, untilMs, link) => {
      if (keys === null) return bad('vaultClosed');
      const kept = link === undefined ? contact : { ...contact, link };
      await store.put(sealContact(keys, reservation, kept, untilMs));
      await store.index.put(reservation, termsOfContact(keys, contact));
      return good(null);
    },
    read: async (reservation, reader) => {
      const kept = await readKept(reservation, reader);
      if (!kept.ok || kept.value === null) return kept;
      const { link: _link, ...contact } = kept.value;
      return good(contact);
    },
    readKept,
    change: async (reservation, change) =>
      keys === null ? bad('vaultClosed') : replaceWith(keys, reservation, change),
    forget: async (reservation) => void (await store.erase(reservation)),
    proves: async (reservation, lastFour) => {
      const record = keys === null ? null : await store.find(reservation);
      if (keys === null || record === null || record.untilMs <= nowMs()) return false;
      const contact = tryOpen(keys, record);
      const { phone } = contact.ok ? contact.value : {};
      return phone !== undefined && timingSafeEqual(Buffer.from(phone.slice(-4)), Buffer.from(lastFour));
    },
    search: async (asked, reader, limit) => {
      if (keys === null) return bad('vaultClosed');
      const outcome = mayRead(reader) ? 'allowed' : 'denied';
      const field = 'kana' in asked ? 'kana' : 'phone';
      const event = { type: 'contactsSearched', field, reason: reader.reason, outcome } as const;
      await audit.note(reader.actor, event, nowMs());
      figures.asked(outcome);
      if (outcome === 'denied') return bad('contactDenied');
      const found = new Set<ReservationId>();
      for (const term of termsFor(keys, asked))
        for (const id of await store.index.find(term, limit)) found.add(id);
      return good([...found].slice(0, limit));
    },
    erase: async (reservation, by) => {
      if (!(await store.erase(reservation))) return false;
      figures.erased(1);
      await noteErasure(by, { type: 'contactErased', reservation });
      return true;
    },
    eraseDue: async (atMs) => {
      let count = 0;
      for (let erased = batch; erased === batch; await breathe()) {
        erased = await store.eraseDue(atMs, batch);
        count += erased;
        figures.erased(erased);
      }
      if (count > 0) await noteErasure(keeper, { type: 'dueContactsErased', count });
      return count;
    },
    sweep: () => store.sweep(),
    rotate: createRotation({ store, keys, logger, figures, nowMs }),
    count: () => store.count(),
  };
};

// Brings all records under the newest key, a page at a time; may be stopped anywhere and begun again.
import type { Logger } from 'pino';
import type { Contact } from '../../protocol/contacts.ts';
import type { ReservationId } from '../../protocol/ids.ts';
import { claimsRenewed, termsOfContact } from './blind-index.ts';
import { ContactUnreadable, openContact, sealContact } from './encryption.ts';
import type { ContactFigures } from './figures.ts';
import type { KeyRing } from './keys.ts';
import type { ContactStore, SealedContact } from './store.ts';

export type RotationTurn = {
  /** Records sealed anew in this turn. */
  readonly resealed: number;
  /** Records of this turn that do not open; they stay as they are. */
  readonly unreadable: number;
  /** True: the whole store was gone through; the next turn begins anew. */
  readonly done: boolean;
};

/** Records looked at in one turn: some milliseconds. */
const perTurn = 50;

export type RotationParts = {
  readonly store: ContactStore;
  readonly keys: KeyRing | null;
  readonly logger: Logger;
  readonly figures: ContactFigures;
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
};

/** One turn with each call. Without a key there is nothing to do. Throws LogUnavailable. */
export const createRotation = ({ store, keys, logger, figures, nowMs }: RotationParts) => {
  let cursor: string | null = null;

  /**
   * Made anew before the record is: a crash in between leaves a record of the old key, which comes again, never one of
   * the new key that nobody finds and whose number could book twice.
   */
  const reindex = async (ring: KeyRing, reservation: ReservationId, contact: Contact): Promise<void> => {
    const { index } = store;
    await index.put(reservation, termsOfContact(ring, contact));
    if (contact.phone === undefined) return;
    for (const claim of claimsRenewed(ring, await index.claimsOf(reservation), contact.phone))
      await index.claim(claim, reservation, nowMs(), null);
  };
  /** It was erased while its terms were made anew: they go too. */
  const withdraw = async (reservation: ReservationId): Promise<void> => {
    if ((await store.find(reservation)) !== null) return;
    await store.index.put(reservation, []);
    await store.index.release(reservation);
  };

  /** False when it does not open. A record that was changed or erased meanwhile needs nothing more. */
  const reseal = async (ring: KeyRing, record: SealedContact): Promise<boolean> => {
    try {
      const contact = openContact(ring, record);
      const { reservation, untilMs } = record;
      await reindex(ring, reservation, contact);
      if (await store.replace(record, sealContact(ring, reservation, contact, untilMs))) figures.resealed();
      else await withdraw(reservation);
      return true;
    } catch (error) {
      if (!(error instanceof ContactUnreadable)) throw error;
      logger.error({ reservation: record.reservation, why: error.message }, 'personal data cannot be opened');
      figures.unreadable();
      return false;
    }
  };

  return async (): Promise<RotationTurn> => {
    if (keys === null) return { resealed: 0, unreadable: 0, done: true };
    const { records, next } = await store.page(cursor, perTurn);
    const old = records.filter(({ keyId }) => keyId !== keys.newest.id);
    let unreadable = 0;
    for (const record of old) if (!(await reseal(keys, record))) unreadable += 1;
    cursor = next;
    return { resealed: old.length - unreadable, unreadable, done: next === null };
  };
};

/** How many records each key has sealed. Throws LogUnavailable. */
export const countByKey = async (store: Pick<ContactStore, 'page'>): Promise<ReadonlyMap<string, number>> => {
  const keyOf = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ContactStore['page']>> = await store.page(cursor, 500);
    for (const { reservation, keyId } of page.records) keyOf.set(reservation, keyId);
    cursor = page.next;
  } while (cursor !== null);
  const counts = new Map<string, number>();
  for (const keyId of keyOf.values()) counts.set(keyId, (counts.get(keyId) ?? 0) + 1);
  return counts;
};

// Where sealed contacts lie: one contract, two stores (SQLite, Redis); none of them can read what it keeps.
import type { ReservationId } from '../../protocol/ids.ts';
import type { ContactIndex } from './index-store.ts';

export type SealedContact = {
  readonly reservation: ReservationId;
  /** When it is to be erased, epoch ms. */
  readonly untilMs: number;
  readonly schema: number;
  readonly keyId: string;
  /** Nonce, encrypted content, tag. */
  readonly sealed: Buffer;
};

export type ContactPage = {
  readonly records: readonly SealedContact[];
  /** Gives the next page; null: this was the last. */
  readonly next: string | null;
};

/** Every call throws LogUnavailable while the store cannot be used. Passes test/contracts. */
export type ContactStore = {
  /** Keeps a record, in place of an earlier one of the same reservation; on disk when it resolves. */
  put(record: SealedContact): Promise<void>;
  find(reservation: ReservationId): Promise<SealedContact | null>;
  /** Keeps `after` if `before` is still what lies there. False, and nothing is done, when it was changed or erased. */
  replace(before: SealedContact, after: SealedContact): Promise<boolean>;
  /** True when there was one. */
  erase(reservation: ReservationId): Promise<boolean>;
  /** Erases records whose time is up at `nowMs`, at most `limit`; how many. */
  eraseDue(nowMs: number, limit: number): Promise<number>;
  /**
   * Takes the last traces of what was erased or replaced out of the files. May hold up other work for some tens of
   * milliseconds: for the night. False: not all of it yet; to be asked again later.
   */
  sweep(): Promise<boolean>;
  /** About `limit` records from a cursor (null: the first); all that are there throughout come once at least. */
  page(cursor: string | null, limit: number): Promise<ContactPage>;
  count(): Promise<number>;
  /** By which people are found; goes with the record. */
  readonly index: ContactIndex;
  close(): Promise<void>;
};

// Seals personal data and opens it again: AES-256-GCM, a fresh nonce each time, bound to where and how long it is kept.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Contact } from '../../protocol/contacts.ts';
import type { ReservationId } from '../../protocol/ids.ts';
import { LinkSecret } from '../../protocol/reservation-ids.ts';
import type { KeyRing } from './keys.ts';
import type { SealedContact } from './store.ts';

/** Version of what is sealed; a later one is opened by later code only. */
export const sealSchema = 1;
/** 96 bits, as NIST SP 800-38D recommends; at random, so one key is good for 2^32 records. */
const nonceBytes = 12;
const tagBytes = 16;
/** Lengths are hidden up to a multiple of this. */
const blockBytes = 256;

/** What is sealed: the person's data, and the secret of their link, so that a message can lead to the reservation. */
export const KeptContact = Contact.safeExtend({ link: LinkSecret.optional() });
export type KeptContact = Contact & { readonly link?: LinkSecret | undefined };

/** A kept record cannot be opened; the message says why and holds nothing of its content. */
export class ContactUnreadable extends Error {
  override name = 'ContactUnreadable';
}

/** What the seal holds fast beside the content: a record moved, kept longer or given another key does not open. */
const boundTo = ({ schema, keyId, reservation, untilMs }: Omit<SealedContact, 'sealed'>): Buffer =>
  Buffer.from(JSON.stringify(['junban contact', schema, keyId, reservation, untilMs]));

/** Trailing spaces mean nothing to JSON. */
const padded = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  const length = Math.ceil(bytes.length / blockBytes) * blockBytes;
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, ' ')]);
};

/** Seals with the newest key. `untilMs`: when it is to be erased, epoch ms. */
export const sealContact = (
  keys: KeyRing,
  reservation: ReservationId,
  contact: KeptContact,
  untilMs: number,
): SealedContact => {
  const place = { reservation, untilMs, schema: sealSchema, keyId: keys.newest.id };
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keys.newest.secret, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(place));
  const content = Buffer.concat([cipher.update(padded(JSON.stringify(contact))), cipher.final()]);
  return { ...place, sealed: Buffer.concat([nonce, content, cipher.getAuthTag()]) };
};

const decrypt = (keys: KeyRing, record: SealedContact): Buffer => {
  const { keyId, schema, sealed } = record;
  const key = keys.of(keyId);
  if (key === null) throw new ContactUnreadable(`its key ${keyId} is not among the keys given to the hub`);
  if (schema !== sealSchema) {
    throw new ContactUnreadable(`it has schema ${schema}; this hub knows ${sealSchema}`);
  }
  if (sealed.length < nonceBytes + tagBytes + blockBytes) {
    throw new ContactUnreadable(`it has only ${sealed.length} bytes: a part is missing`);
  }
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: tagBytes });
  decipher.setAAD(boundTo(record));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    throw new ContactUnreadable('it does not fit its seal: altered, or moved from another place');
  }
};

/** The content, when all of the record is as it was sealed. Throws ContactUnreadable. */
export const openContact = (keys: KeyRing, record: SealedContact): KeptContact => {
  const bytes = decrypt(keys, record);
  const parsed = KeptContact.safeParse(JSON.parse(bytes.toString()));
  if (!parsed.success) throw new ContactUnreadable('it was sealed with fields that this hub does not know');
  return parsed.data;
};

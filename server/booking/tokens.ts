// What is made of a session's token: its hash, the id and secret of what it books. The same request gives the same again.
import { createHash } from 'node:crypto';
import type { BusinessDate, CommandId, ReservationId, SiteId } from '../../protocol/ids.ts';
import {
  type BookingSession,
  codeAlphabet,
  codeCheck,
  type LinkSecret,
  type OwnerHash,
  type ReservationCode,
} from '../../protocol/reservation-ids.ts';

/** Crockford's base 32: no I, L, O, U. */
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const digest = (...parts: readonly string[]): Buffer =>
  createHash('sha256').update(JSON.stringify(parts)).digest();
const characters = (bytes: Buffer, count: number): string =>
  Array.from(bytes.subarray(0, count), (byte) => crockford.charAt(byte % 32)).join('');

/** 162 bits: nobody finds another token of the same hash. */
const shortHash = (...parts: readonly string[]): OwnerHash =>
  digest(...parts)
    .toString('base64url')
    .slice(0, 27) as OwnerHash;

/** Whose a hold is; the token itself is nowhere kept. */
export const ownerOf = (session: BookingSession): OwnerHash => shortHash('junban booking session', session);

/** 80 bits for the id of what a request books; sent again after a lost answer it books the same. */
export const randomOf = (session: BookingSession, commandId: CommandId): string =>
  characters(digest('junban reservation', session, commandId), 16);

/** The secret of its link: 80 bits that only who knows the session's token can make. */
export const secretOf = (session: BookingSession, commandId: CommandId): LinkSecret =>
  characters(digest('junban link', session, commandId), 16) as LinkSecret;

/** Bound to the reservation. 80 random bits need no key, and one that was lost would lock every resident out. */
export const secretHash = (reservation: ReservationId, secret: LinkSecret): OwnerHash =>
  shortHash('junban link hash', reservation, secret);

const dayMs = 86_400_000;
const siteBits = 10;
const dateBits = 9;
const randomBits = 21;
/** More than how far ahead anybody books, with what is past. */
const daysBack = 100;

const siteNumber = (site: SiteId): number => digest('junban site', site).readUInt32BE(0) >>> (32 - siteBits);
const dayNumber = (date: BusinessDate): number => Math.floor(Date.parse(date) / dayMs);

/** Of 8 characters: where it was made (10 + 9 bits) and 21 random ones, then the check character. */
const codeAt = (site: SiteId, date: BusinessDate, random: number): ReservationCode => {
  let value = BigInt(siteNumber(site));
  value = (value << BigInt(dateBits)) | BigInt(dayNumber(date) % 2 ** dateBits);
  value = (value << BigInt(randomBits)) | BigInt(random);
  let text = '';
  for (let i = 0; i < 8; i += 1) {
    text = codeAlphabet.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return `${text}${codeCheck(text)}` as ReservationCode;
};

/** Codes for one reservation: should the first be another's on that day, the next is taken. */
export const codesFor = (site: SiteId, date: BusinessDate, random: string): readonly ReservationCode[] =>
  Array.from({ length: 6 }, (_, n) =>
    codeAt(site, date, digest('junban code', random, String(n)).readUInt32BE(0) >>> (32 - randomBits)),
  );

/** The dates and sites at which a code may have been made: one date, and the sites whose number it bears. */
export const placesOfCode = (
  code: ReservationCode,
  sites: Iterable<SiteId>,
  today: BusinessDate,
): { readonly sites: readonly SiteId[]; readonly date: BusinessDate } => {
  let value = 0n;
  for (const character of code.slice(0, 8)) value = (value << 5n) | BigInt(codeAlphabet.indexOf(character));
  value >>= BigInt(randomBits);
  const wanted = Number(value & BigInt(2 ** dateBits - 1));
  const number = Number(value >> BigInt(dateBits));
  const first = dayNumber(today) - daysBack;
  const day = first + ((((wanted - first) % 2 ** dateBits) + 2 ** dateBits) % 2 ** dateBits);
  const date = new Date(day * dayMs).toISOString().slice(0, 10) as BusinessDate;
  return { sites: [...sites].filter((site) => siteNumber(site) === number), date };
};

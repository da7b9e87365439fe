// Terms of people: keyed hashes of telephone number and kana, by which they are found without being readable.
import { createHmac, type KeyObject } from 'node:crypto';
import { type Contact, normaliseKana, normalisePhone } from '../../protocol/contacts.ts';
import type { SlotGroupId } from '../../protocol/ids.ts';
import type { KeyRing } from './keys.ts';

type TermKind = 'phone' | 'kana' | `claim:${string}`;

const termWith = (secret: KeyObject, kind: TermKind, text: string): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['junban blind index', kind, text]))
    .digest('base64url')
    .slice(0, 32);

/** Of every key that is known: what an older key made is found until it is made anew. */
const termsOf = (keys: KeyRing, kind: TermKind, text: string): readonly string[] =>
  keys.all.map(({ secret }) => termWith(secret, kind, text));

const claimWith = (secret: KeyObject, group: string, phone: string): string =>
  `${group}:${termWith(secret, `claim:${group}`, phone)}`;
/** What a reservation of a group claims for a telephone number, under every key; the group stands in front, readable. */
export const claimsFor = (keys: KeyRing, group: SlotGroupId, phone: string): readonly string[] =>
  keys.all.map(({ secret }) => claimWith(secret, group, phone));
/** What takes the place of claims made for this telephone number under older keys: the same under the newest. */
export const claimsRenewed = (keys: KeyRing, claims: readonly string[], phone: string): readonly string[] => {
  const groups = new Set(claims.map((claim) => claim.slice(0, claim.indexOf(':'))).filter(Boolean));
  return [...groups]
    .filter((group) => keys.all.some(({ secret }) => claims.includes(claimWith(secret, group, phone))))
    .map((group) => claimWith(keys.newest.secret, group, phone))
    .filter((claim) => !claims.includes(claim));
};

/** Without spaces: people write their names with and without. */
const plainKana = (text: string): string => normaliseKana(text).replaceAll(/[\s・]/g, '');

/** By the whole name, by each part of it, and by the first two and three sounds. */
const kanaTexts = (kana: string): readonly string[] => {
  const whole = plainKana(kana);
  const parts = normaliseKana(kana).split(/[\s・]+/);
  return [...new Set([whole, ...parts, whole.slice(0, 2), whole.slice(0, 3)])].filter(
    (text) => text.length >= 2,
  );
};

/** What a contact is found by: newest key only. */
export const termsOfContact = ({ newest }: KeyRing, { phone, kana }: Contact): readonly string[] => [
  ...(phone === undefined
    ? []
    : [phone, phone.slice(-4)].map((text) => termWith(newest.secret, 'phone', text))),
  ...(kana === undefined ? [] : kanaTexts(kana).map((text) => termWith(newest.secret, 'kana', text))),
];

/** The terms that answer what somebody typed. */
export const termsFor = (
  keys: KeyRing,
  asked: { readonly kana: string } | { readonly phone: string },
): readonly string[] =>
  'kana' in asked
    ? termsOf(keys, 'kana', plainKana(asked.kana))
    : termsOf(keys, 'phone', normalisePhone(asked.phone));

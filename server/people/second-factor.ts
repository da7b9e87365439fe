// A second proof beside the password: codes of an app on the person's phone (TOTP, RFC 6238), and recovery codes for when it is lost.
import { createHash, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import type { Role } from '../../protocol/access.ts';
import type { StaffId } from '../../protocol/ids.ts';
import type { Notes } from '../expiring/store.ts';
import { type Cost, newSalt, saltedHash } from './passwords.ts';
import type { Account } from './register/state.ts';

/** RFC 4226 asks for 128 bits at least and recommends 160. */
const secretBytes = 20;
const periodSeconds = 30;
/** A code of the step before or after is good too: clocks of phones differ (RFC 6238, 5.2). */
const stepsOff = 1;
/** How long a secret that was shown waits for its first code, ms. */
const pendingMs = 15 * 60_000;
/** How long a used code is remembered: longer than it could be good, ms. */
const usedMs = 5 * 60_000;
export const recoveryCodeCount = 10;
/** Crockford's letters: none is taken for another. 32 to the power of 12 are 60 bits. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const recoveryLength = 12;

const Kept = z.strictObject({
  secret: z.string().regex(/^[A-Z2-7]{32}$/),
  /** Of the person's recovery codes. */
  salt: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
});
type Kept = z.infer<typeof Kept>;

/** What a phone's app needs, as text and as the address that stands in the QR code. */
export type NewSecret = { readonly secret: string; readonly uri: string };
export type Checked = { readonly how: 'code' } | { readonly how: 'recovery'; readonly left: number } | null;

/** All throw LogUnavailable while the store is away. */
export type SecondFactor = {
  has(id: StaffId): Promise<boolean>;
  /** The settings ask for it of one of the roles that the person holds. */
  isNeededBy(account: Pick<Account, 'grants'>): boolean;
  /** A new secret; nothing changes until a code of it was shown. */
  begin(id: StaffId): Promise<NewSecret>;
  /** Takes the secret of `begin` into use, and gives recovery codes, shown this once. Null: no code of it, or it waited too long. */
  confirm(id: StaffId, code: string): Promise<readonly string[] | null>;
  /** A code of the app, or a recovery code; each is good once. Null: neither. */
  check(id: StaffId, typed: string): Promise<Checked>;
  remove(id: StaffId): Promise<void>;
};

/** Names a secret without telling it: 160 random bits need no salt. */
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const secretNote = (id: string): string => `second:secret:${id}`;
const pendingNote = (id: string): string => `second:pending:${id}`;
const usedNote = (id: string, secret: string, step: number): string =>
  `second:used:${id}:${hashOf(secret).slice(0, 16)}:${step}`;
const recoveryNotes = (id: string): string => `second:recovery:${id}:`;

const newRecoveryCode = (): string =>
  Array.from({ length: recoveryLength }, () => letters[randomInt(letters.length)]).join('');
/** As it is shown and written down: 4F7K-… in groups of four. */
const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');
/** As it is typed: small letters, spaces, full-width digits, and letters that look like digits. */
const plain = (typed: string): string =>
  typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

export const createSecondFactor = (parts: {
  readonly notes: Notes;
  /** Whose it is, as the app shows it. */
  readonly issuer: string;
  readonly roles: readonly Role[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** What the hash of a recovery code costs, as that of a password. */
  readonly cost?: Cost;
}): SecondFactor => {
  const { notes, issuer, roles, now, cost } = parts;
  const recoveryNote = async (id: string, code: string, salt: string): Promise<string> =>
    `${recoveryNotes(id)}${await saltedHash(code, salt, cost)}`;
  const totpOf = (id: string, secret: string): TOTP =>
    new TOTP({
      issuer,
      label: id,
      algorithm: 'SHA1',
      digits: 6,
      period: periodSeconds,
      secret: Secret.fromBase32(secret),
    });

  /** The step of which the code is; null: of none that is good now. */
  const stepOf = (id: string, secret: string, code: string): number | null => {
    if (!/^\d{6}$/.test(code)) return null;
    const timestamp = now();
    const off = totpOf(id, secret).validate({ token: code, timestamp, window: stepsOff });
    return off === null ? null : Math.floor(timestamp / 1_000 / periodSeconds) + off;
  };
  /** True once for each step, at whichever hub: who looked over a shoulder comes too late. */
  const spend = (id: string, secret: string, step: number): Promise<boolean> =>
    notes.add(usedNote(id, secret, step), 'used', usedMs);
  const dropRecovery = async (id: string): Promise<void> => {
    for (const { key } of await notes.list(recoveryNotes(id))) await notes.remove(key);
  };
  const kept = async (id: string): Promise<Kept | null> => {
    const note = await notes.get(secretNote(id));
    return note === null ? null : Kept.parse(JSON.parse(note));
  };

  return {
    has: async (id) => (await notes.get(secretNote(id))) !== null,
    isNeededBy: ({ grants }) => grants.some(({ role }) => roles.includes(role)),
    begin: async (id) => {
      const secret = new Secret({ size: secretBytes }).base32;
      await notes.put(pendingNote(id), secret, pendingMs);
      return { secret, uri: totpOf(id, secret).toString() };
    },
    confirm: async (id, code) => {
      const secret = await notes.get(pendingNote(id));
      const step = secret === null ? null : stepOf(id, secret, plain(code));
      if (secret === null || step === null || !(await spend(id, secret, step))) return null;
      // Of two pages at once one takes it.
      if ((await notes.take(pendingNote(id))) !== secret) return null;
      const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
      const salt = newSalt();
      await dropRecovery(id);
      // One after the other, so that they take the memory of one.
      for (const one of codes) await notes.put(await recoveryNote(id, one, salt), 'good', null);
      await notes.put(secretNote(id), JSON.stringify({ secret, salt } satisfies Kept), null);
      return codes.map(inGroups);
    },
    check: async (id, typed) => {
      const own = await kept(id);
      if (own === null) return null;
      const { secret, salt } = own;
      const code = plain(typed);
      if (code.length === recoveryLength) {
        if ((await notes.take(await recoveryNote(id, code, salt))) === null) return null;
        return { how: 'recovery', left: (await notes.list(recoveryNotes(id))).length };
      }
      const step = stepOf(id, secret, code);
      return step !== null && (await spend(id, secret, step)) ? { how: 'code' } : null;
    },
    remove: async (id) => {
      await notes.remove(secretNote(id));
      await notes.remove(pendingNote(id));
      await dropRecovery(id);
    },
  };
};

// The keys of the vault: read from one text, newest first; known to the store by a name made from the key's hash.
import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

export type VaultKey = {
  /** 16 hexadecimal digits; tells nothing about the key. */
  readonly id: string;
  /** An object of Node that no log line prints. */
  readonly secret: KeyObject;
};

/** New records are sealed with `newest`; older keys only open. */
export type KeyRing = {
  readonly newest: VaultKey;
  readonly all: readonly VaultKey[];
  of(id: string): VaultKey | null;
};

export type ReadKeys =
  | { readonly ok: true; readonly ring: KeyRing }
  | { readonly ok: false; readonly problem: string };

/** AES-256. */
export const keyBytes = 32;
/** More than anybody rotates through at once. */
const mostKeys = 32;

const idOf = (bytes: Buffer): string =>
  createHash('sha256').update('junban vault key id\0').update(bytes).digest('hex').slice(0, 16);

/** A fresh key as a line for the key file, and its name. */
export const makeKey = (): { readonly id: string; readonly line: string } => {
  const bytes = randomBytes(keyBytes);
  return { id: idOf(bytes), line: bytes.toString('base64') };
};

const right = 'must be 32 random bytes in base64 (44 characters); npm run keys -- new makes one';

const readKey = (text: string): VaultKey | null => {
  const bytes = Buffer.from(text, 'base64');
  // Written back it must be the same: Node skips what is no base64.
  if (bytes.length !== keyBytes || bytes.toString('base64') !== text) return null;
  const key = { id: idOf(bytes), secret: createSecretKey(bytes) };
  bytes.fill(0);
  return key;
};

/** Reads keys one a line, newest first; blank lines and lines that begin with # are left out. Never repeats a key in its words. */
export const readKeys = (text: string): ReadKeys => {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ place: index + 1, line: line.trim() }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  if (lines.length > mostKeys) return { ok: false, problem: `must hold at most ${mostKeys} keys` };
  const all: VaultKey[] = [];
  for (const { place, line } of lines) {
    const key = readKey(line);
    if (key === null) return { ok: false, problem: `key in line ${place} ${right}` };
    if (all.some(({ id }) => id === key.id)) {
      return { ok: false, problem: `key in line ${place} must not stand there twice` };
    }
    all.push(key);
  }
  const [newest] = all;
  if (newest === undefined) return { ok: false, problem: `must hold a key: ${right}` };
  return { ok: true, ring: { newest, all, of: (id) => all.find((key) => key.id === id) ?? null } };
};

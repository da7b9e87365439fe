// The key with which a hub signs how far a stream had come: Ed25519, in the data folder, readable by its owner alone.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveRefused } from './format.ts';
import type { Head } from './heads.ts';

export const headKeyFile = 'heads.key';
/** Beside it, to be given to whoever checks: PEM, no secret. */
export const publicHeadKeyFile = 'heads.pub';

/** A signature names its key: 16 hex digits of it, a dot, 64 bytes in base64url. */
export const signatureShape = /^[0-9a-f]{16}\.[A-Za-z0-9_-]{86}$/;

export type HeadSigner = { readonly id: string; sign(head: Head): string };
/** Whether one of the trusted keys has signed this head. */
export type Vouching = (head: Head, signature: string | undefined) => boolean;

const bytesOf = ({ stream, version, head }: Head): Buffer =>
  Buffer.from(`junban head ${stream} ${version} ${head}`);
const idOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
const refused = (path: string, error: unknown): ArchiveRefused =>
  new ArchiveRefused(`${path} cannot be read: ${(error as Error).message}.`, { cause: error });

const signerOf = (key: KeyObject): HeadSigner => {
  const id = idOf(createPublicKey(key));
  return { id, sign: (head) => `${id}.${sign(null, bytesOf(head), key).toString('base64url')}` };
};

/** The key of a data folder; null: no hub has made one there yet. Throws ArchiveRefused. */
export const readHeadKey = (folder: string): HeadSigner | null => {
  const path = join(folder, headKeyFile);
  try {
    if ((statSync(path).mode & 0o077) !== 0) {
      throw new ArchiveRefused(`${path} can be read by others than its owner; chmod 600 it.`);
    }
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === 'ed25519') return signerOf(key);
  } catch (error) {
    if (missing(error)) return null;
    throw error instanceof ArchiveRefused ? error : refused(path, error);
  }
  throw new ArchiveRefused(
    `${path} is no Ed25519 key; put the one of this hub back, or remove it and start the hub.`,
  );
};

/** The same, made when there is none. Throws ArchiveRefused. */
export const openHeadKey = (folder: string): HeadSigner => {
  const known = readHeadKey(folder);
  if (known !== null) return known;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  try {
    writeFileSync(join(folder, headKeyFile), pem, { mode: 0o600, flag: 'wx' });
    writeFileSync(join(folder, publicHeadKeyFile), publicKey.export({ type: 'spki', format: 'pem' }), {
      mode: 0o644,
    });
  } catch (error) {
    throw new ArchiveRefused(`${join(folder, headKeyFile)} cannot be written: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  return signerOf(privateKey);
};

const publicIn = (path: string): KeyObject => {
  try {
    const key = createPublicKey(readFileSync(path));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw refused(path, error);
  }
  throw new ArchiveRefused(
    `${path} is no Ed25519 key; give the ${publicHeadKeyFile} of a hub's data folder.`,
  );
};

/** Believes the key of the data folder, if it has one, and those in the files. Throws ArchiveRefused. */
export const createVouching = (folder: string | null, files: readonly string[] = []): Vouching => {
  const own = folder === null || readHeadKey(folder) === null ? [] : [join(folder, headKeyFile)];
  const keys = new Map([...own, ...files].map(publicIn).map((key) => [idOf(key), key]));
  return (head, signature) => {
    if (signature === undefined || !signatureShape.test(signature)) return false;
    const [id = '', text = ''] = signature.split('.');
    const key = keys.get(id);
    return key !== undefined && verify(null, bytesOf(head), key, Buffer.from(text, 'base64url'));
  };
};

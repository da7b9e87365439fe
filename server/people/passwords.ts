// Passwords as argon2id hashes: computed beside the event loop, at most a few at once, so that time and memory are bounded.
import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

export type Cost = {
  /** Memory of one computation, KiB. */
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
};
/** What OWASP's Password Storage Cheat Sheet asks for at least (m=19 MiB, t=2, p=1). May be raised: old hashes still hold. */
export const cost: Cost = { memoryKiB: 19_456, passes: 2, parallelism: 1 };
const tagBytes = 32;
const saltBytes = 16;

const compute = promisify<'argon2id', Argon2Parameters, Buffer>(argon2 as never);
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
/** The same letters typed with another keyboard are the same password (full width, composed marks). */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'), 'utf8');

const tagOf = (password: string, nonce: Buffer, at: Cost, tagLength: number): Promise<Buffer> =>
  compute('argon2id', {
    message: bytesOf(password),
    nonce,
    memory: at.memoryKiB,
    passes: at.passes,
    parallelism: at.parallelism,
    tagLength,
  });

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, as other programs write it too. */
export const hashPassword = async (password: string, at: Cost = cost): Promise<string> => {
  const salt = randomBytes(saltBytes);
  const tag = await tagOf(password, salt, at, tagBytes);
  const figures = `m=${at.memoryKiB},t=${at.passes},p=${at.parallelism}`;
  return `$argon2id$v=19$${figures}$${base64(salt)}$${base64(tag)}`;
};

/** A salt for `saltedHash`: 128 random bits in base64url. */
export const newSalt = (): string => randomBytes(saltBytes).toString('base64url');

/** For secrets of one person that share a salt, so that each is found by its hash: argon2id, 64 hex digits. */
export const saltedHash = async (text: string, salt: string, at: Cost = cost): Promise<string> =>
  (await tagOf(text, Buffer.from(salt, 'base64url'), at, tagBytes)).toString('hex');

const form =
  /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,88})\$([A-Za-z0-9+/]{16,88})$/;

export type Checked = {
  readonly right: boolean;
  /** Right, but computed at another cost than is asked for today: to be hashed again. */
  readonly old: boolean;
};

/** Throws Error when the hash is none of ours. */
export const checkPassword = async (password: string, hash: string, at: Cost = cost): Promise<Checked> => {
  const parts = form.exec(hash);
  if (parts === null) throw new Error('a password hash cannot be read');
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts;
  const kept: Cost = {
    memoryKiB: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  };
  const wanted = Buffer.from(tag, 'base64');
  const given = await tagOf(password, Buffer.from(salt, 'base64'), kept, wanted.length);
  const right = timingSafeEqual(given, wanted);
  const same =
    kept.memoryKiB === at.memoryKiB && kept.passes === at.passes && kept.parallelism === at.parallelism;
  return { right, old: right && !same };
};

/** A hash that no password fits, for names that nobody has: they take as long as others. */
export const nobodysHash = (at: Cost = cost): string =>
  `$argon2id$v=19$m=${at.memoryKiB},t=${at.passes},p=${at.parallelism}$${base64(randomBytes(saltBytes))}$${base64(randomBytes(tagBytes))}`;

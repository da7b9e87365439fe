// What devices are known by: codes that people type, secrets to ask with, and the hashes of keys.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { KeyId } from '../../../protocol/ids.ts';
import { codeAlphabet, codeLength } from '../../../protocol/wire-devices.ts';

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Six characters that are not mistaken for others. */
export const newPairingCode = (): string => pick(codeAlphabet, codeLength);

export const newKeyId = (): KeyId => KeyId.parse(pick('abcdefghijklmnopqrstuvwxyz0123456789', 12));

/** 256 random bits as base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** SHA-256 in lower-case hex. Keys and secrets are random: they need no salt and no slow hash. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

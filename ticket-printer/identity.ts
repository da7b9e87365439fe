// Who this agent is, in its data folder: its key with its place, or the pairing that it waits for. Readable by its owner only.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { z } from 'zod';
import { DevicePlace } from '../protocol/access.ts';
import { KeptPairing } from '../protocol/pairing-line.ts';
import { SecretKey } from '../protocol/wire-devices.ts';
import { replaceFile } from './journal.ts';

const Identity = z.strictObject({
  key: SecretKey.nullable(),
  place: DevicePlace.nullable().describe('Where it stands, or stood last'),
  pairing: KeptPairing.nullable(),
  printedCode: z.string().max(10).nullable().describe('The code that is on paper already'),
});
export type Identity = Readonly<z.infer<typeof Identity>>;

const nobody: Identity = { key: null, place: null, pairing: null, printedCode: null };

export type IdentityStore = {
  current(): Identity;
  /** On disk, whole or not at all, when it returns. A disk that does not take it is told in the log; the change holds. */
  change(change: Partial<Identity>): void;
};

/** 256 random bits as base64url. */
export const newKey = (): string => randomBytes(32).toString('base64url');
export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

const read = (path: string, logger: Logger): Identity => {
  try {
    return Identity.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      logger.error({ path, error: String(error) }, 'the key of this agent cannot be read: it pairs again');
    return nobody;
  }
};

export const openIdentity = (path: string, logger: Logger): IdentityStore => {
  let current = read(path, logger);
  return {
    current: () => current,
    change: (change) => {
      current = { ...current, ...change };
      try {
        replaceFile(path, Buffer.from(`${JSON.stringify(current, null, 1)}\n`));
      } catch (error) {
        logger.error({ path, error: String(error) }, 'the key of this agent cannot be kept');
      }
    },
  };
};

// The pass of a session: its key, signed with a secret that all hubs on one Redis share.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RedisDoor } from '../redis/client.ts';
import { newToken } from './sessions.ts';

export type Passes = {
  passFor(key: string): Promise<string>;
  /** The key in a pass that one of our hubs has signed; null: none has. */
  keyIn(pass: string): Promise<string | null>;
};

/** The secret is made once, by whichever hub comes first, and kept for all. */
export const createPasses = (door: RedisDoor, secretKey: string): Passes => {
  let secret: Promise<string> | null = null;
  const readSecret = async (): Promise<string> => {
    await door.send(secretKey, ['SET', secretKey, newToken(), 'NX']);
    return String(await door.send(secretKey, ['GET', secretKey]));
  };
  const sign = async (key: string): Promise<string> => {
    secret ??= readSecret().catch((error: unknown) => {
      secret = null;
      throw error;
    });
    return createHmac('sha256', await secret)
      .update(key)
      .digest('base64url');
  };
  return {
    passFor: async (key) => `${key}.${await sign(key)}`,
    keyIn: async (pass) => {
      const [key = '', signature = ''] = pass.split('.');
      if (!/^[0-9a-f]{64}$/.test(key)) return null;
      const right = Buffer.from(await sign(key));
      const given = Buffer.from(signature);
      return right.length === given.length && timingSafeEqual(right, given) ? key : null;
    },
  };
};

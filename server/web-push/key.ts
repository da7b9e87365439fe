// The key that the hub shows to push services (VAPID, RFC 8292): 32 random bytes on P-256, from which the public half follows.
import { createECDH } from 'node:crypto';

export type WebPushKey = { readonly privateKey: string; readonly publicKey: string };

const curve = 'prime256v1';

/** The pair of a private key in base64url; null: it is no such key. */
export const webPushKeyFrom = (privateKey: string): WebPushKey | null => {
  if (!/^[A-Za-z0-9_-]{43}$/.test(privateKey)) return null;
  const pair = createECDH(curve);
  try {
    pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
    return { privateKey, publicKey: pair.getPublicKey().toString('base64url') };
  } catch {
    // Zero, or beyond the order of the curve.
    return null;
  }
};

/** A fresh one. */
export const makeWebPushKey = (): WebPushKey => {
  for (;;) {
    const pair = createECDH(curve);
    pair.generateKeys();
    // Node leaves leading zeros out, which a key in a file must have.
    const bytes = pair.getPrivateKey();
    const key = webPushKeyFrom(Buffer.concat([Buffer.alloc(32 - bytes.length), bytes]).toString('base64url'));
    if (key !== null) return key;
  }
};

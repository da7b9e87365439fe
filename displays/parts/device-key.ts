// The key of this screen in its browser: made here, shown to the hub only, and what is kept while it waits to be accepted.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { KeptPairing } from '../../protocol/pairing-line.ts';
import { SecretKey } from '../../protocol/wire-devices.ts';
import type { SafeStorage } from './safe-storage.ts';

const keyName = 'junban.key';
const pairingName = 'junban.pairing';

export type DeviceKeyStore = {
  key(): string | null;
  /** null: forget it. */
  keepKey(key: string | null): void;
  pairing(): KeptPairing | null;
  keepPairing(pairing: KeptPairing | null): void;
};

/** 256 random bits as base64url. */
export const newKey = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** SHA-256 in lower-case hex; not the browser's own, which plain http pages do not have. */
export const hashOf = (key: string): string => bytesToHex(sha256(utf8ToBytes(key)));

const parsed = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
};

export const createDeviceKeyStore = (storage: SafeStorage): DeviceKeyStore => {
  const put = (name: string, value: string | null): void => {
    if (value === null) storage.removeItem(name);
    else storage.setItem(name, value);
  };
  return {
    key: () => SecretKey.safeParse(storage.getItem(keyName)).data ?? null,
    keepKey: (key) => put(keyName, key),
    pairing: () => KeptPairing.safeParse(parsed(storage.getItem(pairingName))).data ?? null,
    keepPairing: (pairing) => put(pairingName, pairing === null ? null : JSON.stringify(pairing)),
  };
};

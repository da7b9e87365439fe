// Keys that programs show: `Authorization: Bearer ji_…` of an integrator, `jd_…` of a device. Kept as hashes only.
import { randomBytes, randomInt } from 'node:crypto';
import { KeyId, type NetworkAddress } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Caller } from './caller.ts';
import type { Register } from './register/register.ts';
import { keyOf } from './sessions.ts';

export type KeyKind = 'ji' | 'jd';

/** 256 random bits with their kind before them, so that a key found somewhere tells what it opens. */
export const newKey = (kind: KeyKind): string => `${kind}_${randomBytes(32).toString('base64url')}`;
/** What the register keeps of a key. */
export const hashOfKey = keyOf;

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
/** The name of a key. */
export const newKeyId = (): KeyId =>
  KeyId.parse(Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join(''));

/** The key that a request shows; null: none. */
export const bearerIn = (authorization: string | undefined): string | null =>
  /^Bearer +(\S{1,200})$/i.exec(authorization ?? '')?.[1] ?? null;

/** Who shows the key. */
export const callerWithKey = (
  register: Pick<Register, 'apiKey' | 'deviceKey'>,
  key: string,
  from: NetworkAddress,
): Parsed<Caller> => {
  const hash = hashOfKey(key);
  const integrator = key.startsWith('ji_') ? register.apiKey(hash) : null;
  if (integrator !== null) {
    const { id, name, grants } = integrator;
    return { ok: true, value: { kind: 'integrator', key: id, id: name, grants, from } };
  }
  const device = key.startsWith('jd_') ? register.deviceKey(hash) : null;
  if (device !== null)
    return { ok: true, value: { kind: 'device', key: device.id, place: device.place, from } };
  return { ok: false, refusal: refuse('unknownKey') };
};

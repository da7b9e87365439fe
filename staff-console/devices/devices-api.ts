// The devices page's talk with the hub: each question gets its value, a refusal, or nothing when the hub is away.
import { z } from 'zod';
import type { KeyId } from '../../protocol/ids.ts';
import { Refusal } from '../../protocol/refusals.ts';
import {
  type DeviceAccept,
  type DeviceChange,
  DeviceList,
  PairingFound,
} from '../../protocol/wire-devices.ts';

export type Asked<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'away' };

const withinMs = 10_000;
const Refused = z.object({ refusal: Refusal });

const ask = async <S extends z.ZodType>(
  schema: S,
  method: string,
  path: string,
  body?: unknown,
): Promise<Asked<z.output<S>>> => {
  try {
    const response = await fetch(`/api/devices${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(withinMs),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return { kind: 'done', value: schema.parse(answer) };
    const refused = Refused.safeParse(answer);
    return refused.success ? { kind: 'refused', refusal: refused.data.refusal } : { kind: 'away' };
  } catch {
    return { kind: 'away' };
  }
};

export const loadDevices = () => ask(DeviceList, 'GET', '');
export const findCode = (code: string) => ask(PairingFound, 'POST', '/code', { code });
export const acceptDevice = (wanted: DeviceAccept) => ask(z.object({ key: z.string() }), 'POST', '', wanted);
export const changeDevice = (key: KeyId, change: DeviceChange) => ask(DeviceList, 'PATCH', `/${key}`, change);
export const revokeDevice = (key: KeyId) => ask(DeviceList, 'DELETE', `/${key}`);

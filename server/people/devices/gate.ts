// Who a device at a socket door is, by its key, and whether it still is.
import type { DevicePlace } from '../../../protocol/access.ts';
import type { NetworkAddress } from '../../../protocol/ids.ts';
import type { Parsed } from '../../../protocol/parse.ts';
import { refuse } from '../../../protocol/refusals.ts';
import { LogUnavailable } from '../../base/log-unavailable.ts';
import type { Caller } from '../caller.ts';
import type { Register } from '../register/register.ts';
import type { DeviceKey } from '../register/state.ts';
import type { Heard } from './heard.ts';
import { hashOf } from './secrets.ts';

export type DeviceCaller = Extract<Caller, { kind: 'device' }>;
export type KnownDevice = { readonly caller: DeviceCaller; readonly name: string };

export type DeviceGate = {
  /** Refuses `unknownKey`, or `logUnavailable` while nobody can say. */
  callerOf(key: string, from: NetworkAddress): Promise<Parsed<KnownDevice>>;
  /** Whether a device that was let in is still what it was. */
  stands(caller: DeviceCaller): 'yes' | 'moved' | 'revoked';
  /** It is there; returns what to call when it goes. */
  came: Heard['came'];
};

const same = (a: DevicePlace, b: DevicePlace): boolean =>
  a.site === b.site && a.device === b.device && a.purpose === b.purpose;

export const createDeviceGate = (
  register: Pick<Register, 'state' | 'deviceKey' | 'refresh'>,
  heard: Pick<Heard, 'came'>,
): DeviceGate => {
  /** A key that another hub took in a moment ago may not be known here yet: nobody is sent away before the log is read. */
  const find = async (key: string): Promise<DeviceKey | null | 'away'> => {
    const hash = hashOf(key);
    const known = register.deviceKey(hash);
    if (known !== null) return known;
    try {
      await register.refresh();
    } catch (error) {
      if (error instanceof LogUnavailable) return 'away';
      throw error;
    }
    return register.deviceKey(hash);
  };
  return {
    callerOf: async (key, from) => {
      const found = await find(key);
      if (found === 'away') return { ok: false, refusal: refuse('logUnavailable') };
      if (found === null) return { ok: false, refusal: refuse('unknownKey') };
      const { id, place, name } = found;
      return { ok: true, value: { caller: { kind: 'device', key: id, place, from }, name } };
    },
    stands: ({ key, place }) => {
      const now = register.state().deviceKeys.get(key);
      if (now === undefined || now.revoked) return 'revoked';
      return same(now.place, place) ? 'yes' : 'moved';
    },
    came: heard.came,
  };
};

// The devices page's talk with the hub.
import { z } from 'zod';
import type { KeyId } from '../../protocol/ids.ts';
import {
  type DeviceAccept,
  type DeviceChange,
  DeviceList,
  PairingFound,
} from '../../protocol/wire-devices.ts';
import { ask } from '../parts/ask.ts';

const at = '/api/devices';

export const loadDevices = () => ask(DeviceList, at);
export const findCode = (code: string) => ask(PairingFound, `${at}/code`, 'POST', { code });
export const acceptDevice = (wanted: DeviceAccept) => ask(z.object({ key: z.string() }), at, 'POST', wanted);
export const changeDevice = (key: KeyId, change: DeviceChange) =>
  ask(DeviceList, `${at}/${key}`, 'PATCH', change);
export const revokeDevice = (key: KeyId) => ask(DeviceList, `${at}/${key}`, 'DELETE');

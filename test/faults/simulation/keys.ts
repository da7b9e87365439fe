// The keys of the simulated devices: they were accepted before the day begins.
import type { DevicePlace } from '../../../protocol/access.ts';
import { printers, siteId, walls } from './site.ts';

/** The key of a device, of the right shape. */
export const keyFor = (device: string): string => device.padEnd(43, '_');

export const keysOf: ReadonlyMap<string, DevicePlace> = new Map([
  ...walls.map(
    (device) => [keyFor(device), { site: siteId, device, purpose: 'wall' } as DevicePlace] as const,
  ),
  ...printers.map(
    (device) => [keyFor(device), { site: siteId, device, purpose: 'agent' } as DevicePlace] as const,
  ),
]);

// Devices of one kind at a site: those of the settings always, strangers while they are connected, and the last of those gone.
import type { DeviceId } from '../../protocol/ids.ts';
import type { Clock } from '../base/clock.ts';

export type Known = {
  connections: number;
  sinceMs: number;
  /** When it last pressed faster than people do. */
  hurriedAtMs?: number;
};

export type KnownDevices<D extends Known> = {
  readonly size: () => number;
  values(): Iterable<D>;
  entries(): Iterable<[DeviceId, D]>;
  get(id: DeviceId): D | undefined;
  /** One more connection of a device, which is taken in when it was not known. */
  arrive(id: DeviceId): D;
  /** One less. */
  leave(id: DeviceId): void;
};

/** `mostGone` strangers that left are remembered; `onForgotten` hears of each that is not, `onChange` of each arrival and leave. */
export const createKnownDevices = <D extends Known>(parts: {
  readonly expected: readonly DeviceId[];
  readonly make: () => D;
  readonly clock: Clock;
  readonly mostGone: number;
  readonly onForgotten: () => void;
  readonly onChange: () => void;
}): KnownDevices<D> => {
  const { make, clock, mostGone, onForgotten, onChange } = parts;
  const expected = new Set(parts.expected);
  const devices = new Map<DeviceId, D>(parts.expected.map((id) => [id, make()]));
  /** Strangers without a connection, the longest gone first. */
  const gone = new Set<DeviceId>();

  const forgetLongestGone = (): void => {
    for (const id of gone) {
      if (gone.size <= mostGone) return;
      gone.delete(id);
      devices.delete(id);
      onForgotten();
    }
  };

  return {
    size: () => devices.size,
    values: () => devices.values(),
    entries: () => devices.entries(),
    get: (id) => devices.get(id),
    arrive: (id) => {
      const device = devices.get(id) ?? make();
      devices.set(id, device);
      gone.delete(id);
      if (device.connections === 0) device.sinceMs = clock.now();
      device.connections += 1;
      onChange();
      return device;
    },
    leave: (id) => {
      const device = devices.get(id);
      if (device === undefined || device.connections === 0) return;
      device.connections -= 1;
      onChange();
      if (device.connections > 0) return;
      device.sinceMs = clock.now();
      if (expected.has(id)) return;
      gone.add(id);
      forgetLongestGone();
    },
  };
};

// Of the devices that are gone only so many strangers are remembered, whoever comes and goes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeviceId } from '../../protocol/ids.ts';
import { createKnownDevices } from './known-devices.ts';

const ids = ['lobby', 'hall', 'a', 'b', 'c', 'd', 'e', 'f'] as DeviceId[];
const expected = ids.slice(0, 2);

it('knows all of the settings, all that are connected, and the last gone', () => {
  const step = fc.record({ id: fc.constantFrom(...ids), comes: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 1, max: 4 }), (steps, mostGone) => {
      let [nowMs, forgotten] = [0, 0];
      const clock = { now: () => nowMs, at: () => () => {} };
      const make = () => ({ connections: 0, sinceMs: 0 });
      const onForgotten = () => {
        forgotten += 1;
      };
      const devices = createKnownDevices({
        expected,
        make,
        clock,
        mostGone,
        onForgotten,
        onChange: () => {},
      });
      const connections = new Map<DeviceId, number>();
      let gone: DeviceId[] = [];
      let lost = 0;
      for (const { id, comes } of steps) {
        nowMs += 1;
        const before = connections.get(id) ?? 0;
        connections.set(id, Math.max(0, before + (comes ? 1 : -1)));
        if (comes) devices.arrive(id);
        else devices.leave(id);
        if (comes) gone = gone.filter((other) => other !== id);
        else if (before === 1) {
          expect(devices.get(id)?.sinceMs ?? nowMs).toBe(nowMs);
          if (!expected.includes(id)) gone.push(id);
        }
        lost += Math.max(0, gone.length - mostGone);
        gone = gone.slice(-mostGone);
      }
      const here = ids.filter((id) => (connections.get(id) ?? 0) > 0);
      expect(new Set([...devices.entries()].map(([id]) => id))).toEqual(
        new Set([...expected, ...here, ...gone]),
      );
      expect(forgotten).toBe(lost);
      for (const id of here) expect(devices.get(id)?.connections).toBe(connections.get(id));
    }),
  );
});

// Whatever comes in, by HTTP or socket: an answer or a closed line, never a crash, never a partial effect.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { doors } from '../../protocol/wire.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.remove());

const versions = () => [...house.hub.sites.values()].map((site) => site.snapshot().state.version);
const valid = {
  commandId: 'fuzz-0001',
  command: { type: 'issueTicket', procedure: 'card-issue', source: 'integrator', partySize: 1, marks: [] },
};

/** Right requests with something broken in them, and things that are no requests at all. */
const broken = fc.oneof(
  fc.jsonValue(),
  fc.record({ commandId: fc.jsonValue(), command: fc.jsonValue() }),
  fc
    .tuple(
      fc.constantFrom('type', 'procedure', 'source', 'partySize', 'marks', 'note', 'extra'),
      fc.jsonValue(),
    )
    .map(([field, value]) => ({ ...valid, command: { ...valid.command, [field]: value } })),
  fc.constantFrom('__proto__', 'constructor', 'toString').map((key) => ({ ...valid, [key]: {} })),
);

it('HTTP bodies', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        broken.map((value) => JSON.stringify(value)),
        fc.string({ maxLength: 200 }),
      ),
      async (body) => {
        const before = versions();
        const response = await house.ask('/api/sites/centre/commands', {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json', ...house.asIntegrator },
        });
        const answer = await response.json();
        expect(response.status).toBeLessThan(500);
        expect(typeof answer.ok).toBe('boolean');
        // Some of the broken ones happen to be right; only then may anything have changed.
        if (!answer.ok) expect(versions()).toEqual(before);
      },
    ),
    { numRuns: 150 },
  );
});

it('socket messages', { timeout: 60_000 }, async () => {
  const device = await house.connect(doors.device, { site: 'centre', device: 'printer-1' });
  await fc.assert(
    fc.asyncProperty(broken, async (value) => {
      const before = versions();
      device.emit('status', value);
      device.emit('command', value, value);
      const answer = await device.timeout(5000).emitWithAck('command', value);
      expect(typeof answer.ok).toBe('boolean');
      if (!answer.ok) expect(versions()).toEqual(before);
    }),
    { numRuns: 150 },
  );
  expect(device.connected).toBe(true);
});

it('hellos', { timeout: 60_000 }, async () => {
  const anyDoor = fc.constantFrom(doors.wall, doors.staff, doors.device, '/moon');
  const hello = fc.dictionary(fc.constantFrom('site', 'device', 'page', 'x'), fc.jsonValue());
  await fc.assert(
    fc.asyncProperty(anyDoor, hello, async (door, auth) => {
      const error = await house.connect(door, auth).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(Error);
    }),
    { numRuns: 60 },
  );
  expect((await house.ask('/readyz')).status).toBe(200);
});

it('paths and queries', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), async (part, query) => {
      const path = `/api/sites/${encodeURIComponent(part)}/events?after=${encodeURIComponent(query)}`;
      const response = await house.ask(path);
      expect(response.status).toBeLessThan(500);
      await response.arrayBuffer();
    }),
    { numRuns: 100 },
  );
});

// A view for a full lobby is encoded once: every websocket gets the very same frame.
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { doors } from '../../protocol/wire.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.remove());

/** The sender of the websocket library that Engine.IO itself uses. */
const engineSender = (): { prototype: { sendFrame(frame: readonly Buffer[], done?: unknown): void } } => {
  const socketIo = createRequire(import.meta.url).resolve('socket.io');
  const engine = createRequire(socketIo).resolve('engine.io');
  return createRequire(engine)('ws').Sender;
};

it('sends one frame to thirty walls', async () => {
  const walls = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      house.connect(doors.wall, { site: 'centre', device: `wall-${index}` }),
    ),
  );
  const heard = () =>
    walls.filter((wall) => JSON.stringify(wall.heard.get('view')?.at(-1))?.includes('"waiting":1'));
  const spy = vi.spyOn(engineSender().prototype, 'sendFrame');
  await house.command({ type: 'issueTicket', procedure: 'card-issue', source: 'integrator' });
  await expect.poll(() => heard().length).toBe(30);
  // The first view after the command: one array of buffers, the same object for all.
  const frames = spy.mock.calls.map(([frame]) => frame);
  const uses = new Map<unknown, number>();
  for (const frame of frames) uses.set(frame, (uses.get(frame) ?? 0) + 1);
  expect(Math.max(...uses.values())).toBe(30);
  spy.mockRestore();
});

// Silence, not only errors, leads to polling: after one or two slow tries, and back to sockets later.
import { describe, expect, it } from 'vitest';
import { createLineWays, socketsAgainMs } from './line-ways.ts';

const first = (ways: ReturnType<typeof createLineWays>) => ways.next().transports[0];

describe('the way of the next attempt', () => {
  it('is polling after one slow try where no socket ever stood, and then takes turns', () => {
    const ways = createLineWays();
    expect(first(ways)).toBe('websocket');
    ways.slow();
    expect(ways.next()).toEqual({ transports: ['polling', 'websocket'], upgrade: true });
    ways.slow();
    expect(first(ways)).toBe('websocket');
  });

  it('is polling after two slow tries where one stood', () => {
    const ways = createLineWays();
    ways.up();
    ways.slow();
    expect(first(ways)).toBe('websocket');
    ways.slow();
    expect(first(ways)).toBe('polling');
  });

  it('is polling alone after sockets that stood and fell silent twice, until they are tried again', () => {
    let now = 0;
    const ways = createLineWays(() => now);
    ways.up();
    ways.silent();
    expect(ways.next().upgrade).toBe(true);
    ways.up();
    now += 30_000;
    ways.silent();
    expect(ways.next()).toEqual({ transports: ['polling'], upgrade: false });
    expect(ways.againInMs()).toBe(socketsAgainMs);
    ways.again();
    expect(ways.next().transports).toContain('websocket');
    expect(ways.againInMs()).toBe(2 * socketsAgainMs);
    ways.silent();
    expect(ways.next()).toEqual({ transports: ['polling'], upgrade: false });
  });

  it('forgives one silence after a long sound time: it was the hub that hung', () => {
    let now = 0;
    const ways = createLineWays(() => now);
    ways.up();
    ways.silent();
    ways.up();
    now += 10 * 60_000;
    ways.silent();
    expect(ways.next().upgrade).toBe(true);
  });
});

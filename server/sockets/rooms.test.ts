// Views are sent once per change, only when they differ, and never heap up for a slow reader.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { SiteId } from '../../protocol/ids.ts';
import type { Snapshot } from '../hub/contract.ts';
import { createMetrics } from '../ingress/metrics.ts';
import { createRooms, type Member } from './rooms.ts';

const site = SiteId.parse('centre');
const other = SiteId.parse('aoba');

/** A reader whose line can be blocked and drained by hand. */
const reader = (id: string) => {
  const listeners: (() => void)[] = [];
  const transport = { writable: true };
  const got: number[] = [];
  const member: Member<number> = {
    id,
    line: { transport, once: (_event, listener) => listeners.push(listener) },
    send: (sent) => void got.push(sent.view),
  };
  return {
    member,
    got,
    block: () => {
      transport.writable = false;
    },
    drain: () => {
      transport.writable = true;
      for (const listener of listeners.splice(0)) listener();
    },
    listeners,
  };
};

const world = () => {
  const readers = new Map<string, ReturnType<typeof reader>>();
  let value = 1;
  let builds = 0;
  let broadcasts = 0;
  const rooms = createRooms<number>({
    page: 'wall',
    now: () => 0,
    metrics: createMetrics(),
    logger: pino({ level: 'silent' }),
    toRoom: (_room, except, sent) => {
      broadcasts += 1;
      for (const [id, one] of readers) if (!except.includes(id)) one.member.send(sent);
    },
  });
  const snapshot = () => ({}) as Snapshot;
  const build = () => {
    builds += 1;
    if (value < 0) throw new Error('broken view');
    return value;
  };
  return {
    join: (id: string) => {
      const one = reader(id);
      const leave = rooms.join({ name: 'room', site, build }, one.member, snapshot);
      readers.set(id, one);
      return {
        ...one,
        leave: () => {
          readers.delete(id);
          leave();
        },
      };
    },
    change: (next: number, at = site) => {
      value = next;
      rooms.refresh(at, snapshot);
    },
    counts: () => ({ builds, broadcasts }),
  };
};

describe('a room', () => {
  it('shows the view at once, builds it once for all, and sends only differences', () => {
    const { join, change, counts } = world();
    const [a, b] = [join('a'), join('b')];
    change(1);
    change(2);
    expect([a.got, b.got]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(counts()).toEqual({ builds: 3, broadcasts: 1 });
  });

  it('is not built for another site, nor when everybody has left', () => {
    const { join, change, counts } = world();
    const a = join('a');
    change(2, other);
    a.leave();
    change(3);
    expect(counts().builds).toBe(1);
    expect(join('b').got).toEqual([3]);
  });

  it('gives a slow reader the newest view when its line is free, and nothing between', () => {
    const { join, change } = world();
    const [slow, quick] = [join('slow'), join('quick')];
    slow.block();
    for (const value of [2, 3, 4, 5]) change(value);
    expect(quick.got).toEqual([1, 2, 3, 4, 5]);
    // One view lies in its buffer; it waits with one listener, however many were skipped.
    expect(slow.got).toEqual([1, 2]);
    expect(slow.listeners).toHaveLength(1);
    slow.drain();
    expect(slow.got).toEqual([1, 2, 5]);
    change(6);
    expect(slow.got).toEqual([1, 2, 5, 6]);
  });

  it('sends nothing to a slow reader who left', () => {
    const { join, change } = world();
    join('other');
    const slow = join('slow');
    slow.block();
    change(2);
    change(3);
    slow.leave();
    slow.drain();
    expect(slow.got).toEqual([1, 2]);
  });

  it('goes on after a view that could not be made', () => {
    const { join, change } = world();
    const a = join('a');
    change(-1);
    change(2);
    expect(a.got).toEqual([1, 2]);
  });
});

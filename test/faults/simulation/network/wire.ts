// One connection between two lives: ordered and whole while it lasts, and what is in flight when it breaks is lost.
import type { Life } from '../machine/scheduler.ts';
import type { Sim } from '../sim.ts';

export type Side = 'client' | 'server';

export type Wire = {
  readonly client: Life;
  readonly server: Life;
  /** False once it is cut, also for the side that has not noticed yet. */
  isOpen(): boolean;
  /** Does `arrive` at the other side, after all that was sent before in that direction. */
  send(from: Side, arrive: () => void): void;
  /** What either side does when it notices that the connection is gone. */
  onLost(side: Side, lost: (reason: string) => void): void;
  /** Breaks it; each side notices after so many ms (null: never, it has said goodbye itself). */
  cut(reason: string, noticedAfterMs: Readonly<Record<Side, number | null>>): void;
  /** Nothing arrives for so long, then everything in order. */
  stall(ms: number): void;
  /** Until when (true time, epoch ms) the client takes nothing out of its buffer. */
  slowUntilMs: number;
  /** Since when (true time, epoch ms) it has done what it should; may lie ahead. */
  soundSinceMs(): number;
};

const other = { client: 'server', server: 'client' } as const;

/** How long one message takes, ms. */
export const delayOf = (sim: Sim): number => {
  const { chance, weather } = sim;
  const late = sim.stormy && chance.happens(weather.lateShare);
  if (late) sim.count('fault: late message');
  return late ? chance.between(weather.delayMs, weather.lateMs) : weather.delayMs * chance.between(0.5, 1.5);
};

/** A connection that stands. */
export const openWire = (sim: Sim, client: Life, server: Life): Wire => {
  const { scheduler } = sim;
  const lives = { client, server };
  const arrivesAtMs = { client: 0, server: 0 };
  const lost: Partial<Record<Side, (reason: string) => void>> = {};
  let open = true;
  let soundSinceMs = scheduler.now();
  const wire: Wire = {
    client,
    server,
    slowUntilMs: 0,
    isOpen: () => open,
    soundSinceMs: () => Math.max(soundSinceMs, wire.slowUntilMs),
    send: (from, arrive) => {
      const to = other[from];
      const slowMs = to === 'client' ? wire.slowUntilMs : 0;
      arrivesAtMs[to] = Math.max(arrivesAtMs[to], scheduler.now() + delayOf(sim), slowMs);
      scheduler.at(arrivesAtMs[to], lives[to], () => {
        if (open) arrive();
        else sim.count('fault: lost in flight');
      });
    },
    onLost: (side, listener) => {
      lost[side] = listener;
    },
    cut: (reason, noticedAfterMs) => {
      if (!open) return;
      open = false;
      for (const side of ['client', 'server'] as const) {
        const ms = noticedAfterMs[side];
        if (ms !== null) scheduler.after(ms, lives[side], () => lost[side]?.(reason));
      }
    },
    stall: (ms) => {
      const untilMs = scheduler.now() + ms;
      soundSinceMs = Math.max(soundSinceMs, untilMs);
      arrivesAtMs.client = Math.max(arrivesAtMs.client, untilMs);
      arrivesAtMs.server = Math.max(arrivesAtMs.server, untilMs);
    },
  };
  return wire;
};

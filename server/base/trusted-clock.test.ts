// The hub's time on a machine held by hand: its clock jumps, it sleeps, the store's server says another time.
import { describe, expect, it } from 'vitest';
import { createTrustedClock, type Machine } from './trusted-clock.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-24T11:00:00+09:00');

const openClock = () => {
  const state = { ownMs: start, steadyMs: 0, sleptMs: 0 };
  const lines: string[] = [];
  const machine: Machine = {
    own: () => state.ownMs,
    steady: () => state.steadyMs,
    lookForSleep: () => {
      state.steadyMs += state.sleptMs;
      state.sleptMs = 0;
    },
  };
  const note = (_: unknown, text?: string) => void lines.push(text ?? String(_));
  const clock = createTrustedClock({ machine, logger: { info: note, warn: note } as never });
  const pass = (ms: number): void => {
    state.ownMs += ms;
    state.steadyMs += ms;
  };
  return { clock, state, pass, lines };
};
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('the trusted clock', () => {
  it('goes on evenly while the machine’s clock is nine hours ahead, tells it once, and tells when it is over', async () => {
    const { clock, state, pass, lines } = openClock();
    let turns = 0;
    clock.onTurn(() => {
      turns += 1;
    });
    pass(hour);
    expect(clock.now()).toBe(start + hour);
    state.ownMs += 9 * hour;
    pass(1_000);
    expect([clock.now(), clock.now()]).toEqual([start + hour + 1_000, start + hour + 1_000]);
    expect(clock.doubt()).toEqual({ clock: 'own', aheadMs: 9 * hour, sinceMs: start + hour + 1_000 });
    state.ownMs -= 9 * hour;
    pass(2_000);
    expect(clock.now()).toBe(start + hour + 3_000);
    expect(clock.doubt()).toBeNull();
    await nextTurn();
    expect(turns).toBe(2);
    expect(lines).toHaveLength(2);
  });

  it('calls back when so much time has passed, though the time was set back by hours meanwhile', async () => {
    const { clock, state, pass } = openClock();
    let called = 0;
    clock.at(start + 20, () => {
      called += 1;
    });
    pass(20);
    // The doubt is over at once: the clock had stood for no time before.
    state.ownMs -= 9 * hour;
    clock.now();
    pass(60_000);
    await expect.poll(() => called).toBe(1);
    expect(clock.now()).toBe(start - 9 * hour + 60_020);
  });

  it('takes a machine that has slept for two hours for what it is', () => {
    const { clock, state, pass, lines } = openClock();
    pass(1_000);
    state.ownMs += 2 * hour;
    state.sleptMs = 2 * hour;
    expect(clock.now()).toBe(start + 2 * hour + 1_000);
    expect(clock.doubt()).toBeNull();
    expect(lines).toEqual([]);
  });

  it('goes by the store’s server from the start, when its own clock is a day ahead', async () => {
    const { clock, pass } = openClock();
    await clock.compareWith(async () => start - 24 * hour);
    expect(clock.now()).toBe(start - 24 * hour);
    expect(clock.doubt()).toMatchObject({ clock: 'own', aheadMs: 24 * hour });
    pass(60_000);
    expect(clock.now()).toBe(start - 24 * hour + 60_000);
    clock.close();
  });

  it('asks the store three times for a first answer, and does not begin without one', async () => {
    const { clock, pass } = openClock();
    let tries = 0;
    const away = async () => {
      tries += 1;
      throw new Error('away');
    };
    await expect(clock.compareWith(away)).rejects.toThrow('away');
    expect(tries).toBe(3);
    pass(5_000);
    expect(clock.now()).toBe(start + 5_000);
    expect(clock.settledAt()).toBe(start + 120_000);
    clock.close();
  });

  it('is settled at once where the store’s server agrees', async () => {
    const { clock } = openClock();
    await clock.compareWith(async () => start + 3);
    expect(clock.settledAt()).toBeLessThanOrEqual(clock.now());
    clock.close();
  });
});

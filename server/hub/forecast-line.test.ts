// The line of forecasts: one at a time, in slices, and a broken one takes no other with it.
import { describe, expect, it } from 'vitest';
import type { Forecast, ForecastJob } from '../forecast/contract.ts';
import { createForecastLine } from './forecast-line.ts';

const result = (runs: number): Forecast => ({
  tickets: new Map(),
  procedures: new Map(),
  raw: new Map(),
  runs,
});
/** A job of so many slices that notes when it works. */
const job = (name: string, slices: number, notes: string[]): ForecastJob => {
  let left = slices;
  return {
    advance: () => {
      notes.push(name);
      left -= 1;
      const end = performance.now() + 2;
      while (performance.now() < end);
      return left > 0 ? null : result(slices);
    },
  };
};

describe('the line of forecasts', () => {
  it('finishes one before it begins the next, and lets the loop turn between slices', async () => {
    const line = createForecastLine();
    const notes: string[] = [];
    let turns = 0;
    const turn = setInterval(() => {
      turns += 1;
    }, 1);
    const found = await Promise.all([line.run(() => job('a', 5, notes)), line.run(() => job('b', 3, notes))]);
    clearInterval(turn);
    expect(found.map(({ runs }) => runs)).toEqual([5, 3]);
    expect(notes.join('')).toBe('aaaaabbb');
    expect(turns).toBeGreaterThanOrEqual(4);
    line.close();
  });

  it('rejects what fails, at its beginning or in its work, and goes on', async () => {
    const line = createForecastLine();
    const broken = line.run(() => {
      throw new Error('no queue');
    });
    const failing = line.run(() => ({
      advance: () => {
        throw new Error('no luck');
      },
    }));
    const fine = line.run(() => job('c', 1, []));
    await expect(broken).rejects.toThrow('no queue');
    await expect(failing).rejects.toThrow('no luck');
    expect((await fine).runs).toBe(1);
    line.close();
  });

  it('rejects all that wait when it closes', async () => {
    const line = createForecastLine();
    const waiting = [line.run(() => job('a', 1_000, [])), line.run(() => job('b', 1, []))];
    line.close();
    for (const one of waiting) await expect(one).rejects.toThrow('closing');
    await expect(line.run(() => job('c', 1, []))).rejects.toThrow('closing');
  });
});

// A crowd is served in slices and in its order; what comes between two slices does not wait for its end.
import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

const world = (sliceMs: number, workMs: number) => {
  let now = 0;
  const done: number[] = [];
  const turns = createTurns(sliceMs, () => now);
  const give = (n: number) =>
    turns.take(() => {
      now += workMs;
      done.push(n);
    });
  return { turns, done, give };
};

describe('work in turns', () => {
  it('is done at once when there is little of it', () => {
    const { done, give } = world(10, 1);
    for (let n = 0; n < 5; n += 1) give(n);
    expect(done).toEqual([0, 1, 2, 3, 4]);
  });

  it('that is much is done in order, a slice per turn of the event loop', async () => {
    const { turns, done, give } = world(10, 2);
    for (let n = 0; n < 23; n += 1) give(n);
    expect(done).toHaveLength(5);
    expect(turns.waiting()).toBe(18);
    for (const expected of [10, 15, 20]) {
      await turn();
      give(18 + expected);
      expect(done).toHaveLength(expected);
    }
    while (turns.waiting() > 0) await turn();
    expect(done).toEqual([...Array.from({ length: 23 }, (_, n) => n), 28, 33, 38]);
  });

  it('goes on after a piece that fails', async () => {
    const { turns, done, give } = world(10, 20);
    give(0);
    expect(() =>
      turns.take(() => {
        done.push(1);
      }),
    ).not.toThrow();
    expect(done).toEqual([0]);
    await turn();
    expect(done).toEqual([0, 1]);
    expect(() =>
      turns.take(() => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    give(2);
    await turn();
    expect(done).toEqual([0, 1, 2]);
  });
});

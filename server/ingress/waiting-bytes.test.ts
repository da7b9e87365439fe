// Who takes nothing of what waits for him, or has too much waiting, is cut; everybody else is left alone.
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultLimits } from '../../protocol/limits.ts';
import { createLimitBook } from '../base/limit-book.ts';
import { createWaitingBytes, type WaitingBytes } from './waiting-bytes.ts';

const registry = new Registry();
let waiting: WaitingBytes;
beforeEach(() => {
  vi.useFakeTimers();
  registry.clear();
  const limits = { ...defaultLimits, stuckSeconds: 10, bufferedBytes: 1000, bufferedBytesInAll: 1500 };
  const logger = pino({ level: 'silent' });
  waiting = createWaitingBytes(createLimitBook(limits, registry), logger, () => Date.now());
});
afterEach(() => {
  waiting.close();
  vi.useRealTimers();
});

const client = (bytes: number) => {
  const one = { bytes, taken: 0, isCut: false };
  waiting.watch({
    name: 'x',
    line: () => one,
    waiting: () => one.bytes,
    taken: () => one.taken,
    cut: () => {
      one.isCut = true;
    },
  });
  return one;
};
const reached = async (limit: string) =>
  (await registry.getSingleMetric('junban_limit_reached_total')?.get())?.values.find(
    ({ labels }) => labels.limit === limit,
  )?.value;

it('cuts who takes nothing for as long as the limit says, not who takes a little, nor who has nothing to take', async () => {
  const [stuck, slow, idle] = [client(10), client(10), client(0)];
  for (let second = 0; second < 9; second += 1) {
    slow.taken += 1;
    vi.advanceTimersByTime(1_000);
    expect(stuck.isCut).toBe(false);
  }
  slow.taken += 1;
  vi.advanceTimersByTime(2_000);
  expect([stuck.isCut, slow.isCut, idle.isCut]).toEqual([true, false, false]);
  expect(await reached('stuckSeconds')).toBe(1);
});

it('begins to count anew when all was taken in between', () => {
  const one = client(10);
  vi.advanceTimersByTime(9_000);
  one.bytes = 0;
  vi.advanceTimersByTime(1_000);
  one.bytes = 10;
  vi.advanceTimersByTime(9_000);
  expect(one.isCut).toBe(false);
});

it('cuts who has too much waiting at once', async () => {
  const one = client(1_001);
  vi.advanceTimersByTime(1_000);
  expect(one.isCut).toBe(true);
  expect(await reached('bufferedBytes')).toBe(1);
});

it('cuts those with the most when all together have too much, and no more than needed', async () => {
  const [small, large, middle] = [client(400), client(900), client(500)];
  expect(waiting.total()).toBe(1_800);
  vi.advanceTimersByTime(1_000);
  expect([small.isCut, large.isCut, middle.isCut]).toEqual([false, true, false]);
  expect(await reached('bufferedBytesInAll')).toBe(1);
});

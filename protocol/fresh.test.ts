// A negative age is not fresh.
import { expect, it } from 'vitest';
import { clockAgreementMs, isFresh } from './fresh.ts';

it('new is what is young, not what lies in the future', () => {
  expect(isFresh(1_000_000, 1_000_000, 60_000)).toBe(true);
  expect(isFresh(1_000_000, 1_060_000, 60_000)).toBe(true);
  expect(isFresh(1_000_000, 1_060_001, 60_000)).toBe(false);
  expect(isFresh(1_000_000, 1_000_000 - clockAgreementMs, 60_000)).toBe(true);
  // The clock was put back by five minutes: the calls of before are old, whatever their time says.
  expect(isFresh(1_000_000, 1_000_000 - 300_000, 60_000)).toBe(false);
});

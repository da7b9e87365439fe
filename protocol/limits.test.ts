// The table of limits makes sense in itself, and the settings made from it take what it says and nothing else.
import { describe, expect, it } from 'vitest';
import { defaultLimits, LimitSettings, limitInWords, limitNames, limitTable } from './limits.ts';
import { statusOf } from './refusals.ts';

describe.each(limitNames)('%s', (name) => {
  const { default: usual, smallest, largest, refusal } = limitTable[name];

  it('has a default within its range, and takes both ends of it', () => {
    expect(defaultLimits[name]).toBe(usual);
    for (const value of [smallest, usual, largest]) {
      expect(LimitSettings.parse({ [name]: value })[name]).toBe(value);
    }
  });

  it('refuses what is outside, and says what would be right', () => {
    for (const value of [smallest - 1, largest + 1]) {
      const result = LimitSettings.safeParse({ [name]: value });
      expect(result.error?.issues[0]).toMatchObject({
        path: [name],
        message: `must be ${smallest} to ${largest}`,
      });
    }
  });

  it('is told by a refusal of the right kind, or by none', () => {
    if (refusal !== null) expect([408, 409, 413, 414, 429, 431, 503]).toContain(statusOf(refusal));
  });
});

it('limits are said in words with their unit', () => {
  expect(limitInWords('messageBytes', 65_536)).toBe('64 kB');
  expect(limitInWords('bufferedBytes', 2 * 1024 * 1024)).toBe('2 MB');
  expect(limitInWords('bodyBytes', 5_000)).toBe('4.9 kB');
  expect(limitInWords('stuckSeconds', 15)).toBe('15 s');
  expect(limitInWords('streams', 1_000)).toBe('1000');
});

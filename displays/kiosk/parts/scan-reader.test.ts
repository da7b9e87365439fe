// What a scanner types is one text; what fingers type is none.
import { expect, it } from 'vitest';
import { createScanReader } from './scan-reader.ts';

const typed = (keys: readonly string[], everyMs: number): string | null => {
  const reader = createScanReader();
  let atMs = 1_000;
  let heard: string | null = null;
  for (const key of keys) {
    atMs += everyMs;
    heard = reader.key(key, atMs) ?? heard;
  }
  return heard;
};

it('reads a scan with capitals, and an address', () => {
  expect(typed(['Shift', 'K', '7', 'Shift', 'Q', 'M', '2', 'X', 'W', 'Enter'], 12)).toBe('K7QM2XW');
  expect(typed([...'https://a.jp/booking#7KQM2XWPD.S', 'Enter'], 30)).toBe(
    'https://a.jp/booking#7KQM2XWPD.S',
  );
});

it('takes fingers for no scan, nor a burst without Enter, nor a short one', () => {
  expect(typed([...'7KQM2XWPD', 'Enter'], 90)).toBeNull();
  expect(typed([...'7KQM2XWPD'], 10)).toBeNull();
  expect(typed([...'A12', 'Enter'], 10)).toBeNull();
});

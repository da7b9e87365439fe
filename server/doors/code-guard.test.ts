// Unknown codes are counted by address for a minute, for a bounded number of addresses.
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../protocol/limits.ts';
import { createCodeGuard } from './code-guard.ts';
import { createLimitBook } from './limit-book.ts';

const guardWith = (limits: Partial<typeof defaultLimits>) => {
  let nowMs = 0;
  const book = createLimitBook({ ...defaultLimits, ...limits }, new Registry());
  const guard = createCodeGuard(book, () => nowMs);
  return { guard, pass: (ms: number) => (nowMs += ms) };
};

describe('the guard of codes', () => {
  it('refuses an address after so many unknown ones, until the minute is over, and no other address', () => {
    const { guard, pass } = guardWith({ unknownCodesPerMinute: 2 });
    guard.missed('a');
    expect(guard.refusal('a')).toBeNull();
    pass(30_000);
    guard.missed('a');
    expect(guard.refusal('a')).toMatchObject({ code: 'tooManyCodes', params: { limit: '2' } });
    expect(guard.refusal('b')).toBeNull();
    pass(29_999);
    expect(guard.refusal('a')).not.toBeNull();
    pass(1);
    expect(guard.refusal('a')).toBeNull();
  });

  it('remembers no more addresses than it may, and forgets the one that asked longest ago', () => {
    const { guard } = guardWith({ unknownCodesPerMinute: 1, guessersRemembered: 2 });
    for (const address of ['a', 'b', 'c']) guard.missed(address);
    expect(guard.refusal('a')).toBeNull();
    expect(guard.refusal('b')).not.toBeNull();
    expect(guard.refusal('c')).not.toBeNull();
  });
});

// What was meant by a name that nobody has.
import { describe, expect, it } from 'vitest';
import { meantBy } from './misspelt.ts';

const names = ['card-issue', 'card-renewal', 'renewal', 'pin'] as const;

describe('a misspelt name', () => {
  it.each([
    ['card-isue', 'card-issue'],
    ['card-issueu', 'card-issue'],
    ['crad-issue', 'card-issue'],
    ['renewel', 'renewal'],
    ['pni', 'pin'],
  ])('%s is %s', (typed, meant) => {
    expect(meantBy(typed, names)).toBe(meant);
  });

  it.each(['card-issue', 'passport', 'p', ''])('%j is none', (typed) => {
    expect(meantBy(typed, names)).toBeNull();
  });

  it('is not guessed where two are as near', () => {
    expect(meantBy('moving-x', ['moving-a', 'moving-b'])).toBeNull();
  });
});

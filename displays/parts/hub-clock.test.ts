// The hub's time survives late messages and a clock that somebody sets.
import { describe, expect, it } from 'vitest';
import { createHubClock } from './hub-clock.ts';

describe('the hub clock', () => {
  it('trusts the least delayed of the last messages', () => {
    let own = 1_000;
    const clock = createHubClock(() => own);
    clock.heard(61_000 - 400);
    clock.heard(61_000 - 3);
    clock.heard(61_000 - 900);
    expect(clock.now()).toBe(60_997);
    own += 10_000;
    expect(clock.now()).toBe(70_997);
  });

  it('learns anew when the own clock jumps', () => {
    let own = 1_000;
    const clock = createHubClock(() => own);
    clock.heard(1_000);
    own += 3_600_000;
    clock.heard(1_010);
    expect(clock.now()).toBe(1_010);
  });
});

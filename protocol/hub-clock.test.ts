// The hub's time survives late messages and clocks that somebody sets, the hub's or the computer's.
import { describe, expect, it } from 'vitest';
import { createHubClock } from './hub-clock.ts';

describe('the hub clock', () => {
  it('trusts the least delayed of the last messages', () => {
    let steady = 1_000;
    const clock = createHubClock(() => steady);
    clock.heard(61_000 - 400);
    clock.heard(61_000 - 3);
    clock.heard(61_000 - 900);
    expect(clock.now()).toBe(60_997);
    steady += 10_000;
    expect(clock.now()).toBe(70_997);
  });

  it('learns anew when the hub’s clock was set', () => {
    const clock = createHubClock(() => 1_000);
    clock.heard(3_600_000);
    clock.heard(1_010);
    expect(clock.now()).toBe(1_010);
  });

  it('goes on while the computer’s clock is set by twelve minutes, without a word from the hub', () => {
    let own = 50_000;
    let steady = 0;
    const clock = createHubClock(
      () => steady,
      () => own,
    );
    expect(clock.now()).toBe(50_000);
    clock.heard(800_000);
    own += 12 * 60_000;
    steady += 1_000;
    expect(clock.now()).toBe(801_000);
    clock.reset();
    expect(clock.now()).toBe(own);
  });
});

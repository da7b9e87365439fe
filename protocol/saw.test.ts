// What a press is about when the booth changed a moment before it.
import { expect, it } from 'vitest';
import { createSight, reactionMs, type Saw } from './saw.ts';

const saw = (ticket: string | null, version: number): Saw => ({ ticket, version }) as Saw;

it('is what was shown before, when another hand changed the booth too short a moment ago to be seen', () => {
  let now = 0;
  const sight = createSight(() => now);
  expect(sight.saw()).toBeNull();
  sight.shows(saw('A001', 5));
  expect(sight.saw()).toEqual(saw('A001', 5));
  now = 10_000;
  sight.shows(saw('A001', 6));
  sight.shows(saw('A002', 9));
  now += reactionMs - 1;
  expect(sight.saw()).toEqual(saw('A001', 6));
  now += 1;
  expect(sight.saw()).toEqual(saw('A002', 9));
});

it('is what is shown now after an own press, however soon the next one comes', () => {
  let now = 0;
  const sight = createSight(() => now);
  sight.shows(saw('A001', 5));
  now = 1_000;
  sight.shows(saw('A002', 7));
  sight.own();
  expect(sight.saw()).toEqual(saw('A002', 7));
});

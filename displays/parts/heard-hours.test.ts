// Calls are heard within the site's hours of sound only, whatever zone the screen has.
import { expect, it } from 'vitest';
import { heardAt } from './heard-hours.ts';

const at = (time: string) => Date.parse(`2026-11-24T${time}:00+09:00`);

it('without hours at all times, else from the first minute to just before the last', () => {
  const hours = [
    { from: '08:30', to: '12:00' },
    { from: '13:00', to: '24:00' },
  ];
  expect(heardAt({ hours: [] }, at('03:00'))).toBe(true);
  const times = ['00:00', '08:29', '08:30', '11:59', '12:00', '13:00', '23:59'];
  expect(times.map((time) => heardAt({ hours }, at(time)))).toEqual([
    false,
    false,
    true,
    true,
    false,
    true,
    true,
  ]);
});

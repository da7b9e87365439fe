// The worked example of docs/reservations.md, reckoned from the example settings that it names.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSettings } from '../settings/parse.ts';
import { resolveSite } from '../settings/resolve.ts';
import { planSlots } from './plan-slots.ts';
import { floor, inWords } from './rational.ts';
import { at, exactSum } from './slots.test-support.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'docs/reservations.md'), 'utf8');

it('a Monday at the KSP centre has the places that the page tells', () => {
  const settings = parseSettings(
    parse(readFileSync(resolve(root, 'examples/kawasaki.yaml'), 'utf8'), { merge: true }),
  );
  const date = '2023-11-06';
  const site = resolveSite(settings, 'ksp' as never);
  const [plan] = planSlots({ site, date: date as never, changes: [] })?.groups ?? [];
  if (plan === undefined) throw new Error('the KSP centre takes no reservations');
  const rows = [...page.matchAll(/^\| (\d\d:\d\d) \|[^|]*\|[^|]*\| (\S+) \| (\d+) \| (\S+) \|$/gm)];
  expect(rows).toHaveLength(9);
  for (const [, clock = '', carriedIn, places, carriedOn] of rows) {
    const slot = plan.slots.find((one) => one.startAtMs === at(clock, date));
    expect([clock, slot?.places]).toEqual([clock, Number(places)]);
    if (slot?.closed !== null) expect([slot?.closed?.by, carriedIn]).toEqual(['dayEnd', '–']);
    else
      expect([inWords(slot.reckoning.carriedIn), inWords(slot.reckoning.carriedOut)]).toEqual([
        carriedIn,
        carriedOn,
      ]);
  }
  const open = plan.slots.filter((slot) => slot.closed === null);
  expect(page).toContain(`exact sum is ${inWords(exactSum(open))}: **${plan.places} places**`);
  expect(page).toContain(`would give ${open.reduce((all, slot) => all + floor(slot.exact), 0)}.`);
  expect(plan.p80Minutes).toBe(21);
});

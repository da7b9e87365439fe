// Which place is soonest depends on the day from which it is possible, and that day is reckoned with here alone.
import { describe, expect, it } from 'vitest';
import { inOrder, nothingChosen, soonestAt, type Visit } from './visit.ts';

const at = (date: string) => Date.parse(`${date}T10:00:00+09:00`);
const first = (site: string, date: string) => ({
  site,
  date,
  seats: [{ atMs: at(date), places: 1 }],
  free: 1,
});
const group = { group: 'card', procedures: [{ procedure: 'renewal', asks: true }], partyMost: 1 };
const place = (site: string) => ({ site, names: { ja: site }, address: null, groups: [group] });
const days = (...dates: readonly string[]) => dates.map((date) => ({ date, atMs: at(date), free: 2 }));

const visit = (notBefore: string | null): Visit =>
  ({
    order: 'soonest',
    choice: { ...nothingChosen, procedure: 'renewal', notBefore },
    offer: { sites: [place('centre'), place('north'), place('south')], districts: [], travel: [] },
    soonest: {
      procedure: 'renewal',
      sites: [
        {
          ...{ site: 'centre', first: first('centre', '2026-12-01'), free: 4 },
          days: days('2026-12-01', '2027-01-20'),
        },
        {
          ...{ site: 'north', first: first('north', '2026-12-05'), free: 6 },
          days: days('2026-12-05', '2027-01-12', '2027-01-13'),
        },
        { site: 'south', first: first('south', '2026-12-02'), free: 2, days: days('2026-12-02') },
      ],
    },
  }) as unknown as Visit;
const order = (notBefore: string | null) => inOrder(visit(notBefore)).map(({ site }) => site.site);

describe('the soonest place', () => {
  it('is the one with the first free time, with all that is free', () => {
    expect(order(null)).toEqual(['centre', 'south', 'north']);
    expect(soonestAt(visit(null), 'centre' as never)).toEqual({
      date: '2026-12-01',
      atMs: at('2026-12-01'),
      free: 4,
    });
  });

  it('counts from the first day on which it is possible, that day included', () => {
    expect(order('2027-01-12')).toEqual(['north', 'centre', 'south']);
    expect(soonestAt(visit('2027-01-12'), 'north' as never)).toEqual({
      date: '2027-01-12',
      atMs: at('2027-01-12'),
      free: 4,
    });
    expect(soonestAt(visit('2027-01-12'), 'south' as never)).toBeNull();
    expect(soonestAt(visit('2027-01-12'), 'elsewhere' as never)).toBeUndefined();
  });
});

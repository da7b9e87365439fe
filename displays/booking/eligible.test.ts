// When a renewal is possible, against dates counted on a paper calendar.
import { describe, expect, it } from 'vitest';
import { dateTyped, judge, nextBirthday } from './eligible.ts';

const rule = { renews: 'card', monthsBefore: 3 } as const;
const by = (kind: 'expiry' | 'birthday', date: string, today: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return judge({ kind, year, month, day }, today, rule);
};

describe('"may I already?"', () => {
  it.each([
    ['2027-03-10', '2026-12-10', { kind: 'now', until: '2027-03-10' }],
    ['2027-03-10', '2026-12-09', { kind: 'early', from: '2026-12-10' }],
    ['2027-03-10', '2027-03-10', { kind: 'now', until: '2027-03-10' }],
    ['2027-03-10', '2027-03-11', { kind: 'over', on: '2027-03-10' }],
    // Three months before 31 May would be 31 February: the last day of that month.
    ['2027-05-31', '2027-02-27', { kind: 'early', from: '2027-02-28' }],
  ])('a card that ends on %s, asked on %s', (ends, today, said) => {
    expect(by('expiry', ends, today)).toEqual(said);
  });

  it('goes by the next birthday where no expiry date is at hand', () => {
    expect(by('birthday', '1980-03-10', '2026-12-24')).toEqual({ kind: 'now', until: '2027-03-10' });
    expect(by('birthday', '1980-12-24', '2026-12-24')).toEqual({ kind: 'now', until: '2026-12-24' });
    expect(by('birthday', '1980-11-01', '2026-12-24')).toEqual({ kind: 'early', from: '2027-08-01' });
  });

  it('gives who was born on 29 February the 28th in years without one', () => {
    expect(nextBirthday('2000-02-29', '2026-12-24')).toBe('2027-02-28');
    expect(nextBirthday('2000-02-29', '2027-12-24')).toBe('2028-02-29');
  });

  it.each([
    ['2027', '2', '30'],
    ['2027', '13', '1'],
    ['', '1', '1'],
    ['12', '1', '1'],
    ['2027', 'x', '1'],
    ['2027', '1', '0'],
  ])('takes %s-%s-%s for no date', (year, month, day) => {
    expect(dateTyped(year, month, day)).toBeNull();
  });
  it('reads a date without leading zeros', () => expect(dateTyped('2027', '3', '1')).toBe('2027-03-01'));
});

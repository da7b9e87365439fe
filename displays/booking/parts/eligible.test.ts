// What the page says to a date that was typed in; the rule itself is tested where it stands.
import { describe, expect, it } from 'vitest';
import { dateTyped, judge } from './eligible.ts';

const by = (kind: 'expiry' | 'birthday', date: string, today: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return judge({ kind, year, month, day }, today, 3);
};

describe('"may I already?"', () => {
  it.each([
    ['2027-07-07', '2027-04-08', { kind: 'now', until: '2027-07-07' }],
    ['2027-07-07', '2027-04-07', { kind: 'early', from: '2027-04-08' }],
    ['2027-07-07', '2027-07-07', { kind: 'now', until: '2027-07-07' }],
    ['2027-07-07', '2027-07-08', { kind: 'over', on: '2027-07-07' }],
  ])('a card that ends on %s, asked on %s', (ends, today, said) => {
    expect(by('expiry', ends, today)).toEqual(said);
  });

  it('goes by the coming birthday where no expiry date is at hand', () => {
    expect(by('birthday', '1980-03-10', '2026-12-24')).toEqual({ kind: 'now', until: '2027-03-10' });
    expect(by('birthday', '1980-11-01', '2026-12-24')).toEqual({ kind: 'early', from: '2027-08-02' });
  });

  it.each([
    ['2027', '2', '30'],
    ['2027', '13', '1'],
    ['', '1', '1'],
    ['12', '1', '1'],
    ['2027', 'x', '1'],
    ['2027', '1', '0'],
  ])('takes %s-%s-%s for no date', (year, month, day) => {
    expect(judge({ kind: 'expiry', year, month, day }, '2026-12-24', 3)).toEqual({ kind: 'notADate' });
  });

  it('reads a date without leading zeros', () => expect(dateTyped('2027', '3', '1')).toBe('2027-03-01'));
});

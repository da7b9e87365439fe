// When cards and certificates end, and from when they can be renewed, birthdays on 29 February included.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageOn,
  birthdayAfter,
  cardEnds,
  certificateEnds,
  fitsWindow,
  isDate,
  mayRenew,
  renewableFrom,
} from './eligibility.ts';

describe('the last day', () => {
  it.each([
    // The example of the government's own page: issued 15 May 2020, birthday 10 October.
    ['2020-05-15', '1990-10-10', '2029-10-10'],
    ['2020-10-10', '1990-10-10', '2030-10-10'],
    ['2020-10-11', '1990-10-10', '2030-10-10'],
    ['2024-03-01', '2010-06-01', '2028-06-01'],
    ['2026-02-28', '2008-03-01', '2030-03-01'],
    ['2026-03-01', '2008-03-01', '2036-03-01'],
    ['2021-05-01', '2002-05-02', '2025-05-02'],
    ['2025-01-10', '1992-02-29', '2034-02-28'],
    ['2024-02-28', '1992-02-29', '2033-02-28'],
    ['2022-03-01', '1992-02-29', '2032-02-29'],
  ])('of a card issued %s to who was born %s is %s', (issued, birthday, ends) => {
    expect(cardEnds(issued, birthday)).toBe(ends);
  });
  it('of a certificate is the fifth birthday, never past the card', () => {
    expect(certificateEnds('2024-06-01', '1990-10-10', '2029-10-10')).toBe('2028-10-10');
    expect(certificateEnds('2026-06-01', '1990-10-10', '2029-10-10')).toBe('2029-10-10');
  });
  it('is a birthday, and at the age that it must be', () => {
    const date = fc.date({ min: new Date('1930-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    const text = date.map((one) => one.toISOString().slice(0, 10));
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 10 }), (birthday, from, n) => {
        const next = birthdayAfter(from, birthday, n);
        expect(next > from).toBe(true);
        expect(isDate(next)).toBe(true);
        expect(ageOn(next, birthday) - ageOn(from, birthday)).toBe(n);
      }),
    );
  });
});

describe('renewal', () => {
  it.each([
    ['2023-07-07', '2023-04-08'],
    ['2023-05-28', '2023-03-01'],
    ['2024-05-28', '2024-02-29'],
    ['2024-05-29', '2024-03-01'],
    ['2023-05-31', '2023-03-01'],
    ['2027-01-31', '2026-11-01'],
    ['2027-03-31', '2027-01-01'],
    ['2026-12-30', '2026-10-01'],
    ['2028-02-29', '2027-11-30'],
  ])('of what ends on %s is possible from %s', (ends, from) => {
    expect(renewableFrom(ends, 3)).toBe(from);
  });
  it('is told by the date on the card, and guessed by the birthday', () => {
    const today = '2026-12-01';
    expect(mayRenew({ expires: '2027-02-10' }, today, 3)).toEqual({
      ...{ kind: 'window', from: '2026-11-11', until: '2027-02-10', sure: true },
    });
    expect(mayRenew({ expires: '2026-11-30' }, today, 3)).toEqual({ kind: 'ended', on: '2026-11-30' });
    expect(mayRenew({ birthday: '1990-12-01' }, today, 3)).toMatchObject({
      until: '2026-12-01',
      sure: false,
    });
    expect(mayRenew({ birthday: '1990-11-30' }, today, 3)).toMatchObject({ until: '2027-11-30' });
    expect(mayRenew({ birthday: '2000-02-29' }, today, 3)).toMatchObject({
      from: '2026-11-29',
      until: '2027-02-28',
    });
    expect(mayRenew({ birthday: '2027-01-01' }, today, 3)).toEqual({ kind: 'noDate' });
    expect(mayRenew({ expires: '2027-02-29' }, today, 3)).toEqual({ kind: 'noDate' });
    const answer = mayRenew({ expires: '2027-02-10' }, today, 3);
    expect(
      ['2026-11-10', '2026-11-11', '2027-02-10', '2027-02-11'].map((date) => fitsWindow(answer, date)),
    ).toEqual([...[false, true, true, false]]);
  });
});

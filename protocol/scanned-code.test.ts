// Codes in what was typed or scanned.
import { describe, expect, it } from 'vitest';
import { codeCheck } from './reservation-ids.ts';
import { codeIn, looksLikeCode } from './scanned-code.ts';

const code = `7KQM2XWP${codeCheck('7KQM2XWP')}`;

describe('a code', () => {
  it.each([
    code,
    `${code.slice(0, 4)}-${code.slice(4)}`,
    ` ${code.toLowerCase()} `,
    `https://city.example.jp/booking#${code}.0123456789ABCDEF`,
    `HTTPS://CITY.EXAMPLE.JP/BOOKING?CODE=${code}`,
  ])('is found in %j', (text) => {
    expect(codeIn(text)).toBe(code);
  });

  it('with a wrong character is none, though it looks like one', () => {
    const wrong = `${code.slice(0, 3)}${code[3] === 'A' ? 'B' : 'A'}${code.slice(4)}`;
    expect(codeIn(wrong)).toBeNull();
    expect(looksLikeCode(wrong)).toBe(true);
  });

  it('is not a ticket’s number, a word or nothing', () => {
    expect(['A012', '', 'https://city.example.jp/t/0123456789ABCDEF'].map(codeIn)).toEqual([
      null,
      null,
      null,
    ]);
    expect(looksLikeCode('A012')).toBe(false);
  });
});

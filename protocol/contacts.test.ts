// What people type becomes one form, what cannot be right is named, and a My Number is never taken.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Contact, holdsMyNumber } from './contacts.ts';
import { ReservationId } from './ids.ts';
import { parseAs } from './parse.ts';

const problemOf = (contact: unknown): string => {
  const read = parseAs(Contact, contact, 'contact');
  return read.ok ? 'none' : read.refusal.message;
};

describe('a contact', () => {
  it.each([
    ['090-1234-5678', '09012345678'],
    ['０９０－１２３４－５６７８', '09012345678'],
    ['090ー1234ー5678', '09012345678'],
    ['(03) 5123-4567', '0351234567'],
    ['+81 3-5123-4567', '0351234567'],
    ['+81 (0)90 1234 5678', '09012345678'],
    ['0120-123-456', '0120123456'],
    ['0800-123-4567', '08001234567'],
    ['060 1234 5678', '06012345678'],
    ['+44 20 7946 0958', '+442079460958'],
  ])('takes the telephone number %s as %s', (typed, kept) => {
    expect(Contact.parse({ phone: typed })).toEqual({ phone: kept });
  });

  it.each([
    '',
    '110',
    '090-1234-567',
    '0312345678901',
    '03-0123-4567x',
    '12345678',
    '+81 90 1234',
    '020-1234-5678',
  ])('refuses the telephone number “%s”', (phone) => {
    expect(problemOf({ phone })).toContain('phone: must be a telephone number, e.g. 090-1234-5678');
  });

  it('makes katakana of every kana, and keeps the characters of a name as they are', () => {
    expect(Contact.parse({ kana: ' やまだ　ﾊﾅｺ ' })).toEqual({ kana: 'ヤマダ ハナコ' });
    // A variant (U+FA19) that Unicode's normal forms would replace, and one with a variation selector.
    expect(Contact.parse({ name: '\u{FA19}田 辻\u{E0100}子' })).toEqual({ name: '\u{FA19}田 辻\u{E0100}子' });
  });

  it('takes the addresses that mobile carriers gave out', () => {
    expect(Contact.parse({ email: ' hana..ko.@docomo.example.jp ' })).toEqual({
      email: 'hana..ko.@docomo.example.jp',
    });
  });

  it.each([
    [{}, 'must hold at least one of name'],
    [{ name: ' ' }, 'name: must not be empty'],
    [{ name: 'a\nb' }, 'name: must be one line'],
    [{ name: 'x'.repeat(101) }, 'name: must be at most 100'],
    [{ kana: '山田' }, 'kana: must be kana'],
    [{ email: 'hanako' }, 'email: must be a mail address'],
    [{ note: 'a\u0000b' }, 'note: must be text'],
    [{ note: '\uD800' }, 'note: must be text'],
    [{ note: '番号は 1234-5678-9018 です' }, 'note: must not hold a My Number'],
    [{ name: '山田', birthday: '1990-01-01' }, 'Unrecognized key'],
  ])('refuses %j', (contact, problem) => {
    expect(problemOf(contact)).toContain(problem);
  });

  it('is the same when it is parsed again', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    const kana = fc.string({ unit: fc.constantFrom(...'あいうがぱァヴｶﾞー 　・'), maxLength: 30 });
    const phone = fc.string({ unit: fc.constantFrom(...'0123456789+-ー－() '), maxLength: 20 });
    const email = fc.emailAddress();
    fc.assert(
      fc.property(
        fc.record({ name: text, kana, phone, email, note: text }, { requiredKeys: [] }),
        (typed) => {
          const once = Contact.safeParse(typed);
          if (once.success) expect(Contact.parse(once.data)).toEqual(once.data);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a My Number', () => {
  // Made with the formula by hand: 123456789018 is the example that many published checks use.
  it.each([
    '123456789018',
    '１２３４ ５６７８ ９０１８',
    '番号123456789018です',
  ])('is seen in “%s”', (text) => {
    expect(holdsMyNumber(text)).toBe(true);
  });
  it.each([
    '123456789012',
    '09012345678',
    '1234567890181',
    '2026-11-24 10:40',
  ])('is not seen in “%s”', (text) => {
    expect(holdsMyNumber(text)).toBe(false);
  });
});

describe('a reservation’s id', () => {
  it.each(['01JD9Z6M7QK3', 'r-centre.20261124-0001'])('may be %s', (id) => {
    expect(ReservationId.safeParse(id).success).toBe(true);
  });
  it.each([
    '09012345678',
    'hanako@example.jp',
    '山田花子山田花子',
    'short',
    'a'.repeat(101),
  ])('may not be %s', (id) => {
    expect(ReservationId.safeParse(id).success).toBe(false);
  });
});

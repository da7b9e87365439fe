// What a resident types, as the site asks for it.
import { describe, expect, it } from 'vitest';
import { codeCheck } from '../../protocol/reservation-ids.ts';
import { checkContact, checkKey } from './check-form.ts';

const asks = { name: 'required', kana: 'required', telephone: 'required', mail: 'optional' } as const;
const typed = { name: '山田 花子', kana: 'やまだ　はなこ', phone: '０９０（１２３４）５６７８', email: '' };

describe('the form', () => {
  it('takes what people type as they type it', () => {
    expect(checkContact(typed, asks)).toEqual({
      problems: {},
      contact: { name: '山田 花子', kana: 'ヤマダ ハナコ', phone: '09012345678' },
    });
  });

  it('says of each field what is wrong with it', () => {
    expect(checkContact({ name: '', kana: 'Yamada', phone: '12', email: 'hanako' }, asks).problems).toEqual({
      name: 'empty',
      kana: 'kana',
      phone: 'telephone',
      email: 'mail',
    });
  });

  it('refuses a My Number in any field', () => {
    expect(checkContact({ ...typed, name: '1234 5678 9018' }, asks).problems).toEqual({ name: 'myNumber' });
  });

  it('sends nothing that the site does not ask for', () => {
    const few = { name: 'off', kana: 'off', telephone: 'required', mail: 'off' } as const;
    expect(checkContact({ ...typed, email: 'x' }, few)).toEqual({
      problems: {},
      contact: { phone: '09012345678' },
    });
    const none = { name: 'off', kana: 'off', telephone: 'off', mail: 'off' } as const;
    expect(checkContact(typed, none)).toEqual({ problems: {}, contact: null });
  });
});

describe('the key of a reservation', () => {
  const code = `7KQM2XWP${codeCheck('7KQM2XWP')}`;
  it('is taken in small letters, full width, with and without its hyphen', () => {
    for (const said of [code, code.toLowerCase(), `${code.slice(0, 4)}-${code.slice(4)}`, ` ${code} `])
      expect(checkKey({ code: said, lastFour: '５６７８' }).proof).toEqual({ code, lastFour: '5678' });
  });
  it('tells a typing error from missing digits', () => {
    const wrong = `${code.slice(0, 8)}${code.endsWith('2') ? '3' : '2'}`;
    expect(checkKey({ code: wrong, lastFour: '5678' }).problems).toEqual({ code: 'code' });
    expect(checkKey({ code, lastFour: '56' }).problems).toEqual({ lastFour: 'lastFour' });
    expect(checkKey({ code: '', lastFour: '' }).problems).toEqual({ code: 'code', lastFour: 'lastFour' });
  });
});

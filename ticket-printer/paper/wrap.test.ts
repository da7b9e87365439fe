// Lines fit, nothing is lost, and no line begins or ends where Japanese print forbids it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../../protocol/ids.ts';
import { wrap } from './wrap.ts';

/** Half-width characters are half an em, as in a fixed-width typeface. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x100 ? 0.5 : 1), 0);

describe('wrap', () => {
  it('breaks Japanese between words and fills lines evenly', () => {
    expect(wrap('スマートフォンで順番を確認できます', 'ja', 12, widthOf)).toEqual([
      'スマートフォンで',
      '順番を確認できます',
    ]);
  });

  it('breaks easy Japanese at its spaces', () => {
    expect(wrap('番号が 出るまで 待って ください', 'ja-easy', 9, widthOf)).toEqual([
      '番号が 出るまで',
      '待って ください',
    ]);
  });

  it('never begins a line with a full stop or ends one with an opening bracket', () => {
    for (let width = 7; width < 24; width += 1) {
      for (const line of wrap(
        '本人確認書類「運転免許証（原本）」をご用意ください。お願いします。',
        'ja',
        width,
        widthOf,
      )) {
        expect(line).not.toMatch(/^[、。」）ー]/u);
        expect(line).not.toMatch(/[「（]$/u);
      }
    }
  });

  it('cuts no word that fits, for the sake of even lines', () => {
    expect(wrap('Appointment nang 10:30', 'tl', 6, widthOf)).toEqual(['Appointment', 'nang 10:30']);
  });

  it('cuts a word that is wider than the paper', () => {
    const lines = wrap('Donaudampfschifffahrtsgesellschaft', 'en', 5, widthOf);
    expect(lines.join('')).toBe('Donaudampfschifffahrtsgesellschaft');
    expect(lines.every((line) => widthOf(line) <= 5)).toBe(true);
  });

  it('keeps every character and the width, whatever the text', () => {
    const alphabet = fc.constantFrom(...'日本語のテキスト、。「」（）ー番号abc defg 12,.한국어 ắệ ');
    fc.assert(
      fc.property(
        fc.array(alphabet, { maxLength: 200 }).map((characters) => characters.join('')),
        fc.constantFrom(...languages),
        fc.integer({ min: 3, max: 40 }),
        (text, language, width) => {
          const lines = wrap(text, language, width, widthOf);
          expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

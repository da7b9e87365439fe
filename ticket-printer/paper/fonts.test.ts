// Every character that any language puts on paper has a glyph of its own: no tofu, no 〓.
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../protocol/ids.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import { missingMark, openFonts, type Weight } from './fonts.ts';
import { samplePaper } from './sample.ts';
import { dateAndTime } from './words.ts';

const words = (language: Language): string => {
  const { paper, ownName } = textsFor(language);
  const numbers = [0, 1, 2, 34, 567, 890];
  const said = numbers.map(
    (n) => paper.ahead(n) + paper.range({ low: n, high: n + 5 }) + paper.range({ low: n, high: n }),
  );
  const days = Array.from({ length: 24 }, (_, i) => dateAndTime(Date.UTC(2026, 0, 1 + i * 16), language));
  const plain = Object.values(paper).filter((text) => typeof text === 'string');
  const sample = samplePaper(language);
  const local = [sample.procedureNames, sample.siteNames, sample.bring, sample.whereToWait].map(
    (t) => t?.[language] ?? '',
  );
  return [ownName, ...plain, ...said, paper.issuedAt(''), paper.slot('10:30'), ...days, ...local].join('');
};

const drawn = (text: string, families: string): Buffer => {
  const pen = createCanvas(40, 48).getContext('2d');
  pen.font = `32px ${families}`;
  pen.fillText(text, 4, 36);
  return Buffer.from(pen.getImageData(0, 0, 40, 48).data);
};

describe('typefaces of the ticket', () => {
  const fonts = openFonts();
  const drawnIn = (wanted: string, language: Language): Buffer => {
    const { text, families } = fonts.prepare(wanted, language, 400);
    return drawn(text, families);
  };

  it.each(languages)('draw every character of %s', (language) => {
    for (const weight of [400, 700] satisfies Weight[]) {
      for (const character of new Set(words(language))) {
        const { text, families } = fonts.prepare(character, language, weight);
        expect(text, `U+${character.codePointAt(0)?.toString(16)} ${character}`).toBe(character);
        if (character.trim() === '') continue;
        const picture = drawn(text, families);
        const tofu = drawn('\u{10ffff}', families);
        expect(picture.equals(tofu), `${character} is drawn as a box`).toBe(false);
        expect(
          picture.some((byte) => byte !== 0),
          `${character} leaves no ink`,
        ).toBe(true);
      }
    }
  });

  it('draw letters and digits of the number', () => {
    const { text } = fonts.prepare('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 'digits', 700);
    expect(text).not.toContain(missingMark);
  });

  it('put 〓 where no typeface has the character, and leave joiners out', () => {
    expect(fonts.prepare('山🦊\u200b川', 'ja', 400).text).toBe(`山${missingMark}川`);
    expect(fonts.prepare('a\nb\u0007', 'en', 400).text).toBe('a b ');
  });

  it('take Chinese shapes for Chinese and Japanese ones for Japanese', () => {
    expect(fonts.prepare('直', 'zh-Hans', 400).families).toContain('noto-sans-sc');
    expect(fonts.prepare('直', 'ja', 400).families).toContain('biz-udpgothic');
    expect(fonts.prepare('直', 'zh-Hant', 400).families).toContain('noto-sans-tc');
    expect(drawnIn('骨', 'zh-Hant').equals(drawnIn('骨', 'zh-Hans'))).toBe(false);
  });

  it('join Devanagari letters into conjuncts, and heed the joiner that asks for the other form', () => {
    const widthIn = (text: string) => {
      const pen = createCanvas(10, 10).getContext('2d');
      const prepared = fonts.prepare(text, 'ne', 400);
      pen.font = `32px ${prepared.families}`;
      return pen.measureText(prepared.text).width;
    };
    for (const [first, second] of ['कष', 'जञ', 'दध', 'शर', 'तर'] as const)
      expect(widthIn(`${first}\u094d${second}`), `${first} + ${second}`).toBeLessThan(
        widthIn(first ?? '') + widthIn(second ?? ''),
      );
    // गर्‍यो has a lash, गर्यो a hook above.
    expect(drawnIn('र\u094d\u200dयो', 'ne').equals(drawnIn('र\u094dयो', 'ne'))).toBe(false);
  });
});

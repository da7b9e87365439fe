// Every public language says everything itself: nothing left in English or in another language, no figure forgotten, no plural made by hand.
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../ids.ts';
import { bookingTexts } from './booking/index.ts';
import { textsFor } from './index.ts';
import { kioskTexts } from './kiosk/every-language.ts';
import { nowTexts } from './now.ts';
import { phoneTexts } from './phone/index.ts';

/** Texts that are rightly the same in two languages, by their place. */
const sameByRight: readonly string[] = [
  'ja/ja-easy wall.number',
  'ja/ja-easy wall.notices',
  'ja/ja-easy wall.closesAt',
  'zh-Hans/zh-Hant wall.booth',
  'zh-Hans/zh-Hant wall.waitingPeople',
  'zh-Hans/zh-Hant wall.closesAt',
  'zh-Hans/zh-Hant paper.ahead',
  'zh-Hans/zh-Hant wall.booths',
  'zh-Hans/zh-Hant wall.closed',
];

/** What stands in the place of each argument; ranges take two. */
const figures = [13, 17, 19];
const said = (place: string, value: unknown): string => {
  if (typeof value === 'string') return value;
  const tell = value as (...given: unknown[]) => string;
  if (tell.length === 3) return tell('ZZ', figures[0], figures[1]);
  return tell(place.endsWith('.range') ? { low: figures[0], high: figures[1] } : figures[0]);
};

type Told = { readonly place: string; readonly text: string; readonly figures: string };
const tellAll = (language: Language): readonly Told[] => {
  const { wall, paper, speech } = textsFor(language);
  return Object.entries({ wall, paper, speech }).flatMap(([section, texts]) =>
    Object.entries(texts).map(([name, value]) => {
      const place = `${section}.${name}`;
      const text = said(place, value);
      return { place, text, figures: (text.match(/\d+|ZZ/g) ?? []).sort().join() };
    }),
  );
};

const letters: Readonly<Record<Language, RegExp>> = {
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  'ja-easy': /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  en: /[a-z]/i,
  'zh-Hans': /\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}/u,
  ko: /\p{Script=Hangul}/u,
  vi: /[a-zđăâêôơư]/i,
  pt: /[a-z]/i,
  ne: /\p{Script=Devanagari}/u,
  tl: /[a-z]/i,
};

const pairs = languages.flatMap((a, index) =>
  languages.slice(index + 1).map((b): [Language, Language] => [a, b]),
);

/** The texts of the visitor's own screens, with what stands in them put in; tags are no text. */
const ownScreens = (language: Language): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const take = (place: string, value: unknown): void => {
    if (typeof value === 'string') found.set(place, value);
    else if (typeof value === 'function')
      found.set(place, value.length === 2 ? value(13, 17) : said(place, value));
    else for (const [name, inner] of Object.entries(value as object)) take(`${place}.${name}`, inner);
  };
  const { tag: _, ...phone } = phoneTexts[language];
  const { tag: __, ...booking } = bookingTexts[language];
  for (const [name, texts] of Object.entries({
    phone,
    booking,
    kiosk: kioskTexts[language],
    now: nowTexts[language],
  }))
    take(name, texts);
  return found;
};

describe('the texts of phone, booking page, kiosk and now page', () => {
  it.each(languages.filter((language) => language !== 'en'))('are all said in %s', (language) => {
    const english = ownScreens('en');
    const texts = ownScreens(language);
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [place, text] of texts) {
      expect(text, place).toMatch(letters[language]);
      // Minutes are "min" in Portuguese and Filipino too.
      if (place !== 'phone.out.minutes') expect(text, place).not.toBe(english.get(place));
      expect(text, place).not.toMatch(/undefined|NaN|\[object|\{n\}|[०-९]/);
    }
  });
});

describe('the public catalogue', () => {
  it.each(pairs)('says nothing in %s as in %s, but what is the same by right', (a, b) => {
    const other = new Map(tellAll(b).map(({ place, text }) => [place, text]));
    const same = tellAll(a)
      .filter(({ place, text }) => other.get(place) === text)
      .map(({ place }) => `${a}/${b} ${place}`);
    expect(same.sort()).toEqual(sameByRight.filter((one) => one.startsWith(`${a}/${b} `)).sort());
  });

  it.each(
    languages,
  )('says everything in the letters of %s, with the same figures as in Japanese', (language) => {
    const japanese = new Map(tellAll('ja').map((told) => [told.place, told.figures]));
    for (const { place, text, figures: its } of tellAll(language)) {
      expect(text, place).toMatch(letters[language]);
      expect(its, `${place}: ${text}`).toBe(japanese.get(place));
      expect(text, place).not.toMatch(/undefined|NaN|\[object|\{n\}|[०-९]/);
    }
  });

  it('makes no plural by hand', () => {
    const byHand = globSync('{protocol/texts/**,server/web}/*.ts', { cwd: `${import.meta.dirname}/../..` })
      .filter((file) => !file.endsWith('.test.ts'))
      .filter((file) => {
        const text = readFileSync(`${import.meta.dirname}/../../${file}`, 'utf8');
        return /\(s\)|=== 1 \?/.test(text);
      });
    expect(byHand).toEqual([]);
  });
});

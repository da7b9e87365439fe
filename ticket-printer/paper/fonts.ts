// The typefaces of the ticket: each a pile of small subset files, loaded when one of their characters is first drawn.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import type { Language } from '../../protocol/ids.ts';
import { coverageOf } from './font-coverage.ts';

export type Weight = 400 | 700;
type Face = 'biz-udpgothic' | 'biz-udgothic' | 'noto-sans' | 'noto-sans-sc' | 'noto-sans-tc' | 'noto-sans-kr';

/** What stands where no typeface has the character; printers in Japan have always set 〓 there. */
export const missingMark = '〓';

/** The faces to ask in turn: shapes of Chinese characters differ between languages, so order matters. */
const facesOf = (language: Language | 'digits'): readonly Face[] => {
  switch (language) {
    case 'digits':
      return ['biz-udgothic'];
    case 'ja':
    case 'ja-easy':
      return ['biz-udpgothic', 'noto-sans-tc', 'noto-sans-sc', 'noto-sans-kr', 'noto-sans'];
    case 'zh-Hans':
      return ['noto-sans-sc', 'noto-sans-tc', 'biz-udpgothic', 'noto-sans-kr', 'noto-sans'];
    case 'zh-Hant':
      return ['noto-sans-tc', 'biz-udpgothic', 'noto-sans-sc', 'noto-sans-kr', 'noto-sans'];
    case 'ko':
      return ['noto-sans-kr', 'biz-udpgothic', 'noto-sans-tc', 'noto-sans-sc', 'noto-sans'];
    case 'en':
    case 'vi':
    case 'pt':
    case 'ne':
    case 'tl':
      return ['noto-sans', 'biz-udpgothic', 'noto-sans-tc', 'noto-sans-sc', 'noto-sans-kr'];
  }
};

type Subset = {
  readonly family: string;
  readonly path: string;
  readonly ranges: readonly [number, number][];
};

const rangesOf = (list: string): [number, number][] =>
  list.split(',').map((item) => {
    const [from, to] = item
      .trim()
      .slice(2)
      .split('-')
      .map((hex) => Number.parseInt(hex, 16));
    return [from ?? 0, to ?? from ?? 0];
  });

export type Fonts = {
  /** The text without what cannot be drawn, and the CSS families that draw it, each one needed. */
  prepare(
    text: string,
    language: Language | 'digits',
    weight: Weight,
  ): { readonly text: string; readonly families: string };
};

/** Finds typefaces for characters; files are read on first need, a few milliseconds each. */
export const openFonts = (): Fonts => {
  const require = createRequire(import.meta.url);
  const subsets = new Map<string, readonly Subset[]>();
  const coverage = new Map<string, ReadonlySet<number>>();
  const found = new Map<string, string | null>();

  const subsetsOf = (face: Face, weight: Weight): readonly Subset[] => {
    const known = subsets.get(`${face}/${weight}`);
    if (known) return known;
    const index = JSON.parse(
      readFileSync(require.resolve(`@fontsource/${face}/unicode.json`), 'utf8'),
    ) as Record<string, string>;
    const list = Object.entries(index).map(([name, ranges]): Subset => {
      const key = name.replaceAll(/[[\]]/g, '');
      return {
        family: `${face}-${key}-${weight}`,
        path: require.resolve(`@fontsource/${face}/files/${face}-${key}-${weight}-normal.woff2`),
        ranges: rangesOf(ranges),
      };
    });
    subsets.set(`${face}/${weight}`, list);
    return list;
  };

  const load = ({ family, path }: Subset): ReadonlySet<number> => {
    const known = coverage.get(family);
    if (known) return known;
    const font = readFileSync(path);
    // The canvas keeps one list of fonts per process.
    if (!GlobalFonts.has(family)) GlobalFonts.register(font, family);
    const covered = coverageOf(font);
    coverage.set(family, covered);
    return covered;
  };

  const familyFor = (code: number, language: Language | 'digits', weight: Weight): string | null => {
    const key = `${code}/${language}/${weight}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const search = (): string | null => {
      for (const face of facesOf(language)) {
        for (const subset of subsetsOf(face, weight)) {
          const promised = subset.ranges.some(([from, to]) => code >= from && code <= to);
          if (promised && load(subset).has(code)) return subset.family;
        }
      }
      return null;
    };
    const family = search();
    if (found.size < 50_000) found.set(key, family);
    return family;
  };

  return {
    prepare: (text, language, weight) => {
      const families = new Set<string>();
      let drawable = '';
      let previous = '';
      for (const wanted of text.normalize('NFC')) {
        const character = /\p{Cc}|\p{Zl}|\p{Zp}/u.test(wanted) ? ' ' : wanted;
        // Marks without ink go, but a joiner after a Devanagari letter says how the two are drawn.
        const joins = /[\u200c\u200d]/.test(character) && /\p{Script=Devanagari}/u.test(previous);
        if (/\p{Cf}|\p{Variation_Selector}/u.test(character) && !joins) continue;
        previous = character;
        const family = familyFor(character.codePointAt(0) ?? 0, language, weight);
        const shown = family === null ? missingMark : character;
        const using = family ?? familyFor(missingMark.codePointAt(0) ?? 0, 'ja', weight);
        if (using !== null) families.add(using);
        drawable += shown;
      }
      return { text: drawable, families: [...families].map((family) => `"${family}"`).join(', ') };
    },
  };
};

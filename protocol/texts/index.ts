// All public texts by language, and how a wait is said to people: as a range in humane steps.
import type { Language } from '../ids.ts';
import type { Estimate } from '../views.ts';
import { freshRange } from '../wait-range.ts';
import type { PublicTexts, Range } from './catalogue.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { jaEasy } from './ja-easy.ts';
import { ko } from './ko.ts';
import { ne } from './ne.ts';
import { pt } from './pt.ts';
import { tl } from './tl.ts';
import { vi } from './vi.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { PublicTexts, Range } from './catalogue.ts';

export const texts: Readonly<Record<Language, PublicTexts>> = {
  ja,
  'ja-easy': jaEasy,
  en,
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  ko,
  vi,
  pt,
  ne,
  tl,
};

/** The texts of one language. */
export const textsFor = (language: Language): PublicTexts => texts[language];

/** The range that an estimate is told as: the hub's, or where none came along a fresh one of its figures. */
export const rangeOf = (estimate: Estimate): Range | 'soon' => {
  const { shown } = estimate;
  if (shown === undefined) return freshRange(estimate.p20, estimate.p80);
  return shown.high === 0 ? 'soon' : shown;
};

/** An estimate in words; `texts` is the section that speaks: `textsFor(language).wall` or `.paper`. */
export const showRange = (estimate: Estimate, texts: Pick<PublicTexts['wall'], 'range' | 'soon'>): string => {
  const range = rangeOf(estimate);
  return range === 'soon' ? texts.soon : texts.range(range);
};

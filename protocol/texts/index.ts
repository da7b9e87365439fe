// All public texts by language, and how a wait is said to people: in steps of five minutes.
import type { Language } from '../ids.ts';
import type { Estimate } from '../views.ts';
import type { PublicTexts, Range } from './catalogue.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { jaEasy } from './ja-easy.ts';
import { ko } from './ko.ts';
import { pt } from './pt.ts';
import { vi } from './vi.ts';
import { zhHans } from './zh-Hans.ts';

export type { PublicTexts, Range } from './catalogue.ts';

export const texts: Readonly<Record<Language, PublicTexts>> = {
  ja,
  'ja-easy': jaEasy,
  en,
  'zh-Hans': zhHans,
  ko,
  vi,
  pt,
};

/** The texts of one language. */
export const textsFor = (language: Language): PublicTexts => texts[language];

const stepMinutes = 5;

/**
 * An estimate as a range in whole minutes: outwards to steps of five, so that the promise is not too tight.
 * low 0 means "within high"; 'soon' when even the slow case is under five minutes.
 */
export const rangeOf = (estimate: Estimate): Range | 'soon' => {
  if (estimate.p80 < stepMinutes) return 'soon';
  const low = Math.max(0, Math.floor(estimate.p20 / stepMinutes) * stepMinutes);
  const high = Math.ceil(Math.max(estimate.p20, estimate.p80) / stepMinutes) * stepMinutes;
  return { low, high };
};

/** An estimate in words; `texts` is the section that speaks: `textsFor(language).wall` or `.paper`. */
export const showRange = (estimate: Estimate, texts: Pick<PublicTexts['wall'], 'range' | 'soon'>): string => {
  const range = rangeOf(estimate);
  return range === 'soon' ? texts.soon : texts.range(range);
};

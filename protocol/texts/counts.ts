// Numbers and counted things by Intl: which form of a word a number takes, and how a language writes numbers and ranges.
import type { WaitRange } from '../wait-range.ts';

/**
 * A text per plural form of the language; `{n}` stands for the number. `zero` is said of none at all, whatever the
 * language's rules; one text alone serves every number.
 */
export type Forms =
  | string
  | (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });

export type Counting = {
  /** A whole number, e.g. 1,204; always in Latin digits, as tickets and walls have them. */
  readonly number: (count: number) => string;
  /** So many of a thing. */
  readonly counted: (forms: Forms) => (count: number) => string;
  /** A wait in minutes: `within` where only its end is known, `about` for one figure or a range. */
  readonly wait: (forms: { readonly within: Forms; readonly about: Forms }) => (range: WaitRange) => string;
};

const formFor = (forms: Forms, rule: Intl.LDMLPluralRule): string =>
  typeof forms === 'string' ? forms : (forms[rule] ?? forms.other);

/** How a language counts; `tag` is its BCP 47 tag. */
export const countingIn = (tag: string): Counting => {
  const rules = new Intl.PluralRules(tag);
  // As part of the tag: as an option it holds for numbers, but not for their ranges.
  const numbers = new Intl.NumberFormat(`${tag}-u-nu-latn`);
  const put = (text: string, number: string): string => text.replace('{n}', number);
  const counted: Counting['counted'] = (forms) => (count) =>
    put(
      count === 0 && typeof forms !== 'string' && forms.zero !== undefined
        ? forms.zero
        : formFor(forms, rules.select(count)),
      numbers.format(count),
    );
  return {
    number: (count) => numbers.format(count),
    counted,
    wait:
      ({ within, about }) =>
      ({ low, high }) => {
        if (low === 0) return counted(within)(high);
        if (low === high) return counted(about)(low);
        // The form of a range is that of its end in every language we have (CLDR, plural ranges).
        return put(formFor(about, rules.select(high)), numbers.formatRange(low, high));
      },
  };
};

// Which passwords are taken: long ones that are not among the first guesses. No rules about signs, which only make people
// write passwords down (NIST SP 800-63B, 5.1.1.2).
import { readFileSync } from 'node:fs';
import { type Refusal, refuse } from '../../protocol/refusals.ts';

/** Characters. */
export const leastLength = 12;
/** Nobody types more; a bound keeps the work bounded. */
export const mostLength = 128;

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
/** Letters and digits only: "P-a-s-s w.o.r.d" is no better than "password". */
const bare = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '');

const common = readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

/** At least so many characters must be there besides names and common words. */
const leastBesides = 6;
/** Shorter names stand in many a harmless password. */
const leastName = 2;
/** Fewer different characters than this are a pattern. */
const leastDifferent = 5;

const isRun = (text: string): boolean => {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  return steps.length > 0 && steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
};

/** Why the password is not taken; null: it is. `names`: account, its name, the organisation. */
export const passwordProblem = (password: string, names: readonly string[]): Refusal | null => {
  const length = [...password.normalize('NFKC')].length;
  if (length < leastLength || length > mostLength) {
    return refuse('passwordShort', { least: leastLength, most: mostLength });
  }
  const text = bare(password);
  const words = [...common, ...names.map(bare).filter((name) => name.length >= leastName)];
  const besides = words
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ''), text);
  const tooEasy =
    new Set(text).size < leastDifferent || isRun(text) || (besides !== text && besides.length < leastBesides);
  return tooEasy ? refuse('passwordCommon') : null;
};

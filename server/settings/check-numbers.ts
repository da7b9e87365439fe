// The cross-check of ticket numbers: within a site no number may belong to two procedures.
import type { NumberRange, Settings } from '../../protocol/settings.ts';
import { type Path, type Problem, problem } from './problem.ts';

type Claim = {
  readonly id: string;
  readonly letter: string;
  readonly range: NumberRange;
  readonly path: Path;
};

/** Ranges that are used up by their skips, or that meet another range with the same letter at a site. */
export const checkNumbers = (settings: Settings): readonly Problem[] => [
  ...settings.procedures.flatMap((one, index) => checkEmpty(one.numbers, ['procedures', index, 'numbers'])),
  ...settings.sites.flatMap((site, at) => [
    ...site.procedures.flatMap((one, index) =>
      one.numbers === undefined ? [] : checkEmpty(one.numbers, ['sites', at, 'procedures', index, 'numbers']),
    ),
    ...checkShared(claimsOf(settings, at)),
  ]),
];

const claimsOf = (settings: Settings, at: number): readonly Claim[] =>
  (settings.sites[at]?.procedures ?? []).flatMap((one, index) => {
    const procedure = settings.procedures.find((known) => known.id === one.procedure);
    if (procedure === undefined) return [];
    return [
      {
        id: procedure.id,
        letter: procedure.letter,
        range: one.numbers ?? procedure.numbers,
        path: ['sites', at, 'procedures', index, 'numbers'],
      },
    ];
  });

const checkShared = (claims: readonly Claim[]): readonly Problem[] =>
  claims.flatMap((claim, index) => {
    const other = claims
      .slice(0, index)
      .find((earlier) => earlier.letter === claim.letter && meet(earlier.range, claim.range));
    // A procedure listed twice is told as such, once.
    if (other === undefined || other.id === claim.id) return [];
    return [
      problem(
        claim.path,
        rangeText(claim),
        `must share no number with ${rangeText(other)} of "${other.id}": give other numbers or another letter`,
      ),
    ];
  });

const checkEmpty = (range: NumberRange, path: Path): readonly Problem[] =>
  numbersOf(range).length > 0
    ? []
    : [problem([...path, 'skip'], range.skip, 'must leave at least one number between first and last')];

const meet = (left: NumberRange, right: NumberRange): boolean => {
  const taken = new Set(numbersOf(left));
  return numbersOf(right).some((number) => taken.has(number));
};

const numbersOf = (range: NumberRange): readonly number[] => {
  const skipped = new Set(range.skip);
  const all = Array.from({ length: range.last - range.first + 1 }, (_, index) => range.first + index);
  return all.filter((number) => !skipped.has(number));
};

const rangeText = (claim: Claim): string => {
  const digits = (number: number): string => claim.letter + String(number).padStart(3, '0');
  return `${digits(claim.range.first)}–${digits(claim.range.last)}`;
};

// The numbers on the tickets: a letter and three digits, from below for the hub, from above for devices on their own.
import type { DeviceId, JobId, ProcedureId, TicketNumber } from '../../protocol/ids.ts';
import type { OfferedProcedure } from '../settings/resolved-site.ts';
import { inWords } from './decision.ts';
import type { DayState } from './state.ts';

/** "A" and 12 make "A012". */
export const numberOf = (letter: string, count: number): TicketNumber =>
  `${letter}${String(count).padStart(3, '0')}` as TicketNumber;

/** "A012" counts as 12. */
export const countOf = (number: TicketNumber): number => Number(number.slice(1));

/** The id of a ticket's sheet of paper, the first being 1. */
export const jobOf = (number: TicketNumber, sheet: number): JobId => `${number}-${sheet}` as JobId;

/** The range in words: "A001–A999". */
export const rangeOf = ({ letter, numbers }: OfferedProcedure): string =>
  `${numberOf(letter, numbers.first)}–${numberOf(letter, numbers.last)}`;

/** Whether a number may stand on a ticket of the procedure; a number to skip may, if somebody wrote it by hand. */
export const isInRange = ({ letter, numbers }: OfferedProcedure, number: TicketNumber): boolean =>
  number.startsWith(letter) && countOf(number) >= numbers.first && countOf(number) <= numbers.last;

/** Whether a number is on a ticket or in a device's hands today. */
export const isTaken = (state: DayState, number: TicketNumber): boolean =>
  state.tickets.has(number) || state.leases.has(number);

/**
 * The number that the hub gives next; null: none is left. It starts where the last search ended, so that a whole
 * day looks at each number about once; only when nothing is left above does it look from the start again, for
 * numbers that a change of the settings has made free.
 */
export const nextNumber = (state: DayState, procedure: OfferedProcedure): TicketNumber | null => {
  const { first, last } = procedure.numbers;
  const from = Math.max(first, state.numbersFrom.get(procedure.id) ?? first);
  return freeBetween(state, procedure, from, last) ?? freeBetween(state, procedure, first, from - 1);
};

/** How many numbers can still be given, as far as they are few; null: more than `few`. */
export const numbersLeft = (state: DayState, procedure: OfferedProcedure, few: number): number | null => {
  const { first, last, skip } = procedure.numbers;
  const from = Math.max(first, state.numbersFrom.get(procedure.id) ?? first);
  const skipped = new Set(skip);
  let left = 0;
  // From where the next search begins, round to where it began: most days leave at the first free ones.
  for (let i = 0; i <= last - first; i += 1) {
    const n = first + ((from - first + i) % (last - first + 1));
    if (!skipped.has(n) && !isTaken(state, numberOf(procedure.letter, n))) left += 1;
    if (left > few) return null;
  }
  return left;
};

/** The next number in words, for messages; "-": none is left. */
export const nextNumberInWords = (state: DayState, procedure: OfferedProcedure): string =>
  nextNumber(state, procedure) ?? inWords([]);

/** Up to `count` numbers for a device, from the top of the range, so that they are far from those given online. */
export const numbersToLease = (
  state: DayState,
  procedure: OfferedProcedure,
  count: number,
): readonly TicketNumber[] => {
  const skipped = new Set(procedure.numbers.skip);
  const found: TicketNumber[] = [];
  for (let n = procedure.numbers.last; n >= procedure.numbers.first && found.length < count; n -= 1) {
    const number = numberOf(procedure.letter, n);
    if (!skipped.has(n) && !isTaken(state, number)) found.push(number);
  }
  return found.reverse();
};

/** The numbers of a procedure that a device holds and has not used, in ascending order. */
export const numbersHeld = (
  state: DayState,
  device: DeviceId,
  procedure: ProcedureId,
): readonly TicketNumber[] =>
  [...state.leases]
    .filter(([, lease]) => lease.device === device && lease.procedure === procedure)
    .map(([number]) => number)
    .sort();

const freeBetween = (
  state: DayState,
  { letter, numbers }: OfferedProcedure,
  from: number,
  to: number,
): TicketNumber | null => {
  const skipped = new Set(numbers.skip);
  for (let n = from; n <= to; n += 1) {
    const number = numberOf(letter, n);
    if (!skipped.has(n) && !isTaken(state, number)) return number;
  }
  return null;
};

// How times, waits and names are written on the consoles.
import { type Language, languages, type ProcedureId } from '../../protocol/ids.ts';
import { rangeOf, textsFor } from '../../protocol/texts/index.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffText, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { Estimate, ProcedureNow } from '../../protocol/views.ts';

/** Each visitor language in its own words. */
export const languageNames = Object.fromEntries(
  languages.map((language) => [language, textsFor(language).ownName]),
) as Readonly<Record<Language, string>>;

/** Elapsed time, e.g. "3分05秒"; never negative. */
export const elapsedText = (elapsedMs: number, language: StaffLanguage): string => {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  const rest = String(seconds % 60).padStart(2, '0');
  return staffTexts(language).time.elapsed(Math.floor(seconds / 60), rest);
};

/** Whole minutes with their unit, e.g. "15分", "15 min". */
export const inMinutes = (minutes: number, language: StaffLanguage): string =>
  `${minutes}${language === 'ja' ? '' : ' '}${staffTexts(language).common.minutesUnit}`;

/** Elapsed whole minutes, e.g. "3分"; never negative. */
export const minutesText = (elapsedMs: number, language: StaffLanguage): string =>
  inMinutes(Math.max(0, Math.floor(elapsedMs / 60_000)), language);

/** The wait as the range that visitors are told too; "soon" under five minutes. */
export const waitText = (estimate: Estimate | null, language: StaffLanguage): string => {
  const say = staffTexts(language).time;
  if (estimate === null) return say.unknown;
  const range = rangeOf(estimate);
  return range === 'soon' ? say.soon : say.minutes(range.low, range.high);
};

/** The short name of a procedure; its full one where only that is in the language. */
export const shortName = (
  { names, shortNames }: Pick<ProcedureNow, 'names' | 'shortNames'>,
  language: StaffLanguage,
): string =>
  shortNames !== null && (shortNames[language] !== undefined || names[language] === undefined)
    ? staffText(shortNames, language)
    : staffText(names, language);

const wide = /[\u1100-\u11ff\u2e80-\uffef]/;
/** About how wide a text is, in full-width characters. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 1 : 0.6), 0);
const mostInOneLine = 12;

/** The full name where it fits a line of a button, else the short one. */
export const buttonName = (procedure: ProcedureNow, language: StaffLanguage): string => {
  const full = staffText(procedure.names, language);
  return widthOf(full) <= mostInOneLine ? full : shortName(procedure, language);
};

/** The short name of a procedure, or its id when the view does not know it. */
export const procedureName = (
  procedures: readonly ProcedureNow[],
  id: ProcedureId | null,
  language: StaffLanguage,
): string => {
  const found = procedures.find((procedure) => procedure.id === id);
  return found === undefined ? (id ?? '') : shortName(found, language);
};

/** What was typed as a ticket number: "a12", "Ａ１２", "A 012" → "A012"; null when it is none. */
export const typedTicket = (typed: string): string | null => {
  const plain = typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '');
  const match = /^([A-Z])(\d{1,3})$/.exec(plain);
  return match === null ? null : `${match[1]}${(match[2] ?? '').padStart(3, '0')}`;
};

/** A time typed as "9:05", "0905" or "９：０５" on the business date, in epoch ms; null when it is none. */
export const typedTime = (typed: string, date: string): number | null => {
  const plain = typed.normalize('NFKC').replaceAll(/\s/g, '');
  const match = /^(\d{1,2}):?(\d{2})$/.exec(plain);
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2]);
  if (match === null || hour > 23 || minute > 59) return null;
  // Japan keeps one offset all year.
  return Date.parse(`${date}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+09:00`);
};

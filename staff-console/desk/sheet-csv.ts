// The sheet of a day as CSV that spreadsheets open right: a byte order mark, and no cell that could be taken for a formula.
import { stringify } from 'csv-stringify/browser/esm/sync';
import { codeInWords } from '../../protocol/reservation-ids.ts';
import type { BookingOffer, DeskReservation } from '../../protocol/reservation-views.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { deskTexts } from '../../protocol/texts/staff-desk.ts';
import { clockTime } from '../../protocol/texts/staff-texts.ts';
import { procedureNamed } from './book-part.ts';

/** One line for each reservation, in the columns of the screen; nothing of any person. */
export const sheetCsv = (
  found: readonly DeskReservation[],
  offer: BookingOffer,
  language: StaffLanguage,
): string => {
  const say = deskTexts(language);
  const lines = found.map((one) => [
    clockTime(one.seats[0]?.atMs ?? one.waiting?.fromMs ?? 0),
    procedureNamed(offer, one.procedure, language),
    one.partySize,
    codeInWords(one.code),
    say.states[one.state],
    say.channels[one.channel],
    say.reachedAs(one.reached),
  ]);
  return stringify([[...say.columns], ...lines], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
};

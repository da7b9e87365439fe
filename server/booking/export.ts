// All reservations of a site between two dates as a table for another system; whose they are is read one by one, each read noted.
import { stringify } from 'csv-stringify/sync';
import type { Actor, BusinessDate } from '../../protocol/ids.ts';
import { codeInWords } from '../../protocol/reservation-ids.ts';
import { deskTexts } from '../../protocol/texts/staff-desk.ts';
import { clockTime } from '../../protocol/texts/staff-texts.ts';
import { addDays } from '../calendar/dates.ts';
import type { SiteHub } from '../hub/contract.ts';
import type { Reservation } from '../reservations/state.ts';
import type { BookingParts } from './contract.ts';

/** Days of one table at most. */
export const mostExportDays = 100;

/** In the words of the import's own columns, so that a table that was written can be taken over. */
const headings = [
  ...[
    '場所',
    '日付',
    '時間',
    '手続き',
    '人数',
    '言語',
    '氏名',
    'フリガナ',
    '電話番号',
    'メールアドレス',
    '備考',
  ],
  ...['予約番号', '状態', '受付方法'],
];

const stateOf = ({ state }: Reservation): string => (state === 'moved' ? '' : deskTexts('ja').states[state]);

/**
 * CSV with a byte order mark, no cell of which a spreadsheet takes for a formula. Personal data that may not be read by this
 * actor, or is erased, is left empty. Throws LogUnavailable.
 */
export const exportReservations = async (
  { contacts }: Pick<BookingParts, 'contacts'>,
  siteHub: SiteHub,
  { from, to, actor }: { readonly from: BusinessDate; readonly to: BusinessDate; readonly actor: Actor },
): Promise<string> => {
  const { settings, procedures } = siteHub.site;
  const lines: (string | number)[][] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const { book } = await siteHub.books.day(date);
    const found = [...book.reservations.values()]
      .filter(({ state }) => state !== 'moved')
      .sort((a, b) => (a.seats[0]?.atMs ?? 0) - (b.seats[0]?.atMs ?? 0));
    for (const one of found) {
      const read = await contacts.read(one.id, { actor, reason: 'export' });
      const { name = '', kana = '', phone = '', email = '', note = '' } = (read.ok ? read.value : null) ?? {};
      lines.push([
        ...[settings.names.ja, date, clockTime(one.seats[0]?.atMs ?? 0)],
        ...[procedures.get(one.procedure)?.names.ja ?? one.procedure, one.partySize, one.language],
        ...[name, kana, phone, email, note],
        ...[codeInWords(one.code), stateOf(one), deskTexts('ja').channels[one.channel]],
      ]);
    }
  }
  return stringify([headings, ...lines], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
};

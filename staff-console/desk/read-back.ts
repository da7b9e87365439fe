// What the desk reads back to who telephones, and how a code is said letter by letter.
import { codeInWords, type ReservationCode } from '../../protocol/reservation-ids.ts';
import { dateIn } from '../../protocol/texts/dates.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { clockTime } from '../../protocol/texts/staff-texts.ts';

export type ReadBack = {
  readonly slotAtMs: number;
  readonly place: string;
  readonly procedure: string;
  readonly partySize: number;
  readonly name: string;
  readonly phone: string;
  /** null: not booked yet. */
  readonly code: ReservationCode | null;
};

/** "12月10日(木)" or "Thu, December 10". */
export const dayText = (atMs: number, language: StaffLanguage): string =>
  dateIn(language, atMs, { year: false, month: 'long' });

/** "7、K、Q、M。2、X、W、P、D": in the two groups in which it is written. */
export const codeSaid = (code: ReservationCode, language: StaffLanguage): string =>
  codeInWords(code)
    .split('-')
    .map((group) => [...group].join(language === 'ja' ? '、' : ' '))
    .join(language === 'ja' ? '。' : ', ');

/** The whole sentence; what is not known yet is left out. */
export const readBack = (facts: ReadBack, language: StaffLanguage): string => {
  const { slotAtMs, place, procedure, partySize, name, phone, code } = facts;
  const day = dayText(slotAtMs, language);
  const time = clockTime(slotAtMs);
  if (language === 'en')
    return [
      `I read it back: ${day}, ${time}, ${place}, ${procedure}, ${partySize} ${partySize === 1 ? 'person' : 'people'}.`,
      name === '' ? '' : `Name: ${name}.`,
      phone === '' ? '' : `Telephone: ${phone}.`,
      code === null ? '' : `Your code is ${codeSaid(code, language)}.`,
    ]
      .filter((part) => part !== '')
      .join(' ');
  return [
    `復唱いたします。${day}、${time}、${place}で、${procedure}、${partySize}名様のご予約です。`,
    name === '' ? '' : `お名前は${name}様、`,
    phone === '' ? '' : `お電話番号は${phone}でお間違いないでしょうか。`,
    code === null ? '' : `予約番号は、${codeSaid(code, language)}、です。`,
  ].join('');
};

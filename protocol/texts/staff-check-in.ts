// What reception says when somebody comes with a reservation.
import type { StaffLanguage } from '../staff-languages.ts';

export type CheckInTexts = {
  readonly coming: string;
  readonly nobodyComes: string;
  readonly expected: string;
  readonly late: string;
  readonly people: (count: number) => string;
  readonly checkIn: string;
  readonly checkInTitle: string;
  readonly codeLabel: string;
  readonly codeHint: string;
  readonly codeWrong: string;
  /** By how they came. */
  readonly arrived: Readonly<Record<'early' | 'inTime' | 'late', (ticket: string) => string>>;
  readonly moveHere: string;
  readonly moveHint: string;
};

const ja: CheckInTexts = {
  coming: '予約',
  nobodyComes: 'これから2時間以内に来庁予定の予約はありません',
  expected: '来庁予定',
  late: '時刻を経過',
  people: (count) => `${count}人`,
  checkIn: '予約の受付',
  checkInTitle: '予約で来られた方の受付',
  codeLabel: '予約番号（9けた）',
  codeHint: '予約確認の画面または控えに記載されています。QRコードの読み取りもできます。',
  codeWrong: '予約番号に誤りがあります。9けたの英数字を確認してください。',
  arrived: {
    early: (ticket) => `${ticket} を発行しました。予約時刻までお待ちいただきます。`,
    inTime: (ticket) => `${ticket} を発行しました（予約時刻どおり）。`,
    late: (ticket) => `${ticket} を発行しました。予約時刻を過ぎたため来庁順です。`,
  },
  moveHere: '本日・この窓口に変更して受付',
  moveHint: '空きがあれば、予約を本日のこの窓口に変更し、そのまま受け付けます。',
};

const en: CheckInTexts = {
  coming: 'Reserved',
  nobodyComes: 'Nobody is expected by reservation in the next two hours',
  expected: 'expected',
  late: 'late',
  people: (count) => `party of ${count}`,
  checkIn: 'Check in',
  checkInTitle: 'Check in a reservation',
  codeLabel: 'Reservation code (9 characters)',
  codeHint: 'On the confirmation or the slip. Its QR code can be scanned.',
  codeWrong: 'The code has a typing error. Check its nine letters and digits.',
  arrived: {
    early: (ticket) => `${ticket} issued. They wait until their time.`,
    inTime: (ticket) => `${ticket} issued. They came in time.`,
    late: (ticket) => `${ticket} issued. Late: in the order of coming.`,
  },
  moveHere: 'Move it here and check in',
  moveHint: 'If there is room, the reservation is moved to this site and today, and checked in.',
};

export const checkInTexts = (language: StaffLanguage): CheckInTexts => (language === 'ja' ? ja : en);

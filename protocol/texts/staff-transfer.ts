// What the page says on which reservations of another system are taken over, and one's own written out.
import type { ImportField } from '../reservation-import.ts';
import type { StaffLanguage } from '../staff-languages.ts';
import { countingIn } from './counts.ts';

export type TransferTexts = {
  readonly lead: string;
  readonly take: string;
  readonly file: string;
  readonly fileHint: string;
  readonly columns: string;
  readonly fields: Readonly<Record<ImportField, string>>;
  readonly noColumn: string;
  readonly fixed: (name: string) => string;
  readonly check: string;
  readonly working: (done: number, all: number) => string;
  readonly errors: (count: number) => string;
  readonly nothingTaken: string;
  readonly errorColumns: readonly string[];
  readonly wanted: Readonly<Record<ImportField, string>>;
  readonly known: (names: string) => string;
  readonly ready: (count: number) => string;
  readonly already: (count: number) => string;
  readonly book: string;
  readonly stop: string;
  readonly done: (count: number) => string;
  readonly broken: string;
  readonly goOn: string;
  readonly undo: string;
  readonly undone: (count: number) => string;
  readonly badFile: Readonly<Record<'empty' | 'tooLarge' | 'notCsv' | 'columns', string>>;
  readonly write: string;
  readonly writeHint: string;
  readonly site: string;
  readonly from: string;
  readonly to: string;
  readonly save: string;
};

const ja: TransferTexts = {
  lead: 'ほかの予約システムの予約をCSVファイルから取り込みます。誤りが1件でもあれば、何も取り込まれません。',
  take: '予約の取込',
  file: 'CSVファイル',
  fileHint: '1行目は見出し。文字コードはUTF-8またはShift_JIS、5,000件まで',
  columns: '列の対応',
  fields: {
    site: '場所',
    date: '日付',
    time: '時間',
    procedure: '手続き',
    partySize: '人数',
    language: '言語',
    name: '氏名',
    kana: 'フリガナ',
    phone: '電話番号',
    email: 'メールアドレス',
    note: '備考',
  },
  noColumn: '（なし）',
  fixed: (name) => `全件「${name}」`,
  check: '確認する（枠を確保）',
  working: (done, all) => `${all}件中 ${done}件を処理しています…`,
  errors: (count) => `誤りが${count}件あります`,
  nothingTaken: '予約は1件も取り込まれていません。ファイルを直して、もう一度確認してください。',
  errorColumns: ['行', '列', '入力', '内容'],
  wanted: {
    site: '登録されていない場所です',
    date: '日付を読み取れません（例：2026-12-07、令和8年12月7日）',
    time: '時間を読み取れません（例：10:00、10時30分）',
    procedure: 'この場所で予約できる手続きではありません',
    partySize: '1から20までの数字で入力してください',
    language: '言語の記号ではありません（例：ja、en）',
    name: '氏名を入力してください',
    kana: 'フリガナをかなで入力してください',
    phone: '電話番号を読み取れません（例：090-1234-5678）',
    email: 'メールアドレスを読み取れません',
    note: '備考を取り込めません（500文字まで。個人番号は取り込めません）',
  },
  known: (names) => `登録：${names}`,
  ready: (count) => `${count}件すべての枠を確保しました。15分以内に取り込んでください。`,
  already: (count) => `うち${count}件は、このファイルから取込済みです。`,
  book: '取り込む',
  stop: 'やめる（枠を戻す）',
  done: (count) => `${count}件の予約を取り込みました`,
  broken:
    '通信が切れました。途中まで取り込まれている場合があります。「続ける」を押すか、同じファイルをもう一度選んでください。二重には取り込まれません。',
  goOn: '続ける',
  undo: 'この取込をすべて取り消す',
  undone: (count) => `${count}件の取込を取り消しました。ご本人への連絡は送られません。`,
  badFile: {
    empty: 'データの行がありません',
    tooLarge: 'ファイルが大きすぎます（5,000件、5MBまで）',
    notCsv: 'CSVファイルとして読み取れません',
    columns: '「日付」「時間」の列を選んでください',
  },
  write: '予約の書き出し',
  writeHint: '氏名・連絡先を含みます。書き出した予約ごとに操作記録に残ります（100日分まで）',
  site: '場所',
  from: '開始日',
  to: '終了日',
  save: 'CSVで保存',
};

const { counted } = countingIn('en');
const en: TransferTexts = {
  lead: 'Takes over reservations of another system from a CSV file. With a single error nothing is taken.',
  take: 'Take over',
  file: 'CSV file',
  fileHint: 'First line: headings. UTF-8 or Shift_JIS, up to 5,000 rows',
  columns: 'Columns',
  fields: {
    site: 'Place',
    date: 'Date',
    time: 'Time',
    procedure: 'Procedure',
    partySize: 'People',
    language: 'Language',
    name: 'Name',
    kana: 'Kana',
    phone: 'Telephone',
    email: 'Mail',
    note: 'Note',
  },
  noColumn: '(none)',
  fixed: (name) => `All: ${name}`,
  check: 'Check (holds the places)',
  working: (done, all) => `${done} of ${all}…`,
  errors: counted({ one: '{n} error', other: '{n} errors' }),
  nothingTaken: 'No reservation was taken over. Correct the file and check it again.',
  errorColumns: ['Line', 'Column', 'Typed', 'What is wrong'],
  wanted: {
    site: 'No such place',
    date: 'Not a date (e.g. 2026-12-07)',
    time: 'Not a time (e.g. 10:00)',
    procedure: 'Cannot be reserved at this place',
    partySize: 'A number from 1 to 20',
    language: 'Not a language (e.g. ja, en)',
    name: 'A name is needed',
    kana: 'The reading in kana',
    phone: 'Not a telephone number (e.g. 090-1234-5678)',
    email: 'Not a mail address',
    note: 'Cannot be taken (500 characters; no My Number)',
  },
  known: (names) => `Known: ${names}`,
  ready: counted({
    one: '{n} place is held. Take it over within 15 minutes.',
    other: 'All {n} places are held. Take them over within 15 minutes.',
  }),
  already: counted({
    one: '{n} of them was taken over from this file before.',
    other: '{n} of them were taken over from this file before.',
  }),
  book: 'Take over',
  stop: 'Do not (gives the places back)',
  done: counted({ one: '{n} reservation taken over', other: '{n} reservations taken over' }),
  broken:
    'The line broke; a part may be taken over. Press “Go on”, or choose the same file again: nothing is taken twice.',
  goOn: 'Go on',
  undo: 'Give all of it up',
  undone: counted({
    one: '{n} reservation given up; nobody is written to.',
    other: '{n} reservations given up; nobody is written to.',
  }),
  badFile: {
    empty: 'No rows',
    tooLarge: 'Too large (5,000 rows, 5 MB)',
    notCsv: 'Not a CSV file',
    columns: 'Choose the columns of date and time',
  },
  write: 'Write out',
  writeHint: 'With names and telephone numbers; each reservation is noted in the audit (up to 100 days)',
  site: 'Place',
  from: 'From',
  to: 'To',
  save: 'Save as CSV',
};

const texts: Readonly<Record<StaffLanguage, TransferTexts>> = { ja, en };
export const transferTexts = (language: StaffLanguage): TransferTexts => texts[language];

// What the telephone desk's page says.
import type { ReadReason } from '../contacts.ts';
import type { ReservationState } from '../reservation-views.ts';
import type { StaffLanguage } from '../staff-languages.ts';

export type DeskTexts = {
  readonly book: string;
  readonly moving: (code: string) => string;
  readonly stopMoving: string;
  readonly procedure: string;
  readonly site: string;
  readonly party: string;
  readonly date: string;
  readonly time: string;
  readonly dayOption: (day: string, free: number) => string;
  readonly timeOption: (time: string, free: number) => string;
  readonly loading: string;
  readonly noDay: string;
  readonly noTime: string;
  readonly held: (until: string) => string;
  readonly holdOver: string;
  readonly holdAgain: string;
  readonly name: string;
  readonly kana: string;
  readonly phone: string;
  readonly optional: string;
  readonly send: string;
  readonly sendMove: string;
  readonly unsure: string;
  readonly alternatives: string;
  readonly readBack: string;
  readonly booked: (code: string) => string;
  readonly moved: string;
  readonly next: string;
  readonly print: string;
  readonly find: string;
  readonly findLabel: string;
  readonly findHint: string;
  readonly search: string;
  readonly none: string;
  readonly more: string;
  readonly sheet: string;
  readonly sheetEmpty: string;
  readonly show: string;
  readonly csv: string;
  readonly columns: readonly string[];
  readonly states: Readonly<Record<ReservationState, string>>;
  readonly channels: Readonly<Record<'web' | 'telephone' | 'reception' | 'offer', string>>;
  readonly people: (count: number) => string;
  readonly reached: string;
  readonly notReached: string;
  readonly reachedAs: (reached: boolean | null) => string;
  readonly contact: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<ReadReason, string>>;
  readonly noContact: string;
  readonly move: string;
  readonly cancel: string;
  readonly cancelBy: string;
  readonly by: Readonly<Record<'resident' | 'desk' | 'site', string>>;
  readonly cancelNote: string;
  readonly cancelSure: string;
  readonly keep: string;
  readonly cancelled: string;
  readonly slip: string;
  readonly keys: string;
  readonly nowhere: string;
};

const ja: DeskTexts = {
  book: '予約を取る',
  moving: (code) => `予約 ${code} の日時を変更`,
  stopMoving: '変更をやめる',
  procedure: '手続き',
  site: '場所',
  party: '人数',
  date: '日にち',
  time: '時間',
  dayOption: (day, free) => `${day}　空き${free}`,
  timeOption: (time, free) => `${time}　空き${free}`,
  loading: '空きを確認しています…',
  noDay: '予約できる日がありません',
  noTime: '日にちを選んでください',
  held: (until) => `この時間を${until}まで確保しています`,
  holdOver: '確保の時間が過ぎました。入力はそのままです。',
  holdAgain: 'もう一度確保する',
  name: '氏名',
  kana: 'フリガナ',
  phone: '電話番号',
  optional: '任意',
  send: '予約する',
  sendMove: 'この日時に変更する',
  unsure: '通信が切れました。受け付けられたかどうかを確認しています。',
  alternatives: 'ほかの空き時間',
  readBack: '復唱',
  booked: (code) => `予約しました。予約番号 ${code}`,
  moved: '日時を変更しました',
  next: '次の予約へ',
  print: '控えを印刷',
  find: '予約を探す',
  findLabel: '予約番号・フリガナ・電話番号',
  findHint: '例：7KQM-2XWPD、ヤマダ、090-1234-5678',
  search: '検索',
  none: '該当する予約はありません',
  more: '50件を超えています。条件を加えてください。',
  sheet: '当日予約一覧',
  sheetEmpty: 'この日の予約はありません',
  show: '表示',
  csv: 'CSVで保存',
  columns: ['時間', '手続き', '人数', '予約番号', '状態', '受付方法', '連絡'],
  states: {
    booked: '予約済み',
    arrived: '来庁済み',
    missed: '来庁なし',
    cancelled: '取消済み',
    waiting: '空き待ち',
    offered: '空き案内中',
  },
  channels: { web: 'インターネット', telephone: '電話', reception: '窓口', offer: '案内' },
  people: (count) => `${count}人`,
  reached: '連絡がついた',
  notReached: '連絡がつかない',
  reachedAs: (reached) => (reached === null ? '—' : reached ? '済み' : 'つかず'),
  contact: '氏名・連絡先を表示',
  reason: '閲覧の理由（操作記録に残ります）',
  reasons: {
    residentAsks: '本人からの問い合わせ',
    reachResident: '本人への連絡',
    checkIn: '来庁時の確認',
    sendMessage: '通知の送信',
    disclosure: '開示請求への対応',
    export: '予約データの書き出し',
  },
  noContact: '連絡先は登録されていません',
  move: '日時を変更',
  cancel: '予約を取り消す',
  cancelBy: '取消の申し出',
  by: { resident: '本人', desk: '電話受付', site: '窓口の都合' },
  cancelNote: 'メモ（個人情報は入力しないでください）',
  cancelSure: '取り消す',
  keep: '取り消さない',
  cancelled: '予約を取り消しました',
  slip: '来庁予約の控え',
  keys: 'Alt+N 新しい予約　Alt+F 検索',
  nowhere: '予約を受け付けている窓口がありません。設定（reservations）を確認してください。',
};

const en: DeskTexts = {
  book: 'Book',
  moving: (code) => `Move reservation ${code}`,
  stopMoving: 'Do not move',
  procedure: 'Procedure',
  site: 'Place',
  party: 'People',
  date: 'Day',
  time: 'Time',
  dayOption: (day, free) => `${day} · ${free} free`,
  timeOption: (time, free) => `${time} · ${free} free`,
  loading: 'Looking what is free…',
  noDay: 'No day can be booked',
  noTime: 'Choose a day',
  held: (until) => `This time is kept until ${until}`,
  holdOver: 'The time is no longer kept. What you typed is still here.',
  holdAgain: 'Keep it again',
  name: 'Name',
  kana: 'Reading (kana)',
  phone: 'Telephone',
  optional: 'optional',
  send: 'Book',
  sendMove: 'Move to this time',
  unsure: 'The connection broke. Checking whether it was taken.',
  alternatives: 'Other free times',
  readBack: 'Read back',
  booked: (code) => `Booked. Code ${code}`,
  moved: 'Moved',
  next: 'Next booking',
  print: 'Print slip',
  find: 'Find a reservation',
  findLabel: 'Code, kana or telephone',
  findHint: 'e.g. 7KQM-2XWPD, ヤマダ, 090-1234-5678',
  search: 'Search',
  none: 'No reservation found',
  more: 'More than fifty. Ask closer.',
  sheet: 'Day sheet',
  sheetEmpty: 'Nothing is reserved on this day',
  show: 'Show',
  csv: 'Save as CSV',
  columns: ['Time', 'Procedure', 'People', 'Code', 'State', 'Channel', 'Reached'],
  states: {
    booked: 'booked',
    arrived: 'arrived',
    missed: 'did not come',
    cancelled: 'cancelled',
    waiting: 'waiting list',
    offered: 'place offered',
  },
  channels: { web: 'web', telephone: 'telephone', reception: 'reception', offer: 'offer' },
  people: (count) => `${count}`,
  reached: 'Reached',
  notReached: 'Not reached',
  reachedAs: (reached) => (reached === null ? '–' : reached ? 'yes' : 'no'),
  contact: 'Show name and telephone',
  reason: 'Why it is read (kept in the audit)',
  reasons: {
    residentAsks: 'The person asks',
    reachResident: 'To reach the person',
    checkIn: 'Check-in',
    sendMessage: 'To send a message',
    disclosure: 'Disclosure',
    export: 'Export of reservations',
  },
  noContact: 'No contact is kept',
  move: 'Move',
  cancel: 'Cancel it',
  cancelBy: 'At whose wish',
  by: { resident: 'the person’s', desk: 'the desk’s', site: 'the counter’s' },
  cancelNote: 'Note (no personal data)',
  cancelSure: 'Cancel it',
  keep: 'Keep it',
  cancelled: 'Cancelled',
  slip: 'Reservation slip',
  keys: 'Alt+N new booking · Alt+F search',
  nowhere: 'No site takes reservations. See reservations in the settings.',
};

export const deskTexts = (language: StaffLanguage): DeskTexts => (language === 'ja' ? ja : en);

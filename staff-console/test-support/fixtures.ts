// Views of an ordinary morning at a centre, for looking at the pages and for testing what they allow.

import { languages } from '../../protocol/ids.ts';
import { defaultRules } from '../../protocol/rule-settings.ts';
import { BoothView, ReceptionView, type TicketLine } from '../../protocol/views.ts';

const morning = Date.parse('2026-11-24T10:12:00+09:00');
const at = (time: string): number => Date.parse(`2026-11-24T${time}:00+09:00`);

const procedureRows: readonly (readonly [string, string, string, string, number, string])[] = [
  ['issue', 'A', 'マイナンバーカードの受け取り', 'カード受取', 12, 'open'],
  ['renewal', 'B', '電子証明書の更新', '証明書更新', 18, 'open'],
  ['pin', 'C', '暗証番号の再設定', '暗証番号', 4, 'open'],
  ['apply', 'D', 'カードの申請・写真撮影', '申請', 0, 'open'],
  ['change', 'E', '住所・氏名の変更', '記載変更', 3, 'outage'],
  ['lost', 'F', '紛失・一時停止・廃止', '紛失', 1, 'stopped'],
];

export const procedures = procedureRows.map(([id, letter, name, short, waiting, intake]) => ({
  id,
  letter,
  names: { ja: name, en: `${id[0]?.toUpperCase()}${id.slice(1)}` },
  shortNames: { ja: short },
  waiting,
  estimate: waiting === 0 ? null : { p20: waiting * 2, p50: waiting * 2.6, p80: waiting * 3.4 },
  intake,
  notice: null,
}));

const marks = [
  { id: 'pregnancy', names: { ja: '妊娠中', en: 'Pregnancy' }, minutes: 15, exempt: false },
  { id: 'disability', names: { ja: '障害のある方', en: 'Disability' }, minutes: 15, exempt: false },
  { id: 'infant', names: { ja: '乳幼児連れ', en: 'Infant' }, minutes: 15, exempt: false },
  { id: 'illness', names: { ja: '体調不良', en: 'Illness' }, minutes: 15, exempt: false },
  { id: 'elderly', names: { ja: '高齢', en: 'Elderly' }, minutes: 15, exempt: false },
  { id: 'expiring', names: { ja: 'カード期限切迫', en: 'Card about to expire' }, minutes: 10, exempt: true },
];

type Loose = Partial<Record<keyof TicketLine, unknown>>;
/** A ticket line; `change` overrides what is said of an ordinary walk-in. */
export const ticket = (number: string, procedure: string, issued: string, change: Loose = {}) => ({
  ticket: number,
  procedure,
  state: 'waiting',
  source: 'button',
  language: 'ja',
  marks: [],
  partySize: 1,
  note: '',
  issuedAtMs: at(issued),
  booth: null,
  sinceMs: at(issued),
  calls: 0,
  slotAtMs: null,
  why: why(issued),
  estimate: { p20: 6, p50: 9, p80: 14 },
  print: 'printed',
  ...change,
});

const why = (basis: string, change: object = {}, due: object = {}) => ({
  due: { atMs: at(basis), basis: 'walkIn', basisMs: at(basis), minutesOff: 0, mark: null, ...due },
  markNames: null,
  delayMinutes: 0,
  onlyBooth: null,
  notBeforeMs: null,
  outUntilMs: null,
  frozen: false,
  ...change,
});

const queue = [
  ticket('B021', 'renewal', '09:58', {
    marks: ['pregnancy'],
    partySize: 2,
    why: why(
      '09:58',
      { markNames: { ja: '妊娠中', en: 'Pregnancy' } },
      { atMs: at('09:43'), minutesOff: 15, mark: 'pregnancy' },
    ),
  }),
  ticket('A034', 'issue', '09:46', { language: 'vi' }),
  ticket('A031', 'issue', '09:52', {
    source: 'reservation',
    slotAtMs: at('10:00'),
    why: why('09:50', {}, { basis: 'reservation' }),
  }),
  ticket('B019', 'renewal', '09:40', { why: why('09:55', {}, { basis: 'returned' }) }),
  ticket('C007', 'pin', '09:49', { why: why('09:49', { delayMinutes: 10 }) }),
  ticket('A036', 'issue', '10:01', { why: why('10:01', { onlyBooth: 3 }) }),
  ticket('E003', 'change', '10:03', { why: why('10:03', { frozen: true }), estimate: null }),
  ticket('B024', 'renewal', '10:05'),
  ticket('B025', 'renewal', '10:07'),
];

const current = ticket('A028', 'issue', '09:31', {
  state: 'serving',
  booth: 3,
  calls: 2,
  sinceMs: morning - 187_000,
  language: 'vi',
  marks: ['infant'],
  partySize: 3,
  note: '代理人の方が来庁。委任状は確認済み',
});
const held = ticket('A025', 'issue', '09:20', {
  state: 'held',
  booth: 3,
  note: '本人確認書類を車に取りに',
  sinceMs: at('10:02'),
});
const absent = ticket('B015', 'renewal', '09:28', {
  state: 'absent',
  booth: 5,
  calls: 3,
  sinceMs: at('10:06'),
});

const booths = Array.from({ length: 10 }, (_, index) => {
  const booth = index + 1;
  const state = booth > 8 ? 'closed' : booth === 6 ? 'paused' : 'open';
  const busy = state === 'open' && booth !== 7;
  return {
    booth,
    names: null,
    state,
    staff: state === 'closed' ? null : { id: `staff-${booth}`, name: `佐藤 花子${booth}` },
    procedures: [
      { procedure: 'issue', delayMinutes: 0 },
      { procedure: 'renewal', delayMinutes: 0 },
      { procedure: 'pin', delayMinutes: 10 },
    ],
    pauseNote: '',
    pausedUntilMs: state === 'paused' ? at('10:30') : null,
    ticket: busy ? (booth === 3 ? 'A028' : `B0${booth}1`) : null,
    procedure: busy ? 'issue' : null,
    ticketState: busy ? (booth % 2 === 0 ? 'called' : 'serving') : null,
    sinceMs: busy ? morning - booth * 71_000 : null,
  };
});

const boothAlarms = [
  { kind: 'callsUnheard', device: 'lobby', name: 'ロビー大画面', sinceMs: morning - 30_000, detail: '' },
];
const alarms = [
  { kind: 'printer', device: 'desk', name: '受付プリンター', sinceMs: morning - 60_000, detail: 'paperOut' },
  { kind: 'wallMuted', device: 'lobby', name: 'ロビー大画面', sinceMs: morning - 30_000, detail: '' },
  {
    ...{ kind: 'printStuck', device: 'desk', name: '受付プリンター', sinceMs: morning - 50_000 },
    ...{ detail: 'A031 A032 A033', count: 5 },
  },
];

const head = {
  site: 'centre',
  names: { ja: 'マイナンバーカードセンター', en: 'My Number Card Centre' },
  date: '2026-11-24',
  version: 120,
  live: true,
  hubs: [],
  phase: 'open',
  nextOpeningMs: null,
  closesAtMs: at('17:15'),
};
/** The hub's clock of these views. */
export const fixtureNowMs = morning;

/** Booth 3 in the middle of a visit; `change` overrides parts of the view. */
export const boothFixture = (change: Partial<Record<keyof BoothView, unknown>> = {}): BoothView =>
  BoothView.parse({
    ...head,
    me: booths[2],
    current,
    queue,
    queueLength: 34,
    held: [held],
    absent: [absent],
    booths,
    procedures,
    marks,
    alarms: boothAlarms,
    rules: defaultRules,
    ...change,
  });

/** The same morning at reception. */
export const receptionFixture = (change: Partial<Record<keyof ReceptionView, unknown>> = {}): ReceptionView =>
  ReceptionView.parse({
    ...head,
    procedures,
    marks,
    languages: [...languages],
    tickets: [...queue, current, held, absent],
    booths,
    agents: [
      {
        device: 'desk',
        name: '受付プリンター',
        connected: true,
        sinceMs: morning,
        printer: { state: 'fault', faults: ['paperOut', 'coverOpen'], waitingJobs: 2 },
        buttons: [{ profile: 'x-keys', name: '発券ボタン', connected: true }],
        hid: 'ok',
      },
      {
        device: 'entrance',
        name: '入口プリンター',
        connected: true,
        sinceMs: morning,
        printer: { state: 'ready', faults: [], waitingJobs: 0 },
        buttons: [],
        hid: 'ok',
      },
    ],
    help: [],
    kiosks: [{ device: 'kiosk-1', name: '総合受付の発券機', connected: true, sinceMs: morning }],
    walls: [
      {
        device: 'lobby',
        name: 'ロビー大画面',
        connected: true,
        sinceMs: morning,
        behindMs: 0,
        sound: 'blocked',
        voice: 'none',
      },
      {
        device: 'side',
        name: '北側画面',
        connected: true,
        sinceMs: morning,
        behindMs: 0,
        sound: 'on',
        voice: 'hub',
      },
    ],
    alarms,
    rules: defaultRules,
    ...change,
  });

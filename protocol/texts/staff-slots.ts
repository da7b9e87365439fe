// What the page of slots says.
import type { SlotView } from '../slot-plan-view.ts';
import type { StaffLanguage } from '../staff-languages.ts';
import { countingIn } from './counts.ts';

export type SlotsTexts = {
  readonly lead: string;
  readonly site: string;
  readonly everySite: string;
  readonly date: string;
  readonly change: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<'close' | 'widen' | 'narrow', string>>;
  readonly groups: string;
  readonly everyGroup: string;
  readonly from: string;
  readonly to: string;
  readonly wholeDay: string;
  readonly by: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly check: string;
  readonly publish: string;
  readonly stop: string;
  readonly nobody: (site: string) => string;
  readonly affected: (site: string, count: number) => string;
  readonly keep: string;
  readonly columns: readonly string[];
  readonly why: Readonly<Record<'noSlot' | 'closed' | 'procedure' | 'fewerPlaces', string>>;
  readonly toDesk: string;
  readonly done: (site: string) => string;
  readonly notDone: (site: string, why: string) => string;
  readonly again: string;
  readonly changes: string;
  readonly noChanges: string;
  readonly changeLine: (kind: string, by: number | null, from: string, to: string, reason: string) => string;
  readonly back: string;
  readonly takenBack: string;
  readonly noSlots: string;
  readonly none: string;
  readonly groupLine: (places: number, taken: number, minutes: number, p80: number) => string;
  readonly table: readonly string[];
  readonly closedBy: Readonly<Record<NonNullable<SlotView['closed']>['by'], string>>;
  readonly over: string;
  readonly reckoning: string;
  readonly wrong: Readonly<Record<'reason' | 'time' | 'by', string>>;
};

const ja: SlotsTexts = {
  lead: '日ごとの予約枠とその計算です。枠の閉鎖や増減は、影響を受ける予約を確認してから行います。',
  site: '場所',
  everySite: 'すべての場所',
  date: '日にち',
  change: '枠を変更する',
  kind: '変更',
  kinds: { close: '閉鎖する', widen: '増やす', narrow: '減らす' },
  groups: '対象',
  everyGroup: 'すべての手続き',
  from: '開始',
  to: '終了',
  wholeDay: '時刻が空欄のときは終日です。',
  by: '1枠あたりの人数',
  reason: '理由',
  reasonHint: '理由は予約ページにも表示されます（例：国のシステム停止のため）',
  check: '影響を確認',
  publish: 'この内容で変更する',
  stop: 'やめる',
  nobody: (site) => `${site}：影響を受ける予約はありません`,
  affected: (site, count) => `${site}：影響を受ける予約 ${count}件`,
  keep: '変更しても予約は取り消されません。次の方に連絡し、日時の変更を案内してください。',
  columns: ['時間', '手続き', '予約番号', '人数', '影響', '連絡'],
  why: {
    noSlot: '枠がなくなる',
    closed: '枠が閉鎖される',
    procedure: '手続きの取扱いがなくなる',
    fewerPlaces: '枠が足りなくなる',
  },
  toDesk: '電話予約で連絡先を確認',
  done: (site) => `${site}の枠を変更しました`,
  notDone: (site, why) => `${site}：${why}`,
  again: '変更できなかった場所をもう一度',
  changes: 'この日の変更',
  noChanges: 'この日の変更はありません',
  changeLine: (kind, by, from, to, reason) =>
    `${from}〜${to}　${by === null ? kind : `1枠あたり${by}名${kind}`}（${reason}）`,
  back: '元に戻す',
  takenBack: '変更を元に戻しました',
  noSlots: 'この場所では予約を受け付けていません',
  none: 'この日の枠はありません',
  groupLine: (places, taken, minutes, p80) =>
    `枠 ${places}名、予約 ${taken}名（1名あたり${minutes}分、8割の方は${p80}分以内）`,
  table: ['時間', '枠', '予約', '計算'],
  closedBy: {
    settings: '閉鎖（設定）',
    hand: '閉鎖',
    staffing: '担当の窓口なし',
    dayEnd: '終了時刻に間に合わない',
    linkEnd: '国のシステム終了に間に合わない',
  },
  over: '枠を超過',
  reckoning: '計算の内訳',
  wrong: {
    reason: '理由を入力してください',
    time: '終了は開始より後にしてください',
    by: '人数は1から100までです',
  },
};

const concerned = countingIn('en').counted({
  one: '{n} reservation concerned',
  other: '{n} reservations concerned',
});
const en: SlotsTexts = {
  lead: 'The places of each day and how they come about. Slots are closed, widened or narrowed after a look at whom that concerns.',
  site: 'Place',
  everySite: 'Every place',
  date: 'Day',
  change: 'Change slots',
  kind: 'Change',
  kinds: { close: 'Close', widen: 'Widen', narrow: 'Narrow' },
  groups: 'For',
  everyGroup: 'Every procedure',
  from: 'From',
  to: 'Until',
  wholeDay: 'Without times it is the whole day. ',
  by: 'Places per slot',
  reason: 'Reason',
  reasonHint: 'Residents read it on the booking page, too (e.g. the national system is down)',
  check: 'See whom it concerns',
  publish: 'Make this change',
  stop: 'Do not',
  nobody: (site) => `${site}: no reservation is concerned`,
  affected: (site, count) => `${site}: ${concerned(count)}`,
  keep: 'No reservation is cancelled by it. Tell these people, and offer them another time.',
  columns: ['Time', 'Procedure', 'Code', 'People', 'Concerned', 'Reached'],
  why: {
    noSlot: 'No slot any more',
    closed: 'Slot closed',
    procedure: 'Procedure not served',
    fewerPlaces: 'Not enough places',
  },
  toDesk: 'To the telephone desk for their numbers',
  done: (site) => `${site}: slots changed`,
  notDone: (site, why) => `${site}: ${why}`,
  again: 'Again where it failed',
  changes: 'Changes of this day',
  noChanges: 'This day has no changes',
  changeLine: (kind, by, from, to, reason) =>
    `${from}–${to} ${kind}${by === null ? '' : ` by ${by} per slot`} (${reason})`,
  back: 'Take back',
  takenBack: 'The change was taken back',
  noSlots: 'No reservations are taken at this place',
  none: 'This day has no slots',
  groupLine: (places, taken, minutes, p80) =>
    `${places} places, ${taken} taken (${minutes} min each; four in five are done in ${p80} min)`,
  table: ['Time', 'Places', 'Taken', 'Reckoning'],
  closedBy: {
    settings: 'Closed (settings)',
    hand: 'Closed',
    staffing: 'No booth',
    dayEnd: 'Too late for the day’s end',
    linkEnd: 'Too late for the national link',
  },
  over: 'More than places',
  reckoning: 'All of the reckoning',
  wrong: {
    reason: 'Give the reason',
    time: 'The end must be later than the beginning',
    by: '1 to 100 places',
  },
};

const texts: Readonly<Record<StaffLanguage, SlotsTexts>> = { ja, en };
export const slotsTexts = (language: StaffLanguage): SlotsTexts => texts[language];

// The one catalogue of refusals: every "you may not", with its code, HTTP status and what to do instead.
import { z } from 'zod';
import { deviceRefusals } from './refusals/devices.ts';
import { doorRefusals } from './refusals/doors.ts';
import type { Entry, Params } from './refusals/entry.ts';
import { identityRefusals } from './refusals/identity.ts';
import { peopleRefusals } from './refusals/people.ts';
import { visitorRefusals } from './refusals/visitors.ts';
import { voiceRefusals } from './refusals/voice.ts';

export const refusals = {
  ...doorRefusals,
  ...identityRefusals,
  ...peopleRefusals,
  ...deviceRefusals,
  ...voiceRefusals,
  unknownSite: {
    status: 404,
    when: 'The site is not in the settings.',
    en: (p) => `There is no site “${p.site}”. Known: ${p.known}.`,
    ja: (p) => `拠点「${p.site}」はありません。登録済み：${p.known}`,
  },
  unknownProcedure: {
    status: 404,
    when: 'The procedure is not offered at the site.',
    en: (p) => `There is no procedure “${p.procedure}” at this site. Known: ${p.known}.`,
    ja: (p) => `この拠点に手続き「${p.procedure}」はありません。登録済み：${p.known}`,
  },
  unknownBooth: {
    status: 404,
    when: 'The booth is not in the settings of the site.',
    en: (p) => `There is no booth ${p.booth} at this site. Known: ${p.known}.`,
    ja: (p) => `この拠点に${p.booth}番窓口はありません。登録済み：${p.known}`,
  },
  unknownTicket: {
    status: 404,
    when: 'The number was not issued on this business day.',
    en: (p) =>
      `Number ${p.ticket} was not issued today. Check the paper ticket, or enter it as written by hand.`,
    ja: (p) =>
      `番号 ${p.ticket} は本日発行されていません。番号札を確かめるか、手書き番号として登録してください。`,
  },
  unknownStaff: {
    status: 404,
    when: 'There is no account of that id.',
    en: (p) => `There is no staff member “${p.staff}”. An administrator makes accounts.`,
    ja: (p) => `担当者「${p.staff}」は登録されていません。アカウントは管理者が登録します。`,
  },
  unknownMark: {
    status: 404,
    when: 'The priority mark is not in the settings.',
    en: (p) => `There is no priority mark “${p.mark}”. Known: ${p.known}.`,
    ja: (p) => `優先区分「${p.mark}」はありません。登録済み：${p.known}`,
  },
  unknownJob: {
    status: 404,
    when: 'A print is confirmed that nobody asked this device for.',
    en: (p) => `No print ${p.job} was asked of this device. Ask for a reprint at reception.`,
    ja: (p) => `印刷 ${p.job} はこの機器に依頼されていません。受付で再発行してください。`,
  },
  unknownPrinter: {
    status: 404,
    when: 'The printer named is not in the settings of the site.',
    en: (p) => `There is no printer “${p.device}” at this site. Known: ${p.known}.`,
    ja: (p) => `この拠点にプリンター「${p.device}」はありません。登録済み：${p.known}`,
  },
  dayNotOpen: {
    status: 409,
    when: 'The business day has not begun, or the site is closed on this date.',
    en: (p) => `The site is closed now. Next opening: ${p.next}.`,
    ja: (p) => `ただいま開庁していません。次の開庁：${p.next}`,
  },
  dayEnded: {
    status: 409,
    when: 'The business day has ended.',
    en: (p) => `The business day has ended. Next opening: ${p.next}.`,
    ja: (p) => `本日の業務は終了しました。次の開庁：${p.next}`,
  },
  intakeClosed: {
    status: 409,
    when: 'Tickets for the procedure are not given at this hour (before opening, after closing, between openings).',
    en: (p) => `Tickets for ${p.procedure} are not given now. Next: ${p.next}.`,
    ja: (p) => `${p.procedure}はただいま受付時間外です。次の受付：${p.next}`,
  },
  intakeStopped: {
    status: 409,
    when: 'Intake of the procedure is stopped and the visitor has no exempting mark.',
    en: (p) => `Intake for ${p.procedure} is stopped. Resume intake, or give an exempting mark: ${p.marks}.`,
    ja: (p) => `${p.procedure}は受付を停止しています。再開するか、対象外の区分を付けてください：${p.marks}`,
  },
  reservationOnly: {
    status: 409,
    when: 'The procedure takes no walk-ins at this site.',
    en: (p) => `${p.procedure} is by reservation only here. Give the start of the reserved slot.`,
    ja: (p) => `${p.procedure}は予約制です。予約の時刻を指定してください。`,
  },
  numbersExhausted: {
    status: 409,
    when: 'Every number of the procedure’s range is used, skipped or leased.',
    en: (p) => `No number is left for ${p.procedure} (${p.range}). Widen its range in the settings.`,
    ja: (p) => `${p.procedure}の番号（${p.range}）を使い切りました。設定で範囲を広げてください。`,
  },
  numberTaken: {
    status: 409,
    when: 'A number entered by hand, or told later, is already in use today.',
    en: (p) => `Number ${p.number} is already in use today. Check the paper; free next: ${p.next}.`,
    ja: (p) =>
      `番号 ${p.number} は本日すでに使われています。番号札を確かめてください。次の空き番号：${p.next}`,
  },
  numberNotInRange: {
    status: 409,
    when: 'A number does not belong to the procedure: other letter, or outside its range.',
    en: (p) => `Number ${p.number} does not belong to ${p.procedure}; its numbers are ${p.range}.`,
    ja: (p) => `番号 ${p.number} は${p.procedure}の番号ではありません。範囲：${p.range}`,
  },
  numberNotLeased: {
    status: 409,
    when: 'A device tells of a number that it does not hold.',
    en: (p) => `Number ${p.number} was not leased to this device. Enter it at reception as written by hand.`,
    ja: (p) =>
      `番号 ${p.number} はこの機器に割り当てられていません。受付で手書き番号として登録してください。`,
  },
  timeNotInDay: {
    status: 409,
    when: 'The true time of a ticket entered later lies in the future or on another date.',
    en: (p) =>
      `${p.time} is not a time of this business day up to now. Give the time the number was handed out.`,
    ja: (p) => `${p.time} は本日のこれまでの時刻ではありません。番号を渡した時刻を入れてください。`,
  },
  dateNotAllowed: {
    status: 409,
    when: 'A command names a business day that it may not touch.',
    en: (p) => `This cannot be done for ${p.date}. Leave the date out to act on today.`,
    ja: (p) => `${p.date} に対しては行えません。日付を省くと本日の操作になります。`,
  },
  dayArchived: {
    status: 410,
    when: 'The events of a business day are asked for that was moved out of the live store.',
    en: (p) =>
      `${p.date} was archived to ${p.file} by hub ${p.hub}. Read that file, or bring the day back with npm run import.`,
    ja: (p) =>
      `${p.date} の記録は ${p.file}（サーバー ${p.hub}）に保管されています。そのファイルを読むか、npm run import で戻してください。`,
  },
  boothNotOpen: {
    status: 409,
    when: 'The booth is closed.',
    en: (p) => `Booth ${p.booth} is closed. Open it first.`,
    ja: (p) => `${p.booth}番窓口は閉じています。先に開けてください。`,
  },
  boothPaused: {
    status: 409,
    when: 'A paused booth asks for a ticket, or is paused again.',
    en: (p) => `Booth ${p.booth} is paused. Resume it first.`,
    ja: (p) => `${p.booth}番窓口は一時休止中です。再開してください。`,
  },
  boothNotPaused: {
    status: 409,
    when: 'A booth that is not paused is resumed.',
    en: (p) => `Booth ${p.booth} is not paused; it is ready to call.`,
    ja: (p) => `${p.booth}番窓口は休止していません。呼び出しできます。`,
  },
  boothAlreadyOpen: {
    status: 409,
    when: 'An open booth is opened.',
    en: (p) => `Booth ${p.booth} is open with ${p.staff}. Take it over (change of staff), or close it first.`,
    ja: (p) => `${p.booth}番窓口は${p.staff}さんが開けています。担当を交代するか、先に閉じてください。`,
  },
  boothBusy: {
    status: 409,
    when: 'The booth has a ticket and is asked for what needs an empty booth.',
    en: (p) => `Booth ${p.booth} still has ${p.ticket} (${p.state}). First: ${p.allowed}.`,
    ja: (p) => `${p.booth}番窓口には ${p.ticket} が残っています。先に：${p.allowed}`,
  },
  boothEmpty: {
    status: 409,
    when: 'The booth has no ticket and is asked for what needs one.',
    en: (p) => `Booth ${p.booth} has no ticket. Call the next one first.`,
    ja: (p) => `${p.booth}番窓口に呼出中の番号はありません。先に呼び出してください。`,
  },
  nobodyWaiting: {
    status: 409,
    when: 'Nobody waits whom the booth may serve.',
    en: (p) => `Nobody waits for booth ${p.booth}. It will show the next visitor as soon as there is one.`,
    ja: (p) => `${p.booth}番窓口でお待ちの方はいません。`,
  },
  procedureNotServed: {
    status: 409,
    when: 'A booth calls a ticket whose procedure it does not serve, or a transfer goes where nobody serves it.',
    en: (p) => `Booth ${p.booth} does not serve ${p.procedure}. It serves: ${p.serves}.`,
    ja: (p) => `${p.booth}番窓口では${p.procedure}を取り扱いません。取扱い：${p.serves}`,
  },
  procedureOutage: {
    status: 409,
    when: 'The procedure is in outage: its calls are frozen.',
    en: (p) =>
      `${p.procedure} is out of service; its calls are frozen. End the outage first; other procedures go on.`,
    ja: (p) =>
      `${p.procedure}はシステム障害のため呼び出しを止めています。復旧後に解除してください。他の手続きは続けられます。`,
  },
  wrongState: {
    status: 409,
    when: 'The ticket is in a state from which this move is not possible.',
    en: (p) => `${p.ticket} is ${p.state}: “${p.move}” is not possible. Possible now: ${p.allowed}.`,
    ja: (p) => `${p.ticket} は「${p.state}」のため「${p.move}」はできません。できる操作：${p.allowed}`,
  },
  heldElsewhere: {
    status: 409,
    when: 'A held ticket is resumed at another booth than the one that held it.',
    en: (p) => `${p.ticket} is held at booth ${p.booth}. Resume it there, or put it back in the queue.`,
    ja: (p) => `${p.ticket} は${p.booth}番窓口で保留中です。その窓口で再開するか、待ち列へ戻してください。`,
  },
  nothingToTransfer: {
    status: 409,
    when: 'A transfer names neither another procedure nor another booth.',
    en: () => 'A transfer needs another procedure or another booth. To set the visit aside, use hold.',
    ja: () => '引き継ぎ先の手続きか窓口を選んでください。一時的に離れる場合は保留を使ってください。',
  },
  alreadyStopped: {
    status: 409,
    when: 'Intake is stopped, or an outage declared, for procedures for which it already is.',
    en: (p) => `Already so for ${p.procedures}. Nothing was changed.`,
    ja: (p) => `${p.procedures}はすでにその状態です。変更はありません。`,
  },
  notStopped: {
    status: 409,
    when: 'Intake is resumed, or an outage ended, for procedures for which it is not needed.',
    en: (p) => `${p.procedures} is running already. Nothing was changed.`,
    ja: (p) => `${p.procedures}は通常どおりです。変更はありません。`,
  },
  allOutside: {
    status: 409,
    when: 'All who wait for the booth have stepped out for a while.',
    en: (p) =>
      `Everybody who waits for booth ${p.booth} is outside; ${p.ticket} is back by ${p.time}. Whom you see, call by number.`,
    ja: (p) =>
      `${p.booth}番窓口でお待ちの方は全員外出中です（${p.ticket} は ${p.time} まで）。戻られた方は番号指定で呼び出してください。`,
  },
  ...visitorRefusals,
  noHelpAsked: {
    status: 409,
    when: 'A help call is answered or withdrawn that is over, or that nobody made.',
    en: (p) => `Nobody asks for help at ${p.device} now. Somebody else may have answered.`,
    ja: (p) => `発券機 ${p.device} からの呼び出しはありません。ほかの職員が応答した可能性があります。`,
  },
  superseded: {
    status: 409,
    when: 'An issueTicket arrives after the ticket that replaced it.',
    en: (p) => `This press already gave number ${p.number}.`,
    ja: (p) => `この操作ではすでに番号 ${p.number} を発行しています。`,
  },
  dayFull: {
    status: 409,
    when: 'The business day has as many events as the hub allows.',
    en: (p) =>
      `This business day has reached its ${p.limit} events. Raise limits.eventsPerDay in the settings.`,
    ja: (p) => `本日の記録が上限（${p.limit} 件）に達しました。管理者に連絡してください。`,
  },
  contactDenied: {
    status: 403,
    when: 'Personal data is asked for by somebody whose role does not need it. The attempt is on record.',
    en: () => 'You may not read personal data. Ask somebody whose role needs it; this attempt is on record.',
    ja: () =>
      '個人情報を閲覧する権限がありません。権限のある職員に依頼してください。この操作は記録されました。',
  },
  contactUnreadable: {
    status: 500,
    when: 'Kept personal data cannot be opened: it was altered, or its key is not in the key file.',
    en: (p) =>
      `The personal data of reservation ${p.reservation} cannot be opened. Tell the administrator, who finds the reason in the log.`,
    ja: (p) =>
      `予約 ${p.reservation} の個人情報を復号できません。管理者に連絡してください（原因は動作記録にあります）。`,
  },
  vaultClosed: {
    status: 503,
    when: 'The hub was started without a key for personal data.',
    en: () => 'The vault of personal data is closed. Set JUNBAN_KEY_FILE and restart the hub.',
    ja: () => '個人情報の保管庫が閉じています。鍵（JUNBAN_KEY_FILE）を設定し、サーバーを再起動してください。',
  },
  hubBusy: {
    status: 503,
    when: 'Too many commands are waiting for this site.',
    en: () => 'The hub is busy. Nothing was changed; try again.',
    ja: () => '混み合っています。変更はされていません。もう一度お試しください。',
  },
  hubStopping: {
    status: 503,
    when: 'The hub is shutting down.',
    en: () => 'The hub is stopping. Nothing was changed; try again in a moment.',
    ja: () => 'サーバーを停止しています。変更はされていません。しばらくしてからお試しください。',
  },
  logUnavailable: {
    status: 503,
    when: 'The event log cannot be written.',
    en: () => 'The hub cannot save now. Nothing was changed; try again, and tell the administrator.',
    ja: () => '保存できません。変更はされていません。管理者に連絡してください。',
  },
  outcomeUnknown: {
    status: 503,
    when: 'The event log broke off while writing. The same command id, sent again, gets the true answer.',
    en: () =>
      'The store broke off while saving: nobody knows yet whether it was saved. Look at the screen once it is back.',
    ja: () =>
      '保存の途中で記録の保存先が途切れ、結果を確認できません。復旧後、画面の状態を確かめてください。',
  },
} as const satisfies Record<string, Entry>;

export type RefusalCode = keyof typeof refusals;
export const refusalCodes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]];

export const Refusal = z.strictObject({
  code: z.enum(refusalCodes),
  message: z.string().describe('In English'),
  messageJa: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  allowed: z.array(z.string()).describe('Commands that would be accepted instead'),
});
/** A refusal as a value: the user may not, and what would be allowed. */
export type Refusal = z.infer<typeof Refusal>;

/** A refusal of the catalogue with its texts filled in. */
export const refuse = (code: RefusalCode, params: Params = {}, allowed: readonly string[] = []): Refusal => {
  const entry: Entry = refusals[code];
  return { code, message: entry.en(params), messageJa: entry.ja(params), params, allowed: [...allowed] };
};

/** The HTTP status of a refusal. */
export const statusOf = (code: RefusalCode): number => refusals[code].status;

/** True when the same request may be accepted in a moment: the hub is busy, away, or asked to slow down. */
export const isPassing = (code: RefusalCode): boolean => statusOf(code) === 429 || statusOf(code) === 503;

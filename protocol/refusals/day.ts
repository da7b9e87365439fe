// Refusals of the business day: its hours, its intake, its numbers.
import type { Entry } from './entry.ts';

export const dayRefusals = {
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
  dayNotEnded: {
    status: 409,
    when: 'The business day has not ended, so it cannot be reopened.',
    en: () => 'The business day has not ended.',
    ja: () => '本日の業務は終了していません。',
  },
  dayIsOver: {
    status: 409,
    when: 'A business day is to be reopened after the hour at which it ends by its plan.',
    en: (p) => `The day’s hours are over since ${p.time}; it cannot be reopened.`,
    ja: (p) => `本日の業務時間は${p.time}に終了しました。再開できません。`,
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
  levelsUnchanged: {
    status: 409,
    when: 'Figures of overflow were told that change no level; only hubs tell them.',
    en: () => 'No level has changed.',
    ja: () => '混雑レベルに変化はありません。',
  },
  reservationOnly: {
    status: 409,
    when: 'The procedure takes no walk-ins at this site.',
    en: (p) => `${p.procedure} is by reservation only here. Give the start of the reserved slot.`,
    ja: (p) => `${p.procedure}は予約が必要です。予約の時刻を指定してください。`,
  },
  numbersExhausted: {
    status: 409,
    when: 'Every number of the procedure’s range is used, skipped or leased.',
    en: (p) => `No number is left for ${p.procedure} (${p.range}). Widen its range in the settings.`,
    ja: (p) => `${p.procedure}の番号（${p.range}）を使い切りました。設定で範囲を広げてください。`,
  },
  codeTaken: {
    status: 409,
    when: 'A ticket told later has the code of another ticket of today, at this site or another.',
    en: () =>
      'Another ticket of today has this code. Make codes of 80 random bits; enter this one without a code.',
    ja: () => 'このコードは本日の別の番号札で使われています。コードを付けずに登録してください。',
  },
  numberTaken: {
    status: 409,
    when: 'A number entered by hand, or told later, is already in use today.',
    en: (p) => `Number ${p.number} is already in use today. Check the paper; free next: ${p.next}.`,
    ja: (p) =>
      `番号 ${p.number} は本日すでに使われています。番号札を確認してください。次の空き番号：${p.next}`,
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
} as const satisfies Record<string, Entry>;

// What consoles say where something cannot simply be done: unstarted visits, a finish taken back, closing with people left.
import type { StaffLanguage } from '../staff-languages.ts';

export type ClosingTexts = {
  readonly unstartedTitle: (ticket: string) => string;
  readonly unstartedHint: string;
  readonly served: string;
  readonly servedAndNext: string;
  readonly undoTitle: string;
  readonly undoWhich: string;
  readonly undoWhere: string;
  readonly undoHere: string;
  readonly undoToQueue: string;
  readonly undoCalled: (ticket: string) => string;
  readonly undone: (ticket: string) => string;
  readonly finishedAt: (time: string) => string;
  readonly undoFinish: string;
  readonly closeTitle: (booth: string) => string;
  readonly closeLeft: (count: number, procedures: string) => string;
  readonly closeHeld: (tickets: string) => string;
  readonly closeAsk: string;
  readonly closeAnyway: string;
  readonly chooseGoal: string;
  readonly checkTitle: string;
  readonly checkButton: string;
  readonly checkClear: string;
  readonly checkHint: string;
  readonly atBooths: string;
  readonly waiting: string;
  readonly held: string;
  readonly absent: string;
  readonly unprinted: string;
  readonly openBooths: string;
  readonly reopenTitle: string;
  readonly endedEarly: string;
  readonly reopenHint: string;
  readonly reopenWhy: string;
  readonly reopen: string;
  readonly reopened: string;
  readonly reopenBySupervisor: string;
};

const ja: ClosingTexts = {
  unstartedTitle: (ticket) => `${ticket} は対応を開始していません`,
  unstartedHint: 'お客様は窓口に来られましたか。来られていない場合は「不在」にしてください。',
  served: '対応済みとして完了',
  servedAndNext: '対応済みとして完了し、次を呼び出す',
  undoTitle: '完了を取り消す',
  undoWhich: '取り消す番号',
  undoWhere: '戻す先',
  undoHere: 'この窓口に戻す',
  undoToQueue: '順番待ちに戻す（元の順番）',
  undoCalled: (ticket) => `呼出中の ${ticket} は順番待ちに戻ります。`,
  undone: (ticket) => `${ticket} の完了を取り消しました`,
  finishedAt: (time) => `${time} 完了`,
  undoFinish: '完了を取り消して順番待ちに戻す',
  closeTitle: (booth) => `${booth}を閉じますか`,
  closeLeft: (count, procedures) =>
    `${procedures}をお待ちの方が${count}人います。ほかに対応できる窓口は開いていません。`,
  closeHeld: (tickets) => `保留中の ${tickets} は順番待ちに戻ります。`,
  closeAsk: 'ほかの窓口で対応できるか確かめてから閉じてください。',
  closeAnyway: '確認して閉じる',
  chooseGoal: '引き継ぎ先の手続きか窓口を選んでください',
  checkTitle: '閉庁前の確認',
  checkButton: '閉庁前の確認',
  checkClear: '残っている方はいません。窓口もすべて閉じています。',
  checkHint: '番号を押すと詳細を開きます。業務終了時に残っている番号は自動で取消になります。',
  atBooths: '呼出中・対応中',
  waiting: '順番待ち',
  held: '保留中',
  absent: '不在',
  unprinted: '未印刷の番号札',
  openBooths: '開いている窓口',
  reopenTitle: '業務の再開',
  endedEarly: '本日の業務は、予定の時刻より前に終了しています',
  reopenHint:
    '誤って終了した場合は再開できます。終了時に待っていた方の番号札は、元の順番のまま有効に戻ります。窓口は担当者が開き直してください。',
  reopenWhy: '理由（操作記録に残ります）',
  reopen: '業務を再開する',
  reopened: '業務を再開しました。窓口を開いてください。',
  reopenBySupervisor: '再開の操作は責任者が行えます。',
};

const en: ClosingTexts = {
  unstartedTitle: (ticket) => `${ticket} has not been started`,
  unstartedHint: 'Did the visitor come to the booth? If not, mark them absent.',
  served: 'Finish as served',
  servedAndNext: 'Finish as served and call the next',
  undoTitle: 'Undo a finish',
  undoWhich: 'Which number',
  undoWhere: 'Back to',
  undoHere: 'This booth',
  undoToQueue: 'The queue, at the same place',
  undoCalled: (ticket) => `${ticket}, which is being called, goes back to the queue.`,
  undone: (ticket) => `The finish of ${ticket} is undone`,
  finishedAt: (time) => `finished ${time}`,
  undoFinish: 'Undo the finish: back to the queue',
  closeTitle: (booth) => `Close ${booth}?`,
  closeLeft: (count, procedures) =>
    `${count} still wait for ${procedures}, and no other open booth serves them.`,
  closeHeld: (tickets) => `${tickets}, on hold here, will go back to the queue.`,
  closeAsk: 'Make sure that another booth can take them before you close.',
  closeAnyway: 'Close all the same',
  chooseGoal: 'Choose another procedure or another booth',
  checkTitle: 'Before closing',
  checkButton: 'Before closing',
  checkClear: 'Nobody is left, and every booth is closed.',
  checkHint: 'Press a number for its details. What is left when the day ends is cancelled.',
  atBooths: 'Called or being served',
  waiting: 'Waiting',
  held: 'On hold',
  absent: 'Absent',
  unprinted: 'Not printed',
  openBooths: 'Open booths',
  reopenTitle: 'Reopen the day',
  endedEarly: 'The day has ended before its planned time',
  reopenHint:
    'If that was a mistake, it can be reopened: everybody who was waiting then is back at their old place. Staff open their booths again.',
  reopenWhy: 'Why (kept in the audit)',
  reopen: 'Reopen the day',
  reopened: 'The day is open again. Open the booths.',
  reopenBySupervisor: 'A supervisor can reopen it.',
};

export const closingTexts = (language: StaffLanguage): ClosingTexts => (language === 'ja' ? ja : en);

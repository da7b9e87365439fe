// Refusals of what staff do: at a booth, with a ticket, with the intake.
import type { Entry } from './entry.ts';
import { stateJa } from './words.ts';

export const boothRefusals = {
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
      `${p.procedure}はシステム障害のため呼び出しを停止しています。復旧後に「障害復旧を登録」を行ってください。他の手続きは続けられます。`,
  },
  wrongState: {
    status: 409,
    when: 'The ticket is in a state from which this move is not possible.',
    en: (p) => `${p.ticket} is ${p.state}: “${p.move}” is not possible. Possible now: ${p.allowed}.`,
    ja: (p) =>
      `${p.ticket} は「${stateJa(p.state)}」のため「${p.move}」はできません。できる操作：${p.allowed}`,
  },
  changedMeanwhile: {
    status: 409,
    when: 'A command tells which ticket the person saw, and by now it is another one or its visit has moved on.',
    en: (p) =>
      `Not done: somebody else has acted since you looked. You saw ${p.saw === '-' ? 'nobody' : p.saw}; now it is ${p.ticket === '-' ? 'nobody' : `${p.ticket} (${p.state})`}. Check the screen, then press again.`,
    ja: (p) =>
      `操作していません。画面を見た後に別の操作がありました（見ていた番号：${p.saw === '-' ? 'なし' : p.saw}、現在：${p.ticket === '-' ? 'なし' : `${p.ticket} ${stateJa(p.state)}`}）。画面を確認して、もう一度押してください。`,
  },
  undoTooLate: {
    status: 409,
    when: 'A finish is undone later than the site’s rule allows.',
    en: (p) =>
      `${p.ticket} was finished at ${p.time}; a finish can be undone for ${p.minutes} minutes. Issue a new ticket instead.`,
    ja: (p) =>
      `${p.ticket} は ${p.time} に完了しています。完了の取消は${p.minutes}分以内に限ります。新しい番号札を発行してください。`,
  },
  finishedElsewhere: {
    status: 409,
    when: 'A finished ticket is to come back to another booth than the one that finished it.',
    en: (p) => `${p.ticket} was finished at booth ${p.booth}. Undo it there, or put it back in the queue.`,
    ja: (p) =>
      `${p.ticket} は${p.booth}番窓口で完了しました。その窓口で取り消すか、順番待ちに戻してください。`,
  },
  peopleWait: {
    status: 409,
    when: 'A booth is closed while people wait whom no other open booth serves, and nobody said that this is meant.',
    en: (p) =>
      `${p.count} wait for ${p.procedures}, and no other open booth serves them (${p.tickets}). Open another booth, or close this one all the same (leaveWaiting).`,
    ja: (p) =>
      `${p.procedures}をお待ちの方が${p.count}人います（${p.tickets}）。ほかに対応できる窓口が開いていません。ほかの窓口を開けるか、確認のうえで閉じてください。`,
  },
  heldElsewhere: {
    status: 409,
    when: 'A held ticket is resumed at another booth than the one that held it.',
    en: (p) => `${p.ticket} is held at booth ${p.booth}. Resume it there, or put it back in the queue.`,
    ja: (p) => `${p.ticket} は${p.booth}番窓口で保留中です。その窓口で再開するか、順番待ちに戻してください。`,
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
      `${p.booth}番窓口でお待ちの方は全員外出中です（${p.ticket} は ${p.time} まで）。お戻りの方は番号指定で呼び出してください。`,
  },
  noHelpAsked: {
    status: 409,
    when: 'A help call is answered or withdrawn that is over, or that nobody made.',
    en: (p) => `Nobody asks for help at ${p.device} now. Somebody else may have answered.`,
    ja: (p) => `発券機 ${p.device} からの呼び出しはありません。ほかの職員が応答した可能性があります。`,
  },
} as const satisfies Record<string, Entry>;

// Refusals of reservations: places, holds, moves, check-in, the waiting list.
import type { Entry } from './entry.ts';

export const reservationRefusals = {
  notReservable: {
    status: 409,
    when: 'The procedure cannot be reserved at this site, or not by this way.',
    en: (p) => `${p.procedure} cannot be reserved here by ${p.channel}.`,
    ja: (p) => `${p.procedure}は、こちらでは予約できません（${p.channel}）。`,
  },
  slotUnknown: {
    status: 409,
    when: 'There is no slot of the procedure at that time.',
    en: (p) => `No slot begins at ${p.time}. Ask for the slots of the date.`,
    ja: (p) => `${p.time} の予約枠はありません。もう一度お選びください。`,
  },
  slotFull: {
    status: 409,
    when: 'Fewer places are free in the slot than the party takes; the answer holds up to three times that are free.',
    en: (p) => `${p.time} is taken. Still free: ${p.alternatives}.`,
    ja: (p) => `${p.time} は満席になりました。空いている時間：${p.alternatives}`,
  },
  slotClosed: {
    status: 409,
    when: 'The slot was closed by hand or in the settings.',
    en: (p) => `${p.time} is closed: ${p.reason}. Still free: ${p.alternatives}.`,
    ja: (p) => `${p.time} は受け付けていません（${p.reason}）。空いている時間：${p.alternatives}`,
  },
  slotNotOpenYet: {
    status: 409,
    when: 'The slot can be booked later.',
    en: (p) => `${p.time} can be booked from ${p.opens}.`,
    ja: (p) => `${p.time} の予約は ${p.opens} から受け付けます。`,
  },
  inLine: {
    status: 409,
    when: 'Places were released just now, and others have their turn first; the answer holds when one’s own is (`turnAtMs`), and the pass to show then.',
    en: (p) => `Others have their turn first. Ask again in ${p.seconds} s, with the pass.`,
    ja: (p) => `順番にご案内しています。あと ${p.seconds} 秒ほどでお客様の番です。`,
  },
  slotPast: {
    status: 409,
    when: 'The slot cannot be booked by this way any more: it is too near, or past.',
    en: (p) => `${p.time} can no longer be booked by ${p.channel}. Still free: ${p.alternatives}.`,
    ja: (p) => `${p.time} の予約受付は終わりました。空いている時間：${p.alternatives}`,
  },
  partyTooLarge: {
    status: 409,
    when: 'More people come together than the group takes.',
    en: (p) => `A party of ${p.people} cannot be booked at once. Book in two parts, or by telephone.`,
    ja: (p) => `${p.people}名様を一度に予約することはできません。分けて予約するか、お電話でご相談ください。`,
  },
  tooManyHolds: {
    status: 409,
    when: 'So many places of the day are picked and not booked yet that no more are kept.',
    en: (p) => `Many people are booking ${p.date} just now. Try again in ${p.seconds} s.`,
    ja: (p) => `${p.date} はただいま申込みが集中しています。${p.seconds} 秒ほど後にもう一度お試しください。`,
  },
  holdOver: {
    status: 409,
    when: 'The place is no longer kept: its time ran out, it was given back, or it is another’s.',
    en: () => 'The place is no longer kept for you. Pick a time again; what you typed is still there.',
    ja: () => 'お取り置きの時間が過ぎました。もう一度時間をお選びください。入力した内容は残っています。',
  },
  holdExtendedAlready: {
    status: 409,
    when: 'A hold is extended a second time.',
    en: (p) => `It was extended already and is kept until ${p.time}.`,
    ja: (p) => `延長は1回までです。${p.time} までお取り置きしています。`,
  },
  alreadyReserved: {
    status: 409,
    when: 'The telephone number has a coming reservation of the same kind.',
    en: () =>
      'This telephone number has a reservation already. Move or cancel it with its code, or speak to us by telephone.',
    ja: () =>
      'この電話番号ではすでに予約があります。予約番号で変更・取消しをするか、お電話でご相談ください。',
  },
  bookingUnderWay: {
    status: 409,
    when: 'Another request of the same person is being taken.',
    en: () => 'Another booking of yours is being taken. Try again in a moment.',
    ja: () => '別のお申込みを処理しています。少し待ってからもう一度お試しください。',
  },
  contactNeeded: {
    status: 409,
    when: 'The site asks for something of the person that was not given.',
    en: (p) => `Still needed: ${p.fields}.`,
    ja: (p) => `入力が必要です：${p.fields}`,
  },
  reservationNotFound: {
    status: 404,
    when: 'No reservation has the code, or what proves that it is one’s own is wrong.',
    en: () =>
      'No reservation is found with these. Check the code and the last four digits of the telephone number.',
    ja: () => '予約が見つかりません。予約番号と電話番号の下4けたを確認してください。',
  },
  reservationMoving: {
    status: 409,
    when: 'The reservation is just being moved by another request.',
    en: () => 'The reservation is being moved just now. Look again in a moment.',
    ja: () => '予約を変更しているところです。少し待ってからもう一度ご確認ください。',
  },
  reservationOver: {
    status: 409,
    when: 'The reservation was cancelled, checked in or missed, so that this cannot be done with it.',
    en: (p) => `The reservation is ${p.state}; this cannot be done any more.`,
    ja: (p) => `この予約は${p.stateJa}のため、この操作はできません。`,
  },
  tooManyMoves: {
    status: 409,
    when: 'A resident wants to move a reservation more often than is offered.',
    en: (p) => `It was moved ${p.most} times already. Speak to us by telephone to move it once more.`,
    ja: (p) => `変更は${p.most}回までです。さらに変更するときはお電話でご相談ください。`,
  },
  sameSlot: {
    status: 409,
    when: 'A reservation is moved to the time it has.',
    en: (p) => `The reservation is at ${p.time} already.`,
    ja: (p) => `予約はすでに ${p.time} です。`,
  },
  checkInCancelled: {
    status: 409,
    when: 'Someone checks in with a reservation that was cancelled.',
    en: () =>
      'This reservation was cancelled. You can take a ticket without reservation, or speak to reception.',
    ja: () => 'この予約は取り消されています。予約なしの番号札をお取りになるか、受付にお声がけください。',
  },
  checkInAlready: {
    status: 409,
    when: 'Someone checks in who has a ticket already.',
    en: (p) => `You are checked in already. Your number is ${p.ticket}.`,
    ja: (p) => `受付はすんでいます。番号は ${p.ticket} です。`,
  },
  checkInOtherDay: {
    status: 409,
    when: 'Someone checks in on another day than the reservation’s.',
    en: (p) => `Your reservation is for ${p.date}, ${p.time}.`,
    ja: (p) => `ご予約は ${p.date} ${p.time} です。`,
  },
  checkInOtherSite: {
    status: 409,
    when: 'Someone checks in at another site than the reservation’s.',
    en: (p) => `Your reservation is at ${p.place}, ${p.date}, ${p.time}.`,
    ja: (p) => `ご予約は ${p.place}、${p.date} ${p.time} です。`,
  },
  noRoomHere: {
    status: 409,
    when: 'Someone wants to move a reservation to here and today, and nothing is free.',
    en: () => 'Nothing is free here today. Your reservation stays as it is.',
    ja: () => '本日こちらに空きはありません。ご予約はそのままです。',
  },
  waitlistClosed: {
    status: 409,
    when: 'There is no waiting list for the procedure at this site.',
    en: (p) => `There is no waiting list for ${p.procedure} here.`,
    ja: (p) => `${p.procedure}のキャンセル待ちは受け付けていません。`,
  },
  waitlistFull: {
    status: 409,
    when: 'The waiting list of the date is as long as it may be.',
    en: (p) => `The waiting list for ${p.date} is full. Try another date.`,
    ja: (p) => `${p.date} のキャンセル待ちは満員です。別の日をお選びください。`,
  },
  placeFree: {
    status: 409,
    when: 'Someone wants to wait although a place is free.',
    en: (p) => `No need to wait: free are ${p.alternatives}.`,
    ja: (p) => `空きがあります：${p.alternatives}`,
  },
  slotChangeUnknown: {
    status: 404,
    when: 'A change of slots that is not in force is taken back.',
    en: (p) => `No change ${p.change} is in force on this date.`,
    ja: (p) => `この日に ${p.change} の変更はありません。`,
  },
} as const satisfies Record<string, Entry>;

// What a visitor's phone may be refused, part of the one catalogue in refusals.ts.
import type { Entry } from './entry.ts';

export const visitorRefusals = {
  notYourTicket: {
    status: 403,
    when: 'A phone asks for something that only staff may do, or for another ticket.',
    en: () => 'With the phone you can only leave the queue, step out and come back, for your own ticket.',
    ja: () => 'スマートフォンでできるのは、ご自身の番号の取りやめ・外出・戻りの連絡だけです。',
  },
  stepOutNotOffered: {
    status: 409,
    when: 'A visitor wants to step out where that is not offered, too often, for too long, or too near to closing.',
    en: (p) =>
      `Stepping out is possible for ${p.minutes} minutes at most now (0: no more). Speak to reception.`,
    ja: (p) => `現在、一時外出できるのは最長 ${p.minutes} 分です（0は不可）。受付にお声がけください。`,
  },
  askReception: {
    status: 409,
    when: 'An absent visitor reports back by phone where the site wants it done at reception.',
    en: () => 'Please tell reception that you are back.',
    ja: () => 'お戻りになったことを受付にお伝えください。',
  },
  pushNotOffered: {
    status: 409,
    when: 'A phone wants to be told by push where the settings do not want it.',
    en: () => 'Messages to a sleeping phone are not offered here. Keep the page open.',
    ja: () => 'この窓口ではプッシュ通知をご利用いただけません。ページを開いたままお待ちください。',
  },
  unknownCode: {
    status: 404,
    when: 'No ticket of today has the code of a phone page.',
    en: () => 'There is no such ticket today. A ticket is valid only on the day it was issued.',
    ja: () => 'この番号札は見つかりません。番号札は発行日の当日だけ有効です。',
  },
} as const satisfies Record<string, Entry>;

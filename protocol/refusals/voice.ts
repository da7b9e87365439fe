// Refusals of announcements: what is not spoken here, and what cannot be made now.
import type { Entry } from './entry.ts';

export const voiceRefusals = {
  noVoice: {
    status: 404,
    when: 'An announcement is asked for in a language other than Japanese and that of the ticket, or one that the site does not speak.',
    en: (p) => `There is no voice for ${p.language} here. Known: ${p.known}.`,
    ja: (p) => `${p.language} の音声はありません。使えるもの：${p.known}`,
  },
  unknownCall: {
    status: 404,
    when: 'An announcement is asked for that belongs to no call of this business day, or is not kept any more.',
    en: (p) => `There is no call “${p.call}” today. Ask with the id of a call on the board.`,
    ja: (p) => `呼び出し「${p.call}」は本日ありません。表示中の呼び出しの番号で指定してください。`,
  },
  voiceBusy: {
    status: 503,
    when: 'Too many announcements wait for a speech engine, or it failed; the screen uses its own voice.',
    en: () => 'The announcement cannot be made now. Try again in a moment.',
    ja: () => '音声を作れません。しばらくしてからお試しください。',
  },
} as const satisfies Record<string, Entry>;

// What will probably be called next: the first in line at each open booth, made ready in good time.
import { queueFor } from '../day/order.ts';
import type { Snapshot } from '../hub/contract.ts';
import { type Phrase, phraseOf } from './phrase.ts';

/** Tickets per booth: the next one, and the one after it when another booth takes the first. */
const ticketsAhead = 2;
/** Phrases of one site at a time. */
const phrasesAhead = 60;

/** Phrases of the likely next calls, the likeliest first; none at a silent site or on a day that is not open. */
export const likelyCalls = ({ site, state, nowMs }: Snapshot): readonly Phrase[] => {
  const { sound } = site.settings;
  if (state.phase !== 'open' || !sound.speech || sound.volume === 0) return [];
  const lines = [...state.booths.values()]
    .filter((booth) => booth.state === 'open')
    .map((booth) => ({ booth, tickets: queueFor(state, booth, nowMs).slice(0, ticketsAhead) }));
  const phrases: Phrase[] = [];
  const brief: Phrase[] = [];
  for (let place = 0; place < ticketsAhead; place += 1) {
    for (const { booth, tickets } of lines) {
      const ticket = tickets[place];
      if (ticket === undefined) continue;
      const own = sound.languages.includes(ticket.language) ? ticket.language : 'ja';
      const said = own === 'ja' || own === 'ja-easy' ? [own] : (['ja', own] as const);
      for (const language of said) phrases.push(phraseOf(language, ticket.number, booth.number));
      // Needed only when others wait, and then at once.
      brief.push(phraseOf('ja', ticket.number, booth.number, 'brief'));
    }
  }
  return [...phrases, ...brief].slice(0, phrasesAhead);
};

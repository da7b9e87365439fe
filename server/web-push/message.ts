// What a sleeping phone shows: the booth, the number and the place, in the language of the ticket.
import { textIn } from '../../protocol/ids.ts';
import { phoneTexts } from '../../protocol/texts/phone/index.ts';
import type { Call, Ticket } from '../day/state.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';

/** As server/web/push-worker.ts reads it. */
export const messageOf = (site: ResolvedSite, ticket: Ticket, call: Call): string => {
  const { tag, called, booth } = phoneTexts[ticket.language];
  return JSON.stringify({
    title: called(booth(String(call.booth))),
    body: `${ticket.number} · ${textIn(site.settings.names, ticket.language)}`,
    lang: tag,
    page: `/t/${ticket.code}`,
  });
};

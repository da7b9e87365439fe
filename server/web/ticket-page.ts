// The visitor's page behind the ticket's QR code: number, state, how many before; works without scripts too.
import { Router } from 'express';
import { type Language, languages, TicketCode, type TicketNumber, textIn } from '../../protocol/ids.ts';
import { zone } from '../../protocol/texts/dates.ts';
import { showRange, textsFor } from '../../protocol/texts/index.ts';
import type { DayState, Ticket } from '../day/state.ts';
import type { Hub, SiteHub, Snapshot } from '../hub/contract.ts';
import { aheadOf } from '../views/parts.ts';
import { escapeHtml, plainPage, renewScript, renewScriptPath } from './plain-page.ts';
import { ticketWords } from './ticket-words.ts';

const refreshSeconds = 20;

/** Finds tickets by code; codes never change, so a site's index is made anew only when a ticket was added. */
const createFinder = (hub: Hub) => {
  const indexes = new Map<
    SiteHub,
    { readonly key: string; readonly numbers: ReadonlyMap<string, TicketNumber> }
  >();
  const indexOf = (siteHub: SiteHub, state: DayState) => {
    const key = `${state.date}/${state.tickets.size}`;
    const known = indexes.get(siteHub);
    if (known?.key === key) return known.numbers;
    const numbers = new Map([...state.tickets.values()].map((ticket) => [ticket.code, ticket.number]));
    indexes.set(siteHub, { key, numbers });
    return numbers;
  };
  return (code: TicketCode): { readonly snapshot: Snapshot; readonly ticket: Ticket } | null => {
    for (const siteHub of hub.sites.values()) {
      const snapshot = siteHub.snapshot();
      const number = indexOf(siteHub, snapshot.state).get(code);
      const ticket = number === undefined ? undefined : snapshot.state.tickets.get(number);
      if (ticket !== undefined) return { snapshot, ticket };
    }
    return null;
  };
};

const timeIn = (language: Language, atMs: number): string =>
  new Intl.DateTimeFormat(textsFor(language).tag, {
    ...{ timeZone: zone, numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ hour: '2-digit', minute: '2-digit' },
  }).format(atMs);

const bodyOf = (snapshot: Snapshot, ticket: Ticket): string => {
  const { language } = ticket;
  const words = ticketWords[language];
  const texts = textsFor(language);
  const procedure = snapshot.site.procedures.get(ticket.procedure);
  const atBooth = (ticket.state === 'called' || ticket.state === 'serving') && ticket.booth !== null;
  const estimate = snapshot.estimates.tickets.get(ticket.number);
  const lines = [
    `<p>${escapeHtml(textIn(snapshot.site.settings.names, language))}</p>`,
    `<p class="number">${ticket.number}</p>`,
    procedure === undefined ? '' : `<p>${escapeHtml(textIn(procedure.names, language))}</p>`,
    `<div role="status"><p class="state ${ticket.state}">${escapeHtml(words[ticket.state])}`,
    atBooth ? `<br>${escapeHtml(texts.wall.boothShown(String(ticket.booth)))}` : '',
    '</p></div>',
    ticket.state === 'waiting' ? `<p>${escapeHtml(words.ahead(aheadOf(snapshot, ticket.number)))}</p>` : '',
    ticket.state === 'waiting' && estimate !== undefined
      ? `<p>${escapeHtml(texts.wall.waitLabel)} ${escapeHtml(showRange(estimate, texts.wall))}</p>`
      : '',
    `<p><small>${escapeHtml(words.refreshed(timeIn(language, snapshot.nowMs)))}</small></p>`,
  ];
  return lines.join('\n');
};

const notFound = plainPage(
  'Junban',
  languages
    .map(
      (language) => `<p lang="${textsFor(language).tag}">${escapeHtml(ticketWords[language].notFound)}</p>`,
    )
    .join('\n'),
);

/** GET /t/{code}. */
export const openTicketPage = (parts: { readonly hub: Hub }): Router => {
  const router = Router();
  const find = createFinder(parts.hub);
  router.get(
    renewScriptPath,
    (_request, response) => void response.type('text/javascript').send(renewScript),
  );
  router.get('/t/:code', (request, response) => {
    const code = TicketCode.safeParse(String(request.params.code).toUpperCase());
    const found = code.success ? find(code.data) : null;
    response.set('Cache-Control', 'no-store').type('html');
    if (found === null) {
      response.status(404).send(notFound);
      return;
    }
    const { snapshot, ticket } = found;
    const over = ticket.state === 'finished' || ticket.state === 'cancelled';
    const { tag, paper } = textsFor(ticket.language);
    response.send(plainPage(paper.yourNumber, bodyOf(snapshot, ticket), tag, over ? 0 : refreshSeconds));
  });
  return router;
};

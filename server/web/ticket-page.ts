// The visitor's page behind the ticket's QR code: told by the hub in plain HTML at once, then taken over by the script.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Response, Router } from 'express';
import { type Language, languages, textIn } from '../../protocol/ids.ts';
import { type Refusal, statusOf } from '../../protocol/refusals.ts';
import { zone } from '../../protocol/texts/dates.ts';
import { type PhoneTexts, phoneTexts } from '../../protocol/texts/phone/index.ts';
import type { VisitorView } from '../../protocol/visitor.ts';
import type { FoundTicket, Tickets } from '../access/tickets.ts';
import { escapeHtml, plainPage, renewScript, renewScriptPath } from '../base/plain-page.ts';
import { aheadsOf, visitorView } from '../views/visitor.ts';
import { pushWorker, pushWorkerPath } from './push-worker.ts';

const refreshSeconds = 20;

const timeIn = (tag: string, atMs: number): string =>
  new Intl.DateTimeFormat(tag, { timeZone: zone, numberingSystem: 'latn', timeStyle: 'short' }).format(atMs);

const waitOf = (view: VisitorView, texts: PhoneTexts): string => {
  if (view.wait === null) return '';
  const said = view.wait.high === 0 ? texts.soon : texts.range(view.wait);
  return `<p>${escapeHtml(texts.waitLabel)} ${escapeHtml(said)}</p>`;
};

/** Why it is over, or what to do when absent: the sentence below the state. */
const adviceOf = (view: VisitorView, texts: PhoneTexts): string | null => {
  if (view.state === 'absent') return texts.absentAtDesk;
  if (view.over !== null)
    return {
      left: texts.left,
      dayEnded: texts.dayEnded,
      dayEndedCalled: texts.dayEndedCalled,
      cancelled: texts.cancelled,
    }[view.over];
  if (view.state === 'waiting' && view.intake === 'outage') return texts.outage;
  return null;
};

/** All that must be told where no script runs: number, state, place, and the time of it. */
export const fallbackOf = (view: VisitorView, nowMs: number): string => {
  const { language } = view;
  const texts = phoneTexts[language];
  const advice = adviceOf(view, texts);
  const booth = view.booth === null ? '' : `<br>${escapeHtml(texts.booth(String(view.booth)))}`;
  const lines = [
    `<p>${escapeHtml(textIn(view.names, language))}</p>`,
    `<p class="number">${view.ticket}</p>`,
    `<p>${escapeHtml(textIn(view.procedure.names, language))}</p>`,
    `<div role="status"><p class="state ${view.state}">${escapeHtml(texts.states[view.state])}${booth}</p></div>`,
    view.ahead === null ? '' : `<p>${escapeHtml(texts.ahead(view.ahead))}</p>`,
    waitOf(view, texts),
    advice === null ? '' : `<p>${escapeHtml(advice)}</p>`,
    ...(view.procedure.ready.length === 0
      ? []
      : [
          `<h2>${escapeHtml(texts.ready)}</h2>`,
          `<ul>${view.procedure.ready.map((one) => `<li>${escapeHtml(textIn(one, language))}</li>`).join('')}</ul>`,
        ]),
    `<p><small>${escapeHtml(texts.renewed(timeIn(texts.tag, nowMs)))}</small></p>`,
  ];
  return lines.join('\n');
};

const pageNotFound = plainPage(
  'Junban',
  languages
    .map(
      (language) => `<p lang="${phoneTexts[language].tag}">${escapeHtml(phoneTexts[language].notFound)}</p>`,
    )
    .join('\n'),
);

/** The built page with the ticket in it; without a build the plain one, which renews itself. */
const pageOf = (template: string | null, view: VisitorView, nowMs: number, code: string): string => {
  const texts = phoneTexts[view.language];
  const body = fallbackOf(view, nowMs);
  const isOver = view.state === 'finished' || view.state === 'cancelled';
  if (template === null) return plainPage(texts.yourNumber, body, texts.tag, isOver ? 0 : refreshSeconds);
  const title = `${view.ticket} · ${texts.states[view.state]}`;
  const renew = isOver ? '' : `<noscript><meta http-equiv="refresh" content="${refreshSeconds}"></noscript>`;
  const head = [
    renew,
    '<link rel="icon" type="image/png" href="/icons/junban-192.png">',
    '<link rel="apple-touch-icon" href="/icons/junban-180.png">',
    `<link rel="manifest" href="/t/${code}/manifest.webmanifest">`,
  ].join('');
  return template
    .replace('<html lang="ja">', `<html lang="${texts.tag}" data-language="${view.language}">`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>${head}`)
    .replace('<!--ticket-->', () => `<h1>${escapeHtml(texts.yourNumber)}</h1>${body}`);
};

/** So that a phone can keep the ticket on its home screen; it opens this ticket and nothing else. */
const manifestOf = ({ code, ticket }: FoundTicket, language: Language) => ({
  name: `${phoneTexts[language].yourNumber} ${ticket.number}`,
  short_name: ticket.number,
  lang: phoneTexts[language].tag,
  start_url: `/t/${code}`,
  scope: `/t/${code}`,
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#00118f',
  icons: [192, 512].flatMap((size) =>
    ['any', 'maskable'].map((purpose) => ({
      src: `/icons/junban-${size}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    })),
  ),
});

/** Beyond the limit too the page says that there is no such ticket: a code that one has always opens. */
const refuseWith = (response: Response, { code, params }: Refusal): Response => {
  if (params.seconds !== undefined) response.set('Retry-After', String(params.seconds));
  return response.status(statusOf(code));
};

/** GET /t/{code} and its manifest. */
export const openTicketPage = (parts: {
  readonly tickets: Tickets;
  readonly pagesFolder: string;
}): Router => {
  const { tickets } = parts;
  const router = Router();
  const file = join(parts.pagesFolder, 'ticket/index.html');
  let template: string | null = null;
  router.get(
    renewScriptPath,
    (_request, response) => void response.type('text/javascript').send(renewScript),
  );
  router.get(pushWorkerPath, (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('text/javascript').send(pushWorker);
  });
  router.get('/t/:code', async (request, response) => {
    const found = await tickets.lookUp(request, request.params.code);
    response.set('Cache-Control', 'no-store').type('html');
    if (!found.ok) {
      refuseWith(response, found.refusal).send(pageNotFound);
      return;
    }
    template ??= existsSync(file) ? readFileSync(file, 'utf8') : null;
    const { snapshot, ticket, code } = found.value;
    const view = visitorView(snapshot, ticket, aheadsOf(snapshot));
    response.send(pageOf(template, view, snapshot.nowMs, code));
  });
  router.get('/t/:code/manifest.webmanifest', async (request, response) => {
    const found = await tickets.lookUp(request, request.params.code);
    response.set('Cache-Control', 'no-store');
    if (!found.ok) {
      refuseWith(response, found.refusal).end();
      return;
    }
    response.type('application/manifest+json').send(manifestOf(found.value, found.value.ticket.language));
  });
  return router;
};

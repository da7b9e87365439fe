// The JSON API for integrators: the same commands and views as on the sockets.
import { createHash } from 'node:crypto';
import { Router } from 'express';
import { statusOf } from '../../protocol/refusals.ts';
import type { SiteList } from '../../protocol/wire.ts';
import { callerAt, paramAt } from '../access/guard.ts';
import type { SiteHub } from '../hub/contract.ts';
import { siteOf } from '../ingress/site-of.ts';
import { wallView } from '../views/wall.ts';
import type { WebParts } from './dependencies.ts';
import { sendTagged } from './etag.ts';
import { openEvents } from './events.ts';
import { openApiDocument } from './openapi.ts';
import { sendRefusal } from './refusals.ts';
import { openTicketAddress } from './ticket-address.ts';

const summaryOf = (siteHub: SiteHub): SiteList['sites'][number] => {
  const { settings } = siteHub.site;
  return {
    id: settings.id,
    names: settings.names,
    kind: settings.kind,
    phase: wallView(siteHub.snapshot()).phase,
    boothNumbers: settings.booths.map((booth) => booth.number).sort((a, b) => a - b),
    printers: settings.printers.map(({ id, name }) => ({ id, name })),
    walls: settings.walls.map(({ id, name }) => ({ id, name })),
    kiosks: settings.kiosks.map(({ id, name }) => ({ id, name })),
  };
};

const listOf = ({ hub, organisation, paperUrl, voice }: WebParts): SiteList => ({
  organisation: organisation as SiteList['organisation'],
  sites: [...hub.sites.values()].map(summaryOf),
  voices: [...voice.speaks].map(([language, engine]) => ({ language, engine })),
  ...(paperUrl === null ? {} : { paperUrl }),
});

/** Routes below /api, except the session. */
export const openApi = (parts: WebParts): Router => {
  const { hub, take } = parts;
  const router = Router();
  const document = openApiDocument();

  router.get('/openapi.json', (_request, response) => void response.json(document));

  router.get('/sites', (_request, response) => void response.json(listOf(parts)));

  router.get('/sites/:site/board', (request, response) => {
    const siteHub = siteOf(hub, paramAt(response, 'site'));
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const board = JSON.stringify(wallView(siteHub.value.snapshot()));
    const tag = createHash('sha256').update(board).digest('base64url').slice(0, 27);
    sendTagged(request, response, { tag, type: 'json', cacheControl: 'no-cache', body: () => board });
  });

  router.post('/sites/:site/commands', async (request, response) => {
    const siteHub = siteOf(hub, paramAt(response, 'site'));
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const answer = await take(siteHub.value, request.body, callerAt(response), 'http');
    response.status(answer.ok ? 200 : statusOf(answer.refusal.code)).json(answer);
  });

  router.post('/sites/:site/tickets/:number/page', openTicketAddress(parts));
  router.get('/sites/:site/events', openEvents(parts));
  return router;
};

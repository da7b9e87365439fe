// The JSON API for integrators: the same commands and views as on the sockets.
import { Router } from 'express';
import { statusOf } from '../../protocol/refusals.ts';
import type { SiteList } from '../../protocol/wire.ts';
import type { Hub, SiteHub } from '../hub/contract.ts';
import { wallView } from '../views/wall.ts';
import { openEvents } from './events.ts';
import { openApiDocument } from './openapi.ts';
import type { WebParts } from './parts.ts';
import { sendRefusal } from './refusals.ts';
import { siteOf } from './site-of.ts';

const summaryOf = (siteHub: SiteHub): SiteList['sites'][number] => {
  const { settings } = siteHub.site;
  return {
    id: settings.id,
    names: settings.names,
    kind: settings.kind,
    phase: wallView(siteHub.snapshot()).phase,
    boothNumbers: settings.booths.map((booth) => booth.number).sort((a, b) => a - b),
    printers: settings.printers,
    walls: settings.walls,
  };
};

const listOf = (hub: Hub, organisation: WebParts['organisation']): SiteList => ({
  organisation: organisation as SiteList['organisation'],
  sites: [...hub.sites.values()].map(summaryOf),
});

/** Routes below /api, except the session. */
export const openApi = (parts: WebParts): Router => {
  const { hub, people, take } = parts;
  const router = Router();
  const document = openApiDocument();

  router.get('/openapi.json', (_request, response) => void response.json(document));

  router.get('/sites', (_request, response) => void response.json(listOf(hub, parts.organisation)));

  router.get('/sites/:site/board', (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    // Express adds the ETag and answers 304 to a board that has not changed.
    response.set('Cache-Control', 'no-cache').json(wallView(siteHub.value.snapshot()));
  });

  router.post('/sites/:site/commands', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const who = people.whoIs(request.headers);
    if (!who.ok) return sendRefusal(response, who.refusal);
    const answer = await take(siteHub.value, request.body, who.value.actor, 'http');
    response.status(answer.ok ? 200 : statusOf(answer.refusal.code)).json(answer);
  });

  router.get('/sites/:site/events', openEvents(parts));
  return router;
};

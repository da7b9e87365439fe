// The JSON API for integrators: the same commands and views as on the sockets.
import { createHash } from 'node:crypto';
import { Router } from 'express';
import { statusOf } from '../../protocol/refusals.ts';
import type { SiteList } from '../../protocol/wire.ts';
import { callerAt } from '../access/guard.ts';
import { siteOf } from '../doors/site-of.ts';
import type { SiteHub } from '../hub/contract.ts';
import { wallView } from '../views/wall.ts';
import { openEvents } from './events.ts';
import { openApiDocument } from './openapi.ts';
import type { WebParts } from './parts.ts';
import { sendRefusal } from './refusals.ts';

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
    kiosks: settings.kiosks.map(({ id, name }) => ({ id, name })),
  };
};

const listOf = ({ hub, organisation, paperUrl }: WebParts): SiteList => ({
  organisation: organisation as SiteList['organisation'],
  sites: [...hub.sites.values()].map(summaryOf),
  ...(paperUrl === null ? {} : { paperUrl }),
});

/** Whether a client holds the version already; a proxy that compressed it may have weakened the tag. */
const holds = (tags: string | undefined, etag: string): boolean =>
  tags?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;

/** Routes below /api, except the session. */
export const openApi = (parts: WebParts): Router => {
  const { hub, take } = parts;
  const router = Router();
  const document = openApiDocument();

  router.get('/openapi.json', (_request, response) => void response.json(document));

  router.get('/sites', (_request, response) => void response.json(listOf(parts)));

  router.get('/sites/:site/board', (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const board = JSON.stringify(wallView(siteHub.value.snapshot()));
    const etag = `"${createHash('sha256').update(board).digest('base64url').slice(0, 27)}"`;
    response.set({ 'Cache-Control': 'no-cache', ETag: etag });
    // Compared here, because Express sends everything again to clients that add no-cache, as fetch does.
    if (holds(request.get('If-None-Match'), etag)) response.status(304).end();
    else response.type('json').send(board);
  });

  router.post('/sites/:site/commands', async (request, response) => {
    const siteHub = siteOf(hub, request.params.site);
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const answer = await take(siteHub.value, request.body, callerAt(response), 'http');
    response.status(answer.ok ? 200 : statusOf(answer.refusal.code)).json(answer);
  });

  router.get('/sites/:site/events', openEvents(parts));
  return router;
};

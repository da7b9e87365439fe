// The Express application: headers, API, health, the visitor's page and the built pages, in that order.
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import { httpDoors } from '../access/doors.ts';
import { createGuard } from '../access/guard.ts';
import { createRateGuard } from '../access/rate-guard.ts';
import { tokenFrom } from '../people/cookie.ts';
import { openAccounts } from './accounts.ts';
import { openApi } from './api.ts';
import { openAudit } from './audit.ts';
import { openBookingDoors } from './booking.ts';
import type { WebParts } from './dependencies.ts';
import { openDevices } from './devices.ts';
import { openFigureDoors } from './figures.ts';
import { openFirst } from './first.ts';
import { safeHeaders } from './headers.ts';
import { openHealth } from './health.ts';
import { openKeys } from './keys.ts';
import { openNow } from './now.ts';
import { openPages, pageNotFound } from './pages.ts';
import { openPairing } from './pairing.ts';
import { errorHandler, notStored, onlyJson, unknownPath } from './refusals.ts';
import { openReservationDoors } from './reservations.ts';
import { openSession } from './session.ts';
import { openSso } from './sso.ts';
import { openTicketPage } from './ticket-page.ts';
import { openVoiceFiles } from './voice.ts';

/** Everything the hub says over HTTP. */
export const createApp = (parts: WebParts): Express => {
  const app = express();
  app.disable('x-powered-by');
  // Who may say which protocol the browser used: the proxies named, or any on this machine or in the private network.
  const { trustedProxies } = parts;
  app.set(
    'trust proxy',
    trustedProxies.length > 0 ? [...trustedProxies] : ['loopback', 'linklocal', 'uniquelocal'],
  );
  app.use(safeHeaders({ hubs: parts.hubs, hstsDays: parts.hstsDays }));
  app.use(
    compression({
      // A compressed stream would be held back until its buffer is full.
      filter: (request, response) =>
        !String(response.getHeader('Content-Type')).startsWith('text/event-stream') &&
        compression.filter(request, response),
    }),
  );
  const { callerOf, hubs, onRefused, addresses, used, lines } = parts;
  const noDoor: RequestHandler = (request, response, next) =>
    (request.path.startsWith('/api/') ? unknownPath : pageNotFound)(request, response, next);
  const { browsers, sessions } = parts.staff;
  const rates = createRateGuard(parts.rates, addresses.ofRequest, async (proof, request) => {
    const shown = { cookie: request.headers.cookie, secure: addresses.isSecure(request) };
    if (proof === 'browser') return browsers.proof(shown);
    const token = tokenFrom(shown.cookie, shown.secure);
    // Whose store is away is counted by address.
    const session = token === null ? null : await sessions.find(token).catch(() => null);
    return session === null ? null : `session:${session.key}`;
  });
  app.use(['/api', '/metrics', '/healthz', '/readyz'], notStored);
  app.use(rates.everyRequest);
  app.use(
    createGuard({
      doors: httpDoors,
      callerOf,
      hubs,
      ownHosts: parts.ownHosts,
      forwardedHost: addresses.forwardedHost,
      noDoor,
      onActed: (caller) => {
        if (caller.kind === 'staff') used(caller.session.key);
      },
      onRefused,
      lines,
      rates,
    }),
  );
  app.use(openHealth(parts));
  app.use('/api', onlyJson, express.json({ limit: parts.book.of.bodyBytes, strict: false }));
  app.use('/api/session', openSession(parts));
  app.use('/api/keys', openKeys(parts));
  app.use('/api', openAudit(parts));
  app.use('/api', openFigureDoors(parts));
  app.use('/api/pairing', openPairing(parts));
  app.use('/api/devices', openDevices(parts));
  app.use('/api/first', openFirst(parts));
  app.use('/api/accounts', openAccounts(parts));
  app.use('/api/booking', openBookingDoors(parts));
  app.use('/api/reservations', openReservationDoors(parts));
  app.use('/api', openApi(parts), openVoiceFiles(parts), unknownPath);
  app.use(openSso(parts, parts.ssoRoom));
  app.use(openTicketPage(parts));
  app.use(openNow(parts));
  app.use(openPages(parts.pagesFolder), pageNotFound);
  app.use(errorHandler(parts.logger, parts.book));
  return app;
};

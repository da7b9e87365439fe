// The Express application: headers, API, health, the visitor's page and the built pages, in that order.
import compression from 'compression';
import express, { type Express } from 'express';
import { openApi } from './api.ts';
import { safeHeaders } from './headers.ts';
import { openHealth } from './health.ts';
import { openNow } from './now.ts';
import { openPages, pageNotFound } from './pages.ts';
import type { WebParts } from './parts.ts';
import { errorHandler, onlyJson, unknownPath } from './refusals.ts';
import { openSession } from './session.ts';
import { openTicketPage } from './ticket-page.ts';

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
  app.use(safeHeaders(parts.hubs));
  app.use(
    compression({
      // A compressed stream would be held back until its buffer is full.
      filter: (request, response) =>
        !String(response.getHeader('Content-Type')).startsWith('text/event-stream') &&
        compression.filter(request, response),
    }),
  );
  app.use(openHealth(parts));
  app.use('/api', onlyJson, express.json({ limit: parts.book.of.bodyBytes, strict: false }));
  app.use('/api/session', openSession(parts));
  app.use('/api', openApi(parts), unknownPath);
  app.use(openTicketPage(parts));
  app.use(openNow(parts));
  app.use(openPages(parts.pagesFolder), pageNotFound);
  app.use(errorHandler(parts.logger, parts.book));
  return app;
};

// The way to the organisation's sign-in service and back.
import { type Response, Router } from 'express';
import type { Refusal } from '../../protocol/refusals.ts';
import { statusOf } from '../../protocol/refusals.ts';
import { escapeHtml, plainPage } from '../base/plain-page.ts';
import { fromOf } from '../ingress/knock.ts';
import { cookieFor, cookieValue, tokenFrom } from '../people/cookie.ts';
import { errandMs, type Sso } from '../people/sso.ts';
import { callbackPath } from '../people/sso-client.ts';
import type { PeopleParts } from './dependencies.ts';

/** Binds an errand to the browser that began it. Lax: it must come along when the service sends the browser back. */
const errandCookie = 'junban_sso';
const cookieOf = (value: string, secure: boolean, seconds: number): string =>
  `${errandCookie}=${value}; Max-Age=${seconds}; Path=/sso; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

/** Only pages of our own: a path, and nothing that a browser could take for another host. */
const safePath = (to: unknown): string =>
  typeof to === 'string' && /^\/(?![/\\])[A-Za-z0-9/_-]{0,200}$/.test(to) ? to : '/';

/**
 * The browser comes from another site, so it does not show the strict session cookie on this request, nor on a redirect from
 * it. A page of our own that moves on is same-site again.
 */
const hopPage = (to: string): string => `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>Junban</title>
<meta http-equiv="refresh" content="0;url=${escapeHtml(to)}"></head>
<body><p><a href="${escapeHtml(to)}">Junban</a></p></body></html>
`;

const tell = (response: Response, refusal: Refusal): void => {
  const page = plainPage(
    'Junban',
    `<p lang="ja">${escapeHtml(refusal.messageJa)}</p><p lang="en">${escapeHtml(refusal.message)}</p><p><a href="/">Junban</a></p>`,
  );
  response.status(statusOf(refusal.code)).type('html').send(page);
};

/** GET /sso/start?to=… and /sso/callback; nothing when there is no such service. */
export const openSso = ({ staff, addresses }: PeopleParts, sso: Sso | null): Router => {
  const router = Router();
  if (sso === null) return router;
  router.use('/sso', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/sso/start', async (request, response) => {
    const token = tokenFrom(request.headers.cookie, request.secure);
    const session = token === null ? null : await staff.sessions.find(token);
    const begun = await sso.start(safePath(request.query.to), session);
    if (!begun.ok) return tell(response, begun.refusal);
    response.set('Set-Cookie', cookieOf(begun.value.browser, request.secure, errandMs / 1_000));
    response.redirect(303, begun.value.url);
  });

  router.get(callbackPath, async (request, response) => {
    const at = request.originalUrl.indexOf('?');
    const query = at < 0 ? '' : request.originalUrl.slice(at);
    const browser = cookieValue(request.headers.cookie, errandCookie);
    const arrived = await sso.finish(query, browser, fromOf(addresses, request));
    response.append('Set-Cookie', cookieOf('', request.secure, 0));
    if (!arrived.ok) return tell(response, arrived.refusal);
    const { token, to } = arrived.value;
    if (token !== null) response.append('Set-Cookie', cookieFor(token, request.secure));
    response.type('html').send(hopPage(to));
  });
  return router;
};

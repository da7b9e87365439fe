// Sign-in: a name chosen from the settings, kept in a session cookie.
import { Router } from 'express';
import { parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { SessionRequest, type SessionState } from '../../protocol/wire.ts';
import { cookieFor, cookieGone, tokenFrom } from '../people/cookie.ts';
import type { WebParts } from './parts.ts';
import { sendRefusal } from './refusals.ts';

/** GET, POST and DELETE /api/session. */
export const openSession = (parts: Pick<WebParts, 'people' | 'sessions' | 'staff'>): Router => {
  const { people, sessions, staff } = parts;
  const router = Router();
  const stateFor = (signedIn: SessionState['staff'], pass: string | null = null): SessionState => ({
    staff: signedIn,
    pass,
    choices: staff.map(({ id, name }) => ({ id, name })),
  });

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/', async (request, response) => {
    const token = tokenFrom(request.headers.cookie);
    const session = token === null ? null : await sessions.find(token);
    const name = session === null ? null : people.nameOf(session.staff);
    if (session === null || name === null) return void response.json(stateFor(null));
    response.json(stateFor({ id: session.staff, name }, await sessions.passFor(session)));
  });

  router.post('/', async (request, response) => {
    const body = parseAs(SessionRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const name = people.nameOf(body.value.staff);
    if (name === null) return sendRefusal(response, refuse('unknownStaff', { staff: body.value.staff }));
    const { token, session } = await sessions.begin(body.value.staff);
    const before = tokenFrom(request.headers.cookie);
    if (before !== null) await sessions.end(before);
    response.set('Set-Cookie', cookieFor(token, request.secure));
    response.json(stateFor({ id: body.value.staff, name }, await sessions.passFor(session)));
  });

  router.delete('/', async (request, response) => {
    const token = tokenFrom(request.headers.cookie);
    if (token !== null) await sessions.end(token);
    response.set('Set-Cookie', cookieGone(request.secure));
    response.json(stateFor(null));
  });
  return router;
};

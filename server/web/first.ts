// The first administrator of an organisation, by the one-time link that the hub printed.
import { Router } from 'express';
import { parseAs } from '../../protocol/parse.ts';
import { FirstRequest } from '../../protocol/wire-people.ts';
import { fromOf } from '../ingress/knock.ts';
import { browserCookie, shownBy } from '../people/browsers.ts';
import { cookieFor } from '../people/cookie.ts';
import type { PeopleParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

/** POST /api/first. */
export const openFirst = ({ frontDesk, addresses, staff }: PeopleParts): Router => {
  const router = Router();
  router.post('/', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const body = parseAs(FirstRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const begun = await frontDesk.first(body.value, fromOf(addresses, request));
    if (!begun.ok) return sendRefusal(response, begun.refusal);
    response.set('Set-Cookie', cookieFor(begun.value.token, request.secure));
    const known = await staff.browsers.remember(shownBy(request), body.value.id);
    response.append('Set-Cookie', browserCookie(known, request.secure));
    response.status(201).json({ id: body.value.id });
  });
  return router;
};

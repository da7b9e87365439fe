// Accounts over HTTP, for administrators: list, make, change, close, reopen, a link for a new password, sign out everywhere.
import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { type Actor, StaffId } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import {
  type AccountList,
  ChangeAccountRequest,
  NewAccountRequest,
  PasswordLinkRequest,
} from '../../protocol/wire-people.ts';
import { callerAt } from '../access/guard.ts';
import { passwordLinkMs } from '../people/administration.ts';
import { actorOf } from '../people/caller.ts';
import type { PeopleParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

/** Routes below /api/accounts. */
export const openAccounts = (parts: PeopleParts): Router => {
  const { administration, hub } = parts;
  const router = Router();

  const unknownSite = (grants: readonly { readonly site: string | null }[]): Parsed<never> | null => {
    const known: ReadonlySet<string> = new Set(hub.sites.keys());
    const wrong = grants.find(({ site }) => site !== null && !known.has(site));
    if (wrong === undefined) return null;
    const names = [...known].slice(0, 20).join(', ');
    return { ok: false, refusal: refuse('unknownSite', { site: wrong.site ?? '', known: names }) };
  };
  const send = <T>(response: Response, done: Parsed<T>, status = 200): void => {
    if (done.ok) response.status(status).json(done.value);
    else sendRefusal(response, done.refusal);
  };
  /** Lets administrators only come to `handle`, with their body and the account of the address read. */
  const door =
    <S extends z.ZodType>(
      schema: S | null,
      handle: (by: Actor, id: StaffId, body: z.output<S>) => Promise<Parsed<unknown>>,
    ) =>
    async (request: Request, response: Response): Promise<void> => {
      const by = actorOf(callerAt(response));
      const id = parseAs(StaffId, request.params.id, 'account');
      if (!id.ok) return sendRefusal(response, id.refusal);
      if (schema === null) return send(response, await handle(by, id.value, undefined as never));
      const body = parseAs(schema, request.body ?? {}, 'body');
      if (!body.ok) return sendRefusal(response, body.refusal);
      send(response, await handle(by, id.value, body.value));
    };

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/', async (_request, response) => {
    const sites = [...hub.sites.values()].map(({ site: { settings } }) => ({
      id: settings.id,
      names: settings.names,
    }));
    response.json({ accounts: [...administration.list()], sites } satisfies AccountList);
  });

  router.post('/', async (request, response) => {
    const by = actorOf(callerAt(response));
    const body = parseAs(NewAccountRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const wrong = unknownSite(body.value.grants);
    send(response, wrong ?? (await administration.make(by, body.value)), 201);
  });

  router.patch(
    '/:id',
    door(
      ChangeAccountRequest,
      async (by, id, body) => unknownSite(body.grants) ?? administration.change(by, id, body),
    ),
  );
  router.post(
    '/:id/close',
    door(null, (by, id) => administration.close(by, id)),
  );
  router.post(
    '/:id/reopen',
    door(null, (by, id) => administration.reopen(by, id)),
  );
  router.post(
    '/:id/sign-out',
    door(null, (by, id) => administration.signOut(by, id)),
  );
  router.post(
    '/:id/second/remove',
    door(null, (by, id) => administration.removeSecond(by, id)),
  );
  router.post(
    '/:id/password-link',
    door(PasswordLinkRequest, async (by, id, { dropOld }) => {
      const token = await administration.passwordLink(by, id, dropOld);
      if (!token.ok) return token;
      // Behind "#": a browser sends it to nobody, so it stands in no log on the way.
      const value = { path: `/password#${token.value}`, hours: passwordLinkMs / 3_600_000 };
      return { ok: true, value };
    }),
  );
  return router;
};

// The session of this browser: signing in by password or, in a demonstration, by one click; locking, unlocking, leaving.
import { type Request, type Response, Router } from 'express';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import {
  DemoSignInRequest,
  LinkPasswordRequest,
  PasswordRequest,
  type SecondConfirmed,
  SecondConfirmRequest,
  type SecondStarted,
  SecondStartRequest,
  type SessionState,
  SignInRequest,
  UnlockRequest,
} from '../../protocol/wire-people.ts';
import { fromOf } from '../ingress/knock.ts';
import { isPlayed } from '../people/accounts.ts';
import { browserCookie, shownBy } from '../people/browsers.ts';
import { cookieFor, cookieGone, tokenFrom } from '../people/cookie.ts';
import type { Begun } from '../people/front-desk.ts';
import { qrPath } from '../people/qr.ts';
import type { Account } from '../people/register/state.ts';
import type { Session } from '../people/sessions.ts';
import type { PeopleParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

type Here = { readonly token: string; readonly session: Session; readonly account: Account };

const typedIn = ({
  id,
  password,
  second = null,
}: {
  id: string;
  password: string;
  second?: string | null;
}) => ({
  id,
  password,
  second,
});

/** Routes below /api/session. */
export const openSession = (parts: PeopleParts): Router => {
  const { frontDesk, staff, addresses, used, idleMinutes } = parts;
  const { sessions, register, ways, sso, browsers } = staff;
  const router = Router();
  const accounts = () => register.state().accounts;

  const hereOf = async (request: Request): Promise<Here | null> => {
    const token = tokenFrom(request.headers.cookie, request.secure);
    const session = token === null ? null : await sessions.find(token);
    const account = session === null ? undefined : accounts().get(session.staff);
    if (token === null || session === null || account === undefined || account.closed) return null;
    return { token, session, account };
  };
  const howToUnlock = ({ account }: Here): SessionState['unlock'] => {
    if (account.sso !== null) return 'sso';
    return isPlayed(account, ways) ? 'click' : 'password';
  };
  const stateOf = async (here: Here | null): Promise<SessionState> => {
    const locked = here?.session.locked === true;
    const shown = here === null || locked ? null : here.account;
    const played = [...accounts().values()].filter((account) => !account.closed && isPlayed(account, ways));
    return {
      staff: shown === null ? null : { id: shown.id, name: shown.name, grants: [...shown.grants] },
      locked,
      unlock: locked && here !== null ? howToUnlock(here) : null,
      ownPassword: shown !== null && shown.sso === null,
      pass: shown === null || here === null ? null : await sessions.passFor(here.session),
      idleMinutes,
      demo:
        ways.demo.size === 0
          ? null
          : played.map(({ id, name, grants }) => ({ id, name, roles: grants.map(({ role }) => role) })),
      sso: sso === null ? null : { label: sso.label },
    };
  };
  const answer = async (response: Response, here: Here | null): Promise<void> =>
    void response.json(await stateOf(here));

  /** Sets the cookie; the session that this browser had before ends. */
  const enter = async (
    request: Request,
    response: Response,
    { token, session }: Begun,
  ): Promise<Here | null> => {
    const before = tokenFrom(request.headers.cookie, request.secure);
    if (before !== null) await sessions.end(before);
    response.set('Set-Cookie', cookieFor(token, request.secure));
    if (session.how !== 'demo') {
      const known = await browsers.remember(shownBy(request), session.staff);
      response.append('Set-Cookie', browserCookie(known, request.secure));
    }
    const account = accounts().get(session.staff);
    return account === undefined ? null : { token, session, account };
  };
  const arrive = async (request: Request, response: Response, begun: Parsed<Begun>): Promise<void> => {
    if (!begun.ok) return sendRefusal(response, begun.refusal);
    await answer(response, await enter(request, response, begun.value));
  };
  /** Whoever is signed in here and not locked. */
  const whoActs = async (request: Request): Promise<Parsed<Here>> => {
    const here = await hereOf(request);
    if (here === null) return { ok: false, refusal: refuse('notSignedIn') };
    return here.session.locked ? { ok: false, refusal: refuse('sessionLocked') } : { ok: true, value: here };
  };
  const done = async (request: Request, response: Response, refusal: Refusal | null): Promise<void> =>
    refusal === null ? answer(response, await hereOf(request)) : sendRefusal(response, refusal);

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/', async (request, response) => answer(response, await hereOf(request)));

  router.post('/', async (request, response) => {
    const body = parseAs(SignInRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const typed = typedIn(body.value);
    const { id, password, second } = typed;
    const proof = await browsers.proofFor(shownBy(request), id);
    const begun = await frontDesk.signIn(id, password, fromOf(addresses, request), proof, second);
    await arrive(request, response, begun);
  });

  router.post('/second/start', async (request, response) => {
    const body = parseAs(SecondStartRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const typed = typedIn(body.value);
    const proof = await browsers.proofFor(shownBy(request), typed.id);
    const started = await frontDesk.startSecond(typed, fromOf(addresses, request), proof);
    if (!started.ok) return sendRefusal(response, started.refusal);
    response.json({ ...started.value, qr: qrPath(started.value.uri) } satisfies SecondStarted);
  });

  router.post('/second/confirm', async (request, response) => {
    const body = parseAs(SecondConfirmRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const typed = typedIn(body.value);
    const proof = await browsers.proofFor(shownBy(request), typed.id);
    const confirmed = await frontDesk.confirmSecond(typed, fromOf(addresses, request), proof);
    if (!confirmed.ok) return sendRefusal(response, confirmed.refusal);
    const here = await enter(request, response, confirmed.value);
    const recoveryCodes = [...confirmed.value.recoveryCodes];
    response.json({ recoveryCodes, session: await stateOf(here) } satisfies SecondConfirmed);
  });

  if (ways.demo.size > 0) {
    router.post('/demo', async (request, response) => {
      const body = parseAs(DemoSignInRequest, request.body, 'body');
      if (!body.ok) return sendRefusal(response, body.refusal);
      await arrive(request, response, await frontDesk.play(body.value.id, fromOf(addresses, request)));
    });
  }

  router.post('/used', async (request, response) => {
    const who = await whoActs(request);
    if (!who.ok) return sendRefusal(response, who.refusal);
    used(who.value.session.key);
    response.status(204).end();
  });

  router.post('/lock', async (request, response) => {
    const here = await hereOf(request);
    if (here === null) return sendRefusal(response, refuse('notSignedIn'));
    await frontDesk.lock(here.session, fromOf(addresses, request));
    await answer(response, await hereOf(request));
  });

  router.post('/unlock', async (request, response) => {
    const body = parseAs(UnlockRequest, request.body ?? {}, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const here = await hereOf(request);
    if (here === null) return sendRefusal(response, refuse('notSignedIn'));
    const from = fromOf(addresses, request);
    await done(request, response, await frontDesk.unlock(here.session, body.value.password ?? null, from));
  });

  router.post('/password', async (request, response) => {
    const body = parseAs(PasswordRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const who = await whoActs(request);
    if (!who.ok) return sendRefusal(response, who.refusal);
    const { old, next } = body.value;
    const from = fromOf(addresses, request);
    await done(request, response, await frontDesk.changePassword(who.value.session, old, next, from));
  });

  router.post('/link', async (request, response) => {
    const body = parseAs(LinkPasswordRequest, request.body, 'body');
    if (!body.ok) return sendRefusal(response, body.refusal);
    const { token, password } = body.value;
    const set = await frontDesk.byLink(token, password, fromOf(addresses, request));
    if (!set.ok) return sendRefusal(response, set.refusal);
    response.json({ id: set.value.id });
  });

  router.post('/everywhere', async (request, response) => {
    const who = await whoActs(request);
    if (!who.ok) return sendRefusal(response, who.refusal);
    await frontDesk.everywhere(who.value.session, fromOf(addresses, request));
    response.set('Set-Cookie', cookieGone(request.secure));
    await answer(response, null);
  });

  router.delete('/', async (request, response) => {
    const here = await hereOf(request);
    if (here !== null) await frontDesk.signOut(here.session, here.token, fromOf(addresses, request));
    response.set('Set-Cookie', cookieGone(request.secure));
    await answer(response, null);
  });
  return router;
};

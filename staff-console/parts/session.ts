// Who works at this browser: reads, begins, locks and ends the session over HTTP; a refusal is thrown in words.
import { z } from 'zod';
import type { Grant } from '../../protocol/access.ts';
import type { StaffId } from '../../protocol/ids.ts';
import { pageAddress, pageAt } from '../../protocol/pages.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import { refusalText } from '../../protocol/texts/staff-texts.ts';
import { SecondConfirmed, SecondStarted, SessionState } from '../../protocol/wire-people.ts';
import { ask, type Method } from './ask.ts';

/** The hub was reached and says no. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Asks the hub; `body` makes it a POST unless `method` says otherwise. Throws Refused, or Error when it cannot be reached. */
export const askHub = async <S extends z.ZodType>(
  schema: S,
  path: string,
  body?: object,
  method: Method = body === undefined ? 'GET' : 'POST',
): Promise<z.output<S>> => {
  const told = await ask(schema, path, method, body);
  if (told.kind === 'refused') throw new Refused(told.refusal);
  if (told.kind === 'failed') throw new Error(`${method} ${path} failed`);
  return told.value;
};

const sessionAfter = (path: string, body?: object, method?: Method): Promise<SessionState> =>
  askHub(SessionState, path, body, method);

/** Who is signed in here, and how one can sign in. */
export const loadSession = (): Promise<SessionState> => sessionAfter('/api/session');
/** What somebody types who wants in; `second`: a code of the app, or a recovery code. */
export type Typed = { readonly id: string; readonly password: string; readonly second?: string };
export const signIn = (typed: Typed): Promise<SessionState> => sessionAfter('/api/session', typed);
/** What the app on the phone needs; nothing has changed yet. */
export const startSecond = (typed: Typed) => askHub(SecondStarted, '/api/session/second/start', typed);
/** `second`: the first code. Signs in. */
export const confirmSecond = (typed: Required<Typed>) =>
  askHub(SecondConfirmed, '/api/session/second/confirm', typed);
/** One click, in a demonstration. */
export const play = (id: StaffId): Promise<SessionState> => sessionAfter('/api/session/demo', { id });
export const lock = (): Promise<SessionState> => sessionAfter('/api/session/lock', {});
/** `password` null: by one click, in a demonstration. */
export const unlock = (password: string | null): Promise<SessionState> =>
  sessionAfter('/api/session/unlock', password === null ? {} : { password });
export const changePassword = (old: string, next: string): Promise<SessionState> =>
  sessionAfter('/api/session/password', { old, next });
export const signOutEverywhere = (): Promise<SessionState> => sessionAfter('/api/session/everywhere', {});
/** Ends the session of this browser. */
export const signOut = (): Promise<SessionState> => sessionAfter('/api/session', undefined, 'DELETE');
/** The person is there; for pages without a socket. */
export const tellUsed = async (): Promise<void> => {
  await askHub(z.unknown(), '/api/session/used', {});
};

/** A failure in the words of the person's language. */
export const failureText = (error: unknown, language: 'ja' | 'en', unreachable: string): string => {
  if (!(error instanceof Refused)) return unreachable;
  return refusalText(error.refusal, language);
};

/** Where somebody goes after signing in who only plans: to the figures, unless the page at `path` is for planners. Null: they stay. */
export const landingOf = (grants: readonly Grant[], path: string): string | null => {
  const plansOnly = grants.length > 0 && grants.every(({ role }) => role === 'planner');
  const isTheirs = pageAt(path)?.roles.includes('planner') ?? false;
  return plansOnly && !isTheirs ? pageAddress('figures') : null;
};

/** Whether the person has the role anywhere. */
export const hasRole = (session: SessionState | null, role: Grant['role']): boolean =>
  session?.staff?.grants.some((grant) => grant.role === role) ?? false;

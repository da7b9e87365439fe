// Who works at this browser: reads, begins, locks and ends the session over HTTP; a refusal is thrown in words.
import type { Grant } from '../../protocol/access.ts';
import type { StaffId } from '../../protocol/ids.ts';
import { Refusal } from '../../protocol/refusals.ts';
import { SessionState } from '../../protocol/wire-people.ts';

/** The hub was reached and says no. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** An argon2 check may wait in line behind others. */
const answerMs = 15_000;

/** Asks the hub; `body` makes it a POST unless `method` says otherwise. Throws Refused, or Error when it cannot be reached. */
export const askHub = async (path: string, body?: object, method?: string): Promise<unknown> => {
  const sent =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(answerMs),
    ...sent,
  });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const told = Refusal.safeParse(((await answer.json().catch(() => ({}))) as { refusal?: unknown }).refusal);
  if (told.success) throw new Refused(told.data);
  throw new Error(`${path} answered ${answer.status}`);
};

const sessionAfter = async (path: string, body?: object, method?: string): Promise<SessionState> =>
  SessionState.parse(await askHub(path, body, method));

/** Who is signed in here, and how one can sign in. */
export const loadSession = (): Promise<SessionState> => sessionAfter('/api/session');
export const signIn = (id: string, password: string): Promise<SessionState> =>
  sessionAfter('/api/session', { id, password });
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
  await askHub('/api/session/used', {});
};

/** A failure in the words of the person's language. */
export const failureText = (error: unknown, language: 'ja' | 'en', unreachable: string): string => {
  if (!(error instanceof Refused)) return unreachable;
  return language === 'ja' ? error.refusal.messageJa : error.refusal.message;
};

/** Whether the person has the role anywhere. */
export const hasRole = (session: SessionState | null, role: Grant['role']): boolean =>
  session?.staff?.grants.some((grant) => grant.role === role) ?? false;

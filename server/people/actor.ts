// The person behind a session cookie, or behind the pass of a console that came from another hub.
import type { StaffId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import type { ShownCookies } from './browsers.ts';
import type { PersonOf } from './callers.ts';
import { tokenFrom } from './cookie.ts';
import type { Account } from './register/state.ts';
import type { Session, Sessions } from './sessions.ts';

export type People = {
  /** The person that cookies or pass name; a locked session is refused, and one that cannot be looked up now. */
  readonly personOf: PersonOf;
};

/** `accounts` gives them as they are now. */
export const createPeople = (
  accounts: () => ReadonlyMap<StaffId, Account>,
  sessions: Pick<Sessions, 'find' | 'findByPass'>,
): People => {
  /** Nobody is signed out because the store is away. */
  const find = async (
    { cookie, secure }: ShownCookies,
    pass: string | undefined,
  ): Promise<Session | null | 'away'> => {
    const token = tokenFrom(cookie, secure);
    try {
      const byToken = token === null ? null : await sessions.find(token);
      return byToken ?? (pass === undefined ? null : await sessions.findByPass(pass));
    } catch (error) {
      if (error instanceof LogUnavailable) return 'away';
      throw error;
    }
  };
  return {
    personOf: async (shown, pass, from) => {
      const session = await find(shown, pass);
      if (session === 'away') return { ok: false, refusal: refuse('logUnavailable') };
      const account = session === null ? undefined : accounts().get(session.staff);
      // Whose account is closed is signed out with it.
      if (session === null || account === undefined || account.closed) return { ok: true, value: null };
      if (session.locked) return { ok: false, refusal: refuse('sessionLocked') };
      const { id, name, grants } = account;
      return { ok: true, value: { kind: 'staff', id, name, grants, session, from } };
    },
  };
};

// The person behind a session cookie, or behind the pass of a console that came from another hub.
import type { IncomingHttpHeaders } from 'node:http';
import { type Grant, roles } from '../../protocol/access.ts';
import type { StaffId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import { LogUnavailable } from '../log/contract.ts';
import type { PersonOf } from './callers.ts';
import { tokenFrom } from './cookie.ts';
import type { Session, Sessions } from './sessions.ts';

export type People = {
  /** The person that headers or pass name; a session that cannot be looked up now is refused, not forgotten. */
  readonly personOf: PersonOf;
  /** The name of a staff member; null when not in the settings. */
  nameOf(staff: string): string | null;
};

const everyRole: readonly Grant[] = roles.map((role) => ({ role, site: null }));

/** Knows people by the settings' staff list and the sessions on disk. */
export const createPeople = (staff: ReadonlyMap<StaffId, string>, sessions: Sessions): People => {
  const names: ReadonlyMap<string, string> = staff;
  const nameOf = (id: string): string | null => names.get(id) ?? null;
  /** Nobody is signed out because the store is away. */
  const find = async (
    headers: IncomingHttpHeaders,
    pass: string | undefined,
  ): Promise<Session | null | 'away'> => {
    const token = tokenFrom(headers.cookie);
    try {
      const byToken = token === null ? null : await sessions.find(token);
      return byToken ?? (pass === undefined ? null : await sessions.findByPass(pass));
    } catch (error) {
      if (error instanceof LogUnavailable) return 'away';
      throw error;
    }
  };
  return {
    nameOf,
    personOf: async (headers, pass, from) => {
      const session = await find(headers, pass);
      if (session === 'away') return { ok: false, refusal: refuse('logUnavailable') };
      const name = session === null ? null : nameOf(session.staff);
      // Somebody who left the settings is signed out with them.
      if (session === null || name === null) return { ok: true, value: null };
      return {
        ok: true,
        value: { kind: 'staff', id: session.staff, name, grants: everyRole, session, from },
      };
    },
  };
};

// Who is behind a request: the `Junban-Actor` header of an integrator, or the session cookie of a console.
import type { IncomingHttpHeaders } from 'node:http';
import { Actor, type StaffId } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { LogUnavailable } from '../log/contract.ts';
import { tokenFrom } from './cookie.ts';
import type { Session, Sessions } from './sessions.ts';

/** An actor, and the session that says so when it came by cookie. */
export type Known = { readonly actor: Actor; readonly session: Session | null };

export type People = {
  /** Reads who a request is from its headers, or from the pass of a console that came from another hub; refuses when nobody, or somebody not in the settings. */
  whoIs(headers: IncomingHttpHeaders, pass?: string): Promise<Parsed<Known>>;
  /** The name of a staff member; null when not in the settings. */
  nameOf(staff: string): string | null;
};

const fromHeader = (header: string, nameOf: People['nameOf']): Parsed<Known> => {
  const [kind, ...rest] = header.split(':');
  const wrong = refuse('malformed', {
    field: 'Junban-Actor',
    problem: 'must be staff:<id> or integrator:<name>, e.g. integrator:city-portal',
  });
  if (kind !== 'staff' && kind !== 'integrator') return { ok: false, refusal: wrong };
  const actor = parseAs(Actor, { kind, id: rest.join(':') });
  if (!actor.ok) return { ok: false, refusal: wrong };
  if (kind === 'staff' && nameOf(actor.value.id) === null) {
    return { ok: false, refusal: refuse('unknownStaff', { staff: actor.value.id }) };
  }
  return { ok: true, value: { actor: actor.value, session: null } };
};

/** Knows people by the settings' staff list and the sessions on disk. */
export const createPeople = (staff: ReadonlyMap<StaffId, string>, sessions: Sessions): People => {
  const names: ReadonlyMap<string, string> = staff;
  const nameOf = (id: string): string | null => names.get(id) ?? null;
  /** Nobody is signed out because the store is away. */
  const find = async (token: string | null, pass: string | undefined): Promise<Session | null | 'away'> => {
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
    async whoIs(headers, pass) {
      const header = headers['junban-actor'];
      if (header !== undefined) return fromHeader(String(header), nameOf);
      const token = tokenFrom(headers.cookie);
      const found = await find(token, pass);
      if (found === 'away') return { ok: false, refusal: refuse('logUnavailable') };
      const session = found;
      // Somebody who left the settings is signed out with them.
      if (session === null || nameOf(session.staff) === null) {
        return { ok: false, refusal: refuse('notSignedIn') };
      }
      return { ok: true, value: { actor: { kind: 'staff', id: session.staff }, session } };
    },
  };
};

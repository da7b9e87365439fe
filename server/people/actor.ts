// Who is behind a request: a person by the session cookie (or a console's pass), or an integrator.
import type { IncomingHttpHeaders } from 'node:http';
import { roles } from '../../protocol/access.ts';
import { Actor, type KeyId, type NetworkAddress, type StaffId } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { LogUnavailable } from '../log/contract.ts';
import { actorOf, type Caller } from './caller.ts';
import { tokenFrom } from './cookie.ts';
import type { Account } from './register/state.ts';
import type { Session, Sessions } from './sessions.ts';

/** What a door knows of who knocks. */
export type Knock = {
  readonly headers: IncomingHttpHeaders;
  readonly from: NetworkAddress;
  /** Of a console that came from another hub. */
  readonly pass?: string | undefined;
};

export type People = {
  /** Nobody is no refusal; a locked session is, and a store that is away: then nobody can be known. */
  callerOf(knock: Knock): Promise<Parsed<Caller>>;
};

/** Integrators name themselves in a header. */
const fromHeader = (header: string, from: NetworkAddress): Parsed<Caller> => {
  const [kind, ...rest] = header.split(':');
  const actor = parseAs(Actor, { kind, id: rest.join(':') });
  if (kind !== 'integrator' || !actor.ok) {
    const problem = 'must be integrator:<name>, e.g. integrator:city-portal';
    return { ok: false, refusal: refuse('malformed', { field: 'Junban-Actor', problem }) };
  }
  const grants = roles.map((role) => ({ role, site: null }));
  const { id } = actor.value;
  return { ok: true, value: { kind, key: '000000000000' as KeyId, id, grants, from } };
};

/** `accounts` gives them as they are now. */
export const createPeople = (
  accounts: () => ReadonlyMap<StaffId, Account>,
  sessions: Pick<Sessions, 'find' | 'findByPass'>,
): People => {
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
    callerOf: async ({ headers, from, pass }) => {
      const header = headers['junban-actor'];
      if (header !== undefined) return fromHeader(String(header), from);
      const session = await find(tokenFrom(headers.cookie), pass);
      if (session === 'away') return { ok: false, refusal: refuse('logUnavailable') };
      const account = session === null ? undefined : accounts().get(session.staff);
      // Whose account is closed is signed out with it.
      if (session === null || account === undefined || account.closed) {
        return { ok: true, value: { kind: 'nobody', from } };
      }
      if (session.locked) return { ok: false, refusal: refuse('sessionLocked') };
      const { id, name, grants } = account;
      return { ok: true, value: { kind: 'staff', id, name, grants, session, from } };
    },
  };
};

/** Who is known, with the actor for the events; nobody is refused. */
export const knownCaller = async (
  people: People,
  knock: Knock,
): Promise<Parsed<{ readonly caller: Exclude<Caller, { kind: 'nobody' }>; readonly actor: Actor }>> => {
  const caller = await people.callerOf(knock);
  if (!caller.ok) return caller;
  const actor = actorOf(caller.value);
  if (caller.value.kind === 'nobody' || actor === null) {
    return { ok: false, refusal: refuse('notSignedIn') };
  }
  return { ok: true, value: { caller: caller.value, actor } };
};

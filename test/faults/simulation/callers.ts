// Everybody in the simulation is who he says he is: how identity is proven is tried elsewhere.
import { roles } from '../../../protocol/access.ts';
import { Actor, type KeyId } from '../../../protocol/ids.ts';
import type { KnownCaller } from '../../../server/people/caller.ts';
import type { CallerOf } from '../../../server/people/callers.ts';
import type { Session } from '../../../server/people/sessions.ts';

/** The header in which a console names its actor, e.g. "staff:mori". */
export const actorHeader = 'simulated-actor';
const grants = roles.map((role) => ({ role, site: null }));
const from = '127.0.0.1';

/** The caller that a text like "staff:mori" or "integrator:portal" names. */
export const callerFrom = (text: string): KnownCaller => {
  const [kind, id] = text.split(':');
  const actor = Actor.parse({ kind, id });
  if (actor.kind === 'staff') {
    const session = { key: text, staff: actor.id } as Session;
    return { kind: 'staff', id: actor.id, name: actor.id, grants, session, from };
  }
  if (actor.kind === 'integrator') {
    return { kind: 'integrator', key: 'simulated000' as KeyId, id: actor.id, grants, from };
  }
  throw new Error(`nobody simulates ${text}`);
};

export const simulatedCallerOf: CallerOf = async ({ headers }) => ({
  ok: true,
  value: callerFrom(String(headers[actorHeader])),
});

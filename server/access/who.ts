// How the table of access says who may, and the one function that judges by it.
import { holds, type Purpose, type Role } from '../../protocol/access.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { Caller } from '../people/caller.ts';

export type Who =
  /** Public: nothing of it is anybody's secret. */
  | { readonly anyone: true }
  /** Whoever has a session on this browser, locked or not: the door itself looks. */
  | { readonly ownSession: true }
  /** Any person or integrator who is known, whatever the role. */
  | { readonly signedIn: true }
  | {
      readonly roles: readonly Role[];
      readonly purposes?: readonly Purpose[];
      /** A visitor, for his own ticket; whose it is, the rules of the day look. */
      readonly visitors?: true;
      /** Not for a program's key, whatever its roles: who has stolen one must not make more of them. */
      readonly inPerson?: true;
    };

/**
 * Why the caller may not; null: he may. `site`: where it happens; null: at no one site, then a role held anywhere is
 * enough, unless `everywhere` asks for one held at all of them.
 */
export const refusalFor = (
  who: Who,
  caller: Caller,
  site: SiteId | null,
  everywhere = false,
): Refusal | null => {
  if ('anyone' in who || 'ownSession' in who) return null;
  if (caller.kind === 'nobody') return refuse('notSignedIn');
  if (caller.kind === 'visitor') {
    const may = 'roles' in who && who.visitors === true && site === caller.site;
    return may ? null : refuse('notYourTicket');
  }
  if (caller.kind === 'device') {
    const may = 'roles' in who && who.purposes?.includes(caller.place.purpose);
    return may && (site === null || site === caller.place.site) ? null : refuse('notAllowed');
  }
  if ('signedIn' in who) return null;
  if (who.inPerson === true && caller.kind === 'integrator') return refuse('personNeeded');
  const grants = everywhere ? caller.grants.filter((grant) => grant.site === null) : caller.grants;
  return holds(grants, who.roles, site) ? null : refuse('notAllowed');
};

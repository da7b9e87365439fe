// Whose role needs the personal data of a reservation: those who speak with the visitor, and those who answer for the site.
import { holds, type Role } from '../../protocol/access.ts';
import type { MayRead } from '../contacts/vault.ts';
import type { PeopleState } from './register/state.ts';

/** Planners count and administrators keep the house: neither needs a name or a telephone number. */
export const contactRoles: readonly Role[] = ['receptionist', 'supervisor'];

/** People by the roles they hold now; of programs the hub's own that writes to residents, and for that alone. */
export const mayReadContacts =
  (state: () => Pick<PeopleState, 'accounts'>): MayRead =>
  ({ actor, reason }) => {
    if (actor.kind === 'system') return actor.id === 'messages' && reason === 'sendMessage';
    if (actor.kind !== 'staff') return false;
    const account = state().accounts.get(actor.id);
    return account !== undefined && !account.closed && holds(account.grants, contactRoles, null);
  };

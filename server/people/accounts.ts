// What administrators may do with accounts: pure, from what the register holds to events or a refusal.
import { type Grant, holds } from '../../protocol/access.ts';
import type { StaffId } from '../../protocol/ids.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { PeopleEvent } from './register/events.ts';
import type { Account, PeopleState } from './register/state.ts';

export type Decided = readonly PeopleEvent[] | Refusal;
export const isRefusal = (decided: Decided): decided is Refusal => !Array.isArray(decided);

/** How people can come in at this hub, besides by password. */
export type WaysIn = {
  /** The organisation's own sign-in service is set up. */
  readonly sso: boolean;
  /** People of the demonstration, who need no password. */
  readonly demo: ReadonlySet<string>;
};

/** In the demonstration somebody who set a password is no longer played by everyone. */
export const isPlayed = (account: Account, ways: WaysIn): boolean =>
  ways.demo.has(account.id) && !account.hasPassword && account.sso === null;

export const canSignIn = (account: Account, ways: WaysIn): boolean =>
  !account.closed &&
  (account.sso === null ? account.hasPassword || isPlayed(account, ways) : ways.sso) &&
  account.grants.length > 0;

/** Those who can come in and make accounts. */
export const administrators = (state: Pick<PeopleState, 'accounts'>, ways: WaysIn): readonly Account[] =>
  [...state.accounts.values()].filter(
    (account) => canSignIn(account, ways) && holds(account.grants, ['administrator'], null),
  );

const withAccount = (state: PeopleState, id: StaffId, decide: (account: Account) => Decided): Decided => {
  const account = state.accounts.get(id);
  return account === undefined ? refuse('unknownAccount', { account: id }) : decide(account);
};

/** The events, unless the last administrator would be gone with `after` in the account's place. */
const unlessLast = (
  state: PeopleState,
  ways: WaysIn,
  after: Account,
  events: readonly PeopleEvent[],
): Decided => {
  if (administrators(state, ways).length === 0) return events;
  const accounts = new Map(state.accounts).set(after.id, after);
  return administrators({ accounts }, ways).length === 0 ? refuse('lastAdministrator') : events;
};

export type NewAccount = { readonly id: StaffId; readonly name: string; readonly grants: readonly Grant[] };

/** An id is given once: it stands in the records of days long past. */
export const makeAccount = (
  state: PeopleState,
  { id, name, grants }: NewAccount,
  sso: string | null = null,
): Decided =>
  state.accounts.has(id)
    ? refuse('accountExists', { account: id })
    : [{ type: 'accountMade', account: id, name, grants: [...grants], sso }];

const sameGrants = (a: readonly Grant[], b: readonly Grant[]): boolean => {
  const words = (grants: readonly Grant[]) => grants.map(({ role, site }) => `${role}@${site ?? ''}`).sort();
  return words(a).join() === words(b).join();
};

/** Another name, other roles, or both; nothing when all is so already. */
export const changeAccount = (
  state: PeopleState,
  id: StaffId,
  { name, grants }: Pick<NewAccount, 'name' | 'grants'>,
  ways: WaysIn,
): Decided =>
  withAccount(state, id, (account) => {
    if (account.sso !== null) return refuse('ssoAccount');
    const events: PeopleEvent[] = [];
    if (name !== account.name) events.push({ type: 'accountRenamed', account: id, name });
    if (!sameGrants(grants, account.grants)) {
      events.push({ type: 'accountGranted', account: id, grants: [...grants] });
    }
    return unlessLast(state, ways, { ...account, name, grants }, events);
  });

export const closeAccount = (state: PeopleState, by: string, id: StaffId, ways: WaysIn): Decided =>
  withAccount(state, id, (account) => {
    if (account.closed) return [];
    if (by === id) return refuse('ownAccount');
    return unlessLast(state, ways, { ...account, closed: true }, [{ type: 'accountClosed', account: id }]);
  });

export const reopenAccount = (state: PeopleState, id: StaffId): Decided =>
  withAccount(state, id, (account) => (account.closed ? [{ type: 'accountReopened', account: id }] : []));

/** Whether a password may be set for the account now; null: it may. */
export const passwordRefusal = (state: PeopleState, id: StaffId): Refusal | null => {
  const account = state.accounts.get(id);
  if (account === undefined) return refuse('unknownAccount', { account: id });
  if (account.sso !== null) return refuse('ssoAccount');
  return account.closed ? refuse('accountClosed', { account: id }) : null;
};

export const passwordSet = (
  state: PeopleState,
  id: StaffId,
  by: 'owner' | 'administrator' | 'firstLink',
): Decided => passwordRefusal(state, id) ?? [{ type: 'passwordSet', account: id, by }];

/** The password is no longer taken; a one-time link sets another. */
export const removePassword = (state: PeopleState, id: StaffId, ways: WaysIn): Decided =>
  withAccount(state, id, (account) =>
    account.hasPassword
      ? unlessLast(state, ways, { ...account, hasPassword: false }, [
          { type: 'passwordRemoved', account: id },
        ])
      : [],
  );

/** The first administrator, while there is none. `lost`: accounts whose password is no longer in the store. */
export const makeFirst = (
  state: PeopleState,
  { id, name }: Pick<NewAccount, 'id' | 'name'>,
  ways: WaysIn,
  lost: ReadonlySet<string>,
): Decided => {
  if (administrators(state, ways).some((account) => !lost.has(account.id))) return refuse('linkOver');
  const made = makeAccount(state, { id, name, grants: [{ role: 'administrator', site: null }] });
  return isRefusal(made) ? made : [...made, { type: 'passwordSet', account: id, by: 'firstLink' }];
};

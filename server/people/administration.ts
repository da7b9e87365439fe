// What administrators do with accounts: decided by accounts.ts, written to the register, with its consequences for sessions.
import type { AccountView } from '../../protocol/access.ts';
import type { Actor, StaffId } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import {
  changeAccount,
  closeAccount,
  type Decided,
  makeAccount,
  type NewAccount,
  passwordRefusal,
  removePassword,
  reopenAccount,
} from './accounts.ts';
import type { StaffParts } from './dependencies.ts';
import type { Account } from './register/state.ts';

/** A link that sets a password is good for so long, ms. */
export const passwordLinkMs = 24 * 3_600_000;

export type Administration = {
  list(): readonly AccountView[];
  make(by: Actor, account: NewAccount): Promise<Parsed<AccountView>>;
  change(by: Actor, id: StaffId, change: Pick<NewAccount, 'name' | 'grants'>): Promise<Parsed<AccountView>>;
  close(by: Actor, id: StaffId): Promise<Parsed<AccountView>>;
  reopen(by: Actor, id: StaffId): Promise<Parsed<AccountView>>;
  /** The token of a link by which the person sets a password; `dropOld`: the old one is no longer taken from now on. */
  passwordLink(by: Actor, id: StaffId, dropOld: boolean): Promise<Parsed<string>>;
  signOut(by: Actor, id: StaffId): Promise<Parsed<AccountView>>;
  /** The phone is lost, and the recovery codes too: the person signs in by password alone, or sets up another. Their sessions end. */
  removeSecond(by: Actor, id: StaffId): Promise<Parsed<AccountView>>;
};

const viewOf = ({ id, name, grants, closed, sso, hasPassword }: Account): AccountView => ({
  id,
  name,
  grants: [...grants],
  closed,
  sso: sso !== null,
  hasPassword,
});

export const createAdministration = (parts: StaffParts): Administration => {
  const { register, sessions, links, ways, credentials } = parts;

  const view = (id: StaffId): Parsed<AccountView> => {
    const account = register.state().accounts.get(id);
    return account === undefined
      ? { ok: false, refusal: refuse('unknownAccount', { account: id }) }
      : { ok: true, value: viewOf(account) };
  };
  const changed = async (
    by: Actor,
    id: StaffId,
    decide: Parameters<typeof register.change>[1],
  ): Promise<Parsed<AccountView>> => {
    const done = await register.change(by, decide);
    return done.ok ? view(id) : done;
  };

  return {
    list: () => [...register.state().accounts.values()].map(viewOf),
    make: (by, account) => changed(by, account.id, (state): Decided => makeAccount(state, account)),
    change: (by, id, change) => changed(by, id, (state) => changeAccount(state, id, change, ways)),
    close: (by, id) => changed(by, id, (state) => closeAccount(state, by.id, id, ways)),
    reopen: (by, id) => changed(by, id, (state) => reopenAccount(state, id)),
    passwordLink: async (by, id, dropOld) => {
      const refusal = passwordRefusal(register.state(), id);
      if (refusal !== null) return { ok: false, refusal };
      if (dropOld) {
        const done = await register.change(by, (state) => removePassword(state, id, ways));
        if (!done.ok) return done;
        await credentials.forget(id);
        await sessions.endAllOf(id, null);
      }
      await links.drop('password', id);
      await parts.audit.note(by, { type: 'passwordLinkMade', account: id }, parts.now());
      return { ok: true, value: await links.make('password', id, passwordLinkMs) };
    },
    removeSecond: async (by, id) => {
      const found = view(id);
      if (!found.ok) return found;
      // One’s own is taken away by somebody else: an open console must not be enough.
      if (by.kind === 'staff' && by.id === id) return { ok: false, refusal: refuse('ownSecondFactor') };
      await parts.audit.note(by, { type: 'secondFactorRemoved', account: id }, parts.now());
      await parts.second.remove(id);
      await sessions.endAllOf(id, null);
      return found;
    },
    signOut: async (by, id) => {
      const found = view(id);
      if (!found.ok) return found;
      await sessions.endAllOf(id, null);
      // Whose sessions were ended by somebody else stands in the audit beside who did it.
      await parts.audit.note(by, { type: 'signedOutByOther', account: id }, parts.now());
      return found;
    },
  };
};

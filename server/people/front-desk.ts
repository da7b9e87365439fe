// Signing in and out, locking and unlocking, and one's own password: every way in ends in a session and a line of the audit.
import type { Actor, NetworkAddress, StaffId } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { AuditEvent } from '../audit/events.ts';
import { isPlayed, makeFirst, passwordRefusal, passwordSet } from './accounts.ts';
import type { StaffParts } from './dependencies.ts';
import { lostPasswords } from './first-start.ts';
import type { Account } from './register/state.ts';
import { createSecondDesk } from './second-desk.ts';
import type { NewSecret } from './second-factor.ts';
import type { HowSignedIn, Session } from './sessions.ts';

export type Begun = { readonly token: string; readonly session: Session };

/** What somebody types who wants in; `second`: null where nothing was typed yet. */
export type Typed = { readonly id: string; readonly password: string; readonly second: string | null };

/** `proof` everywhere: of a browser on which this person has signed in before, or null; its tries count apart from those of its address. */
export type FrontDesk = {
  signIn(
    id: string,
    password: string,
    from: NetworkAddress,
    proof?: string | null,
    second?: string | null,
  ): Promise<Parsed<Begun>>;
  /** A new second factor, to be confirmed; whoever has one already shows a code of it. */
  startSecond(typed: Typed, from: NetworkAddress, proof: string | null): Promise<Parsed<NewSecret>>;
  /** Takes it into use by its first code: other sessions of the person end, and one begins here. */
  confirmSecond(
    typed: Typed,
    from: NetworkAddress,
    proof: string | null,
  ): Promise<Parsed<Begun & { readonly recoveryCodes: readonly string[] }>>;
  /** Only people of the demonstration who have no password. */
  play(id: string, from: NetworkAddress): Promise<Parsed<Begun>>;
  /** The session of somebody whom another way has made sure of. */
  begin(account: Account, how: HowSignedIn, from: NetworkAddress): Promise<Begun>;
  /** The session goes on where it was locked; `password` null: by the same click that began it in the demonstration. */
  unlock(session: Session, password: string | null, from: NetworkAddress): Promise<Refusal | null>;
  /** The same, for one whom another way has made sure of. */
  unlocked(session: Session, from: NetworkAddress): Promise<void>;
  lock(session: Session, from: NetworkAddress): Promise<void>;
  signOut(session: Session, token: string, from: NetworkAddress): Promise<void>;
  /** Ends every session of the person. */
  everywhere(session: Session, from: NetworkAddress): Promise<void>;
  /** Sets a new password; all other sessions of the person end. */
  changePassword(session: Session, old: string, next: string, from: NetworkAddress): Promise<Refusal | null>;
  /** Sets the password of the account that a one-time link stands for. */
  byLink(token: string, password: string, from: NetworkAddress): Promise<Parsed<Account>>;
  /** Makes the first administrator. */
  first(
    asked: { readonly token: string; readonly id: StaffId; readonly name: string; readonly password: string },
    from: NetworkAddress,
  ): Promise<Parsed<Begun>>;
};

/** Whoever shows the cookie of a session was let in as its person before. */
const proofOfSession = ({ key }: Session): string => `session:${key}`;
const refused = (refusal: Refusal) => ({ ok: false, refusal }) as const;

export const createFrontDesk = (parts: StaffParts): FrontDesk => {
  const { register, sessions, credentials, links, audit, second, ways, now } = parts;
  const desk = createSecondDesk(parts);
  const accountOf = (id: string): Account | undefined => register.state().accounts.get(id as StaffId);
  const actorOf = (id: StaffId, from: NetworkAddress): Actor => ({ kind: 'staff', id, from });
  const note = (id: StaffId, from: NetworkAddress, event: AuditEvent): Promise<void> =>
    audit.note(actorOf(id, from), event, now());

  const begin: FrontDesk['begin'] = async ({ id }, how, from) => {
    // On record before the door is open.
    await note(id, from, { type: 'signedIn', how });
    return sessions.begin({ staff: id, how, from });
  };
  const began = async (account: Account, how: HowSignedIn, from: NetworkAddress) =>
    ({ ok: true, value: await begin(account, how, from) }) as const;

  const unlocked: FrontDesk['unlocked'] = async ({ key, staff }, from) => {
    await note(staff, from, { type: 'sessionUnlocked' });
    await sessions.unlock(key);
  };

  return {
    begin,
    unlocked,
    signIn: async (id, password, from, proof = null, typed = null) => {
      const account = await credentials.check(id, password, from, proof);
      if (!account.ok) return account;
      const why = await desk.refusalOf(account.value, typed, from, proof);
      return why === null ? began(account.value, 'password', from) : refused(why);
    },
    startSecond: async (typed, from, proof) => {
      const account = await credentials.check(typed.id, typed.password, from, proof);
      if (!account.ok) return account;
      const { id } = account.value;
      const why = (await second.has(id))
        ? await desk.refusalOf(account.value, typed.second, from, proof)
        : null;
      return why === null ? { ok: true, value: await second.begin(id) } : refused(why);
    },
    confirmSecond: async (typed, from, proof) => {
      const account = await credentials.check(typed.id, typed.password, from, proof);
      if (!account.ok) return account;
      const { id } = account.value;
      const recoveryCodes = await desk.confirm(id, typed.second ?? '', from, proof);
      if (!recoveryCodes.ok) return recoveryCodes;
      await sessions.endAllOf(id, null);
      const begun = await begin(account.value, 'password', from);
      return { ok: true, value: { ...begun, recoveryCodes: recoveryCodes.value } };
    },
    play: async (id, from) => {
      const account = accountOf(id);
      if (account === undefined || account.closed || !isPlayed(account, ways)) {
        return refused(refuse('signInRefused'));
      }
      return began(account, 'demo', from);
    },
    unlock: async (session, password, from) => {
      const account = accountOf(session.staff);
      if (account === undefined || account.closed) return refuse('notSignedIn');
      if (password === null) {
        if (session.how !== 'demo' || !isPlayed(account, ways)) return refuse('signInRefused');
      } else {
        const checked = await credentials.check(session.staff, password, from, proofOfSession(session));
        if (!checked.ok) return checked.refusal;
      }
      await unlocked(session, from);
      return null;
    },
    lock: async (session, from) => {
      if (await sessions.lock(session.key, 'now')) {
        await note(session.staff, from, { type: 'sessionLocked' });
      }
    },
    signOut: async ({ staff }, token, from) => {
      await sessions.end(token);
      await note(staff, from, { type: 'signedOut', everywhere: false });
    },
    everywhere: async ({ staff }, from) => {
      await sessions.endAllOf(staff, null);
      await note(staff, from, { type: 'signedOut', everywhere: true });
    },
    changePassword: async (session, old, next, from) => {
      const { staff, key } = session;
      const account = accountOf(staff);
      if (account === undefined) return refuse('unknownAccount', { account: staff });
      // Somebody of the demonstration may take the account for himself: there is no old password.
      if (!isPlayed(account, ways)) {
        const checked = await credentials.check(staff, old, from, proofOfSession(session));
        if (!checked.ok) return checked.refusal;
      }
      const problem =
        passwordRefusal(register.state(), staff) ?? (await credentials.keep(account, next, from));
      if (problem !== null) return problem;
      const changed = await register.change(actorOf(staff, from), (state) =>
        passwordSet(state, staff, 'owner'),
      );
      await sessions.endAllOf(staff, key);
      return changed.ok ? null : changed.refusal;
    },
    byLink: async (token, password, from) => {
      const id = await links.look('password', token);
      const account = id === null ? undefined : accountOf(id);
      if (account === undefined) return refused(refuse('linkOver'));
      const may = passwordRefusal(register.state(), account.id);
      if (may !== null) return refused(may);
      const kept = await credentials.keep(account, password, from);
      if (kept !== null) return refused(kept);
      if ((await links.take('password', token)) === null) return refused(refuse('linkOver'));
      const changed = await register.change(actorOf(account.id, from), (state) =>
        passwordSet(state, account.id, 'administrator'),
      );
      await sessions.endAllOf(account.id, null);
      return changed.ok ? { ok: true, value: account } : changed;
    },
    first: async ({ token, id, name, password }, from) => {
      if ((await links.look('first', token)) === null) return refused(refuse('linkOver'));
      const lost = await lostPasswords(parts);
      const decided = makeFirst(register.state(), { id, name }, ways, lost);
      if (!Array.isArray(decided)) return refused(decided as Refusal);
      const kept = await credentials.keep({ id, name }, password, from);
      if (kept !== null) return refused(kept);
      if ((await links.take('first', token)) === null) return refused(refuse('linkOver'));
      const changed = await register.change(actorOf(id, from), (state) =>
        makeFirst(state, { id, name }, ways, lost),
      );
      if (!changed.ok) return changed;
      await links.drop('first', 'first');
      const account = accountOf(id);
      return account === undefined ? refused(refuse('internalError')) : began(account, 'firstLink', from);
    },
  };
};

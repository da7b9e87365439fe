// Passwords of accounts in the notes that hubs share: set, checked, forgotten. The events only say that there is one.
import type { NetworkAddress, StaffId } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { Audit } from '../audit/audit.ts';
import type { AuditEvent } from '../audit/events.ts';
import type { Notes } from '../expiring/store.ts';
import type { Guesses, Place } from './guesses.ts';
import { passwordProblem } from './password-rules.ts';
import { type Cost, checkPassword, cost, hashPassword, nobodysHash } from './passwords.ts';
import type { Register } from './register/register.ts';
import type { Account } from './register/state.ts';
import type { WorkSlots } from './work-slots.ts';

export type Credentials = {
  /** The open account that name and password belong to. Every wrong try is slowed, and on record. `proof`: see guesses.ts. */
  check(
    typed: string,
    password: string,
    from: NetworkAddress,
    proof: string | null,
  ): Promise<Parsed<Account>>;
  /** Keeps a new password; null: kept. */
  keep(account: Pick<Account, 'id' | 'name'>, password: string, from: string): Promise<Refusal | null>;
  /** Whether a password is kept for the account. */
  has(id: StaffId): Promise<boolean>;
  forget(id: StaffId): Promise<void>;
};

export type CredentialsParts = {
  readonly register: Pick<Register, 'state'>;
  readonly notes: Notes;
  readonly audit: Audit;
  readonly guesses: Guesses;
  readonly slots: WorkSlots;
  /** Names of the organisation, which nobody may use as a password. */
  readonly organisation: readonly string[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** What a hash costs; OWASP's least unless a test makes it cheap. */
  readonly cost?: Cost;
};

const noteOf = (id: string): string => `password:${id}`;
type Why = Extract<AuditEvent, { type: 'signInRefused' }>['why'];

export const createCredentials = (parts: CredentialsParts): Credentials => {
  const { register, notes, audit, guesses, slots, now } = parts;
  const at = parts.cost ?? cost;
  const nobody = nobodysHash(at);

  const onRecord = (name: string | null, why: Why, from: NetworkAddress): Promise<void> =>
    audit.note({ kind: 'system', id: 'sign-in' }, { type: 'signInRefused', name, why, from }, now());

  /** Looks the password up and compares; costs the same for a name that nobody has. */
  const compare = async (account: Account | undefined, password: string): Promise<boolean> => {
    const kept = account === undefined ? null : await notes.get(noteOf(account.id));
    const checked = await checkPassword(password, kept ?? nobody, at);
    if (account === undefined || kept === null || !checked.right) return false;
    if (checked.old) await notes.put(noteOf(account.id), await hashPassword(password, at), null);
    return true;
  };

  const refused = async (account: Account | undefined, why: Why, from: NetworkAddress) => {
    await onRecord(account?.id ?? null, why, from);
    return { ok: false, refusal: refuse('signInRefused') } as const;
  };

  const checkNow = async (
    typed: string,
    password: string,
    from: NetworkAddress,
    place: Place,
  ): Promise<Parsed<Account>> => {
    const account = register.state().accounts.get(typed as StaffId);
    const seconds = await guesses.begin(typed, place);
    if (seconds > 0) {
      if (await guesses.firstRefusal(typed, place)) await onRecord(account?.id ?? null, 'lockedOut', from);
      return { ok: false, refusal: refuse('tooManyGuesses', { seconds }) };
    }
    try {
      if (!(await compare(account, password)) || account === undefined || !account.hasPassword) {
        await guesses.wrong(typed, place);
        return await refused(account, account === undefined ? 'unknown' : 'password', from);
      }
    } catch (error) {
      await guesses.forget(typed, place).catch(() => {});
      throw error;
    }
    await guesses.right(typed, place);
    return account.closed ? refused(account, 'closed', from) : { ok: true, value: account };
  };

  return {
    check: async (typed, password, from, proof) =>
      // Who proves the browser has a turn of their own beside those of the address.
      (await slots.run(proof ?? from, () => checkNow(typed, password, from, { address: from, proof }))) ?? {
        ok: false,
        refusal: refuse('signInBusy'),
      },
    keep: async (account, password, from) => {
      const problem = passwordProblem(password, [account.id, account.name, ...parts.organisation]);
      if (problem !== null) return problem;
      const hash = await slots.run(from, () => hashPassword(password, at));
      if (hash === null) return refuse('signInBusy');
      await notes.put(noteOf(account.id), hash, null);
      return null;
    },
    has: async (id) => (await notes.get(noteOf(id))) !== null,
    forget: (id) => notes.remove(noteOf(id)),
  };
};

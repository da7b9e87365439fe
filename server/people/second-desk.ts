// The second step of a sign-in: asked of whoever has a second factor, slowed when it is guessed, and on record.
import type { NetworkAddress, StaffId } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { StaffParts } from './dependencies.ts';
import type { Account } from './register/state.ts';

export type SecondDesk = {
  /** Why somebody whose password is right is not let in yet; null: they are. */
  refusalOf(
    account: Account,
    typed: string | null,
    from: NetworkAddress,
    proof: string | null,
  ): Promise<Refusal | null>;
  /** Takes a secret that was begun into use; gives the recovery codes. */
  confirm(
    id: StaffId,
    typed: string,
    from: NetworkAddress,
    proof: string | null,
  ): Promise<Parsed<readonly string[]>>;
};

export const createSecondDesk = (
  parts: Pick<StaffParts, 'second' | 'guesses' | 'audit' | 'now'>,
): SecondDesk => {
  const { second, guesses, audit, now } = parts;
  const onRecord = (name: StaffId, from: NetworkAddress, why: 'second' | 'lockedOut'): Promise<void> =>
    audit.note({ kind: 'system', id: 'sign-in' }, { type: 'signInRefused', name, why, from }, now());

  /** A million codes, three of them good: wrong ones are slowed like passwords, counted apart from those. Null of `look`: it was wrong. */
  const slowed = async <T>(
    id: StaffId,
    from: NetworkAddress,
    proof: string | null,
    look: () => Promise<T | null>,
  ): Promise<Parsed<T>> => {
    const [name, place] = [`second ${id}`, { address: from, proof }];
    const seconds = await guesses.begin(name, place);
    if (seconds > 0) {
      if (await guesses.firstRefusal(name, place)) await onRecord(id, from, 'lockedOut');
      return { ok: false, refusal: refuse('tooManyGuesses', { seconds }) };
    }
    let found: T | null;
    try {
      found = await look();
    } catch (error) {
      await guesses.forget(name, place).catch(() => {});
      throw error;
    }
    if (found !== null) {
      await guesses.right(name, place);
      return { ok: true, value: found };
    }
    await guesses.wrong(name, place);
    await onRecord(id, from, 'second');
    return { ok: false, refusal: refuse('secondFactorWrong') };
  };

  return {
    refusalOf: async (account, typed, from, proof) => {
      const { id } = account;
      if (!(await second.has(id)))
        return second.isNeededBy(account) ? refuse('secondFactorSetUpNeeded') : null;
      if (typed === null || typed.trim() === '') return refuse('secondFactorAsked');
      const checked = await slowed(id, from, proof, () => second.check(id, typed));
      if (!checked.ok) return checked.refusal;
      if (checked.value?.how === 'recovery') {
        const { left } = checked.value;
        await audit.note({ kind: 'staff', id, from }, { type: 'recoveryCodeUsed', left }, now());
      }
      return null;
    },
    confirm: async (id, typed, from, proof) => {
      const codes = await slowed(id, from, proof, () => second.confirm(id, typed));
      if (codes.ok) await audit.note({ kind: 'staff', id, from }, { type: 'secondFactorSet' }, now());
      return codes;
    },
  };
};

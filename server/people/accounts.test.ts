// Whatever administrators do to each other in whatever order, somebody remains who can sign in and administer.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grant, roles } from '../../protocol/access.ts';
import { SiteId, StaffId } from '../../protocol/ids.ts';
import {
  administrators,
  changeAccount,
  closeAccount,
  type Decided,
  isRefusal,
  makeAccount,
  makeFirst,
  passwordSet,
  removePassword,
  reopenAccount,
  type WaysIn,
} from './accounts.ts';
import { evolvePeople, nobodyYet, type PeopleState } from './register/state.ts';

const ways: WaysIn = { sso: false, demo: new Set() };
const id = StaffId.parse;
const administrator: Grant = { role: 'administrator', site: null };

/** The state after a decision that is no refusal. */
const following = (state: PeopleState, decided: Decided): PeopleState =>
  isRefusal(decided)
    ? state
    : decided.reduce(
        (before, event) => evolvePeople(before, { version: before.version + 1, atMs: 0, event }),
        state,
      );
const first = following(nobodyYet, makeFirst(nobodyYet, { id: id('mori'), name: '森' }, ways, new Set()));
const codeOf = (decided: Decided): string | null => (isRefusal(decided) ? decided.code : null);

describe('accounts', () => {
  it('have ids that are given once, also when closed', () => {
    const made = following(
      first,
      makeAccount(first, { id: id('sato'), name: '佐藤', grants: [administrator] }),
    );
    const closed = following(made, closeAccount(made, 'mori', id('sato'), ways));
    expect(closed.accounts.get(id('sato'))?.closed).toBe(true);
    expect(codeOf(makeAccount(closed, { id: id('sato'), name: '別', grants: [administrator] }))).toBe(
      'accountExists',
    );
  });

  it('change only in what is new', () => {
    expect(changeAccount(first, id('mori'), { name: '森', grants: [administrator] }, ways)).toEqual([]);
    expect(changeAccount(first, id('mori'), { name: '森 一', grants: [administrator] }, ways)).toEqual([
      { type: 'accountRenamed', account: 'mori', name: '森 一' },
    ]);
  });

  it('keep the last administrator, with the role and with a password', () => {
    const booth: Grant = { role: 'booth', site: null };
    expect(codeOf(changeAccount(first, id('mori'), { name: '森', grants: [booth] }, ways))).toBe(
      'lastAdministrator',
    );
    expect(codeOf(removePassword(first, id('mori'), ways))).toBe('lastAdministrator');
    expect(codeOf(closeAccount(first, 'key-1', id('mori'), ways))).toBe('lastAdministrator');
    expect(codeOf(closeAccount(first, 'mori', id('mori'), ways))).toBe('ownAccount');
  });

  it('give a first administrator only while there is none, or when his password is lost', () => {
    const other = { id: id('kato'), name: '加藤' };
    expect(codeOf(makeFirst(first, other, ways, new Set()))).toBe('linkOver');
    const again = following(first, makeFirst(first, other, ways, new Set(['mori'])));
    expect(administrators(again, ways).map((account) => account.id)).toEqual(['mori', 'kato']);
  });
});

const ids = ['mori', 'sato', 'kato'].map((name) => id(name));
const anyId = fc.constantFrom(...ids);
const grants = fc.array(
  fc
    .record({ role: fc.constantFrom(...roles), site: fc.constantFrom(null, SiteId.parse('centre')) })
    .map(({ role, site }): Grant => ({ role, site: role === 'administrator' ? null : site })),
  { minLength: 1, maxLength: 3 },
);
type Act = (state: PeopleState) => Decided;
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(anyId, grants).map(
    ([who, has]): Act =>
      (state) =>
        makeAccount(state, { id: who, name: who, grants: has }),
  ),
  fc.tuple(anyId, grants).map(
    ([who, has]): Act =>
      (state) =>
        changeAccount(state, who, { name: who, grants: has }, ways),
  ),
  fc.tuple(anyId, anyId).map(
    ([by, who]): Act =>
      (state) =>
        closeAccount(state, by, who, ways),
  ),
  anyId.map(
    (who): Act =>
      (state) =>
        reopenAccount(state, who),
  ),
  anyId.map(
    (who): Act =>
      (state) =>
        passwordSet(state, who, 'owner'),
  ),
  anyId.map(
    (who): Act =>
      (state) =>
        removePassword(state, who, ways),
  ),
);

it('whatever is done, an administrator who can sign in remains, and ids stay unique', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      let state = first;
      for (const one of acts) {
        const made = one(state);
        const before = state;
        state = following(state, made);
        expect(administrators(state, ways).length).toBeGreaterThan(0);
        for (const [key, account] of before.accounts) expect(state.accounts.get(key)?.id).toBe(account.id);
      }
    }),
    { numRuns: 300 },
  );
});

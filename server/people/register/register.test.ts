// The register: folded from the log, the same at every hub, never changed twice.
import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Grant } from '../../../protocol/access.ts';
import type { Actor, KeyId, StaffId } from '../../../protocol/ids.ts';
import { refuse } from '../../../protocol/refusals.ts';
import { defaultHubLimits } from '../../base/hub-limits.ts';
import { LogUnavailable } from '../../base/log-unavailable.ts';
import type { EventLog } from '../../log/contract.ts';
import { openSqliteLog } from '../../log/sqlite-log.ts';
import { PeopleEvent } from './events.ts';
import { openRegister, type Register, type RegisterLimits } from './register.ts';
import { evolvePeople, nobodyYet } from './state.ts';

const actor: Actor = { kind: 'staff', id: 'mori' as StaffId, from: '10.0.0.7' };
const everywhere: Grant[] = [{ role: 'booth', site: null }];
const made = (account: string): PeopleEvent =>
  PeopleEvent.parse({ type: 'accountMade', account, name: account, grants: everywhere, sso: null });

const logger = pino({ level: 'silent' });
let log: EventLog;
let registers: Register[] = [];
const open = async (
  hubName = 'hub-1',
  on = log,
  limits: RegisterLimits = defaultHubLimits,
): Promise<Register> => {
  const register = await openRegister({
    log: on,
    organisation: 'town',
    hubName,
    limits,
    now: () => 1_000,
    logger,
  });
  registers.push(register);
  return register;
};
beforeEach(() => {
  log = openSqliteLog(':memory:');
});
afterEach(async () => {
  for (const register of registers) register.close();
  registers = [];
  await log.close();
});

describe('the register', () => {
  it('is the same after a restart, and at another hub that was open all the time', async () => {
    const [one, two] = [await open(), await open('hub-2')];
    await one.change(actor, () => [made('sato')]);
    await expect.poll(() => two.state().accounts.get('sato' as StaffId)?.name).toBe('sato');
    expect((await open()).state()).toEqual(one.state());
  });

  it('decides again when another hub was first', async () => {
    const [one, two] = [await open(), await open('hub-2')];
    const add = (register: Register) =>
      register.change(actor, ({ accounts }) =>
        accounts.has('sato' as StaffId) ? refuse('notAllowed') : [made('sato')],
      );
    const both = await Promise.all([add(one), add(two)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await log.version('people:town')).toBe(1);
  });

  it('refuses a change when too many are in line, counts it, and takes the next when there is room', async () => {
    const reached: string[] = [];
    const register = await open('hub-1', log, { changesWaiting: 2, reached: (limit) => reached.push(limit) });
    const add = (name: string) => register.change(actor, () => [made(name)]);
    const all = await Promise.all(['sato', 'ito', 'mori'].map(add));
    expect(all.map((one) => one.ok || one.refusal.code)).toEqual([true, true, 'hubBusy']);
    expect(reached).toEqual(['changesWaiting']);
    expect((await add('mori')).ok).toBe(true);
    expect([...register.state().accounts.keys()]).toEqual(['sato', 'ito', 'mori']);
  });

  it('takes fifty changes of one instant, one after another, and goes on after one that failed', async () => {
    const register = await open();
    const failing = register.change(actor, () => {
      throw new Error('a mistake of ours');
    });
    const names = Array.from({ length: 50 }, (_, n) => `staff-${n}`);
    const changed = names.map((name) => register.change(actor, () => [made(name)]));
    await expect(failing).rejects.toThrow('a mistake of ours');
    expect((await Promise.all(changed)).every(({ ok }) => ok)).toBe(true);
    expect(register.state().accounts.size).toBe(50);
  });

  it('says so when the store is away, and nothing is known of what was not kept', async () => {
    const away = { ...log, append: () => Promise.reject(new LogUnavailable('away')) };
    const register = await open('hub-1', away);
    expect(await register.change(actor, () => [made('sato')])).toMatchObject({
      ok: false,
      refusal: { code: 'logUnavailable' },
    });
    expect(register.state().accounts.size).toBe(0);
  });

  it('knows a key by its hash until it is revoked', async () => {
    const register = await open();
    const key = 'abcdefgh1234' as KeyId;
    const hash = 'a'.repeat(64);
    const place = { site: 'centre', device: 'lobby', purpose: 'wall' };
    const accepted = PeopleEvent.parse({ type: 'deviceAccepted', key, hash, name: 'Lobby', place });
    await register.change(actor, () => [accepted]);
    expect(register.deviceKey(hash)?.place).toEqual(place);
    expect(register.deviceKey('b'.repeat(64))).toBeNull();
    await register.change(actor, () => [{ type: 'deviceRevoked', key }]);
    expect(register.deviceKey(hash)).toBeNull();
  });
});

it('never forgets an account, whatever follows', () => {
  const names = fc.constantFrom('sato', 'mori', 'kato');
  const events = fc.array(
    fc.oneof(
      names.map(made),
      names.map((account): PeopleEvent => ({ type: 'accountClosed', account: account as StaffId })),
      names.map((account): PeopleEvent => ({ type: 'accountReopened', account: account as StaffId })),
      names.map(
        (account): PeopleEvent => ({ type: 'passwordSet', account: account as StaffId, by: 'owner' }),
      ),
    ),
  );
  fc.assert(
    fc.property(events, (all) => {
      const after = all.reduce(
        (state, event, i) => evolvePeople(state, { version: i + 1, atMs: i, event }),
        nobodyYet,
      );
      const known = new Set(all.flatMap((event) => (event.type === 'accountMade' ? [event.account] : [])));
      expect(new Set(after.accounts.keys())).toEqual(known);
      expect(after.version).toBe(all.length);
    }),
  );
});

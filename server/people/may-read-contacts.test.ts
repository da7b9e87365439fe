// Who may read personal data: every role, open and closed, and whoever is no person.
import { expect, it } from 'vitest';
import { roles } from '../../protocol/access.ts';
import type { Actor, StaffId } from '../../protocol/ids.ts';
import { mayReadContacts } from './may-read-contacts.ts';
import type { Account } from './register/state.ts';

const account = (id: string, role: (typeof roles)[number], closed = false): Account => ({
  id: id as StaffId,
  name: id,
  grants: [{ role, site: null }],
  closed,
  sso: null,
  hasPassword: true,
  madeAtMs: 0,
});
const accounts = new Map(
  [...roles.map((role) => account(role, role)), account('gone', 'receptionist', true)].map((one) => [
    one.id,
    one,
  ]),
);
const may = mayReadContacts(() => ({ accounts }));
const ask = (kind: string, id: string) => may({ actor: { kind, id } as Actor, reason: 'visit' as never });

it('is open to reception and supervisors, and to nobody else', () => {
  expect(roles.filter((role) => ask('staff', role))).toEqual(['receptionist', 'supervisor']);
  expect([ask('staff', 'gone'), ask('staff', 'nobody')]).toEqual([false, false]);
  expect(['integrator', 'device', 'system'].map((kind) => ask(kind, 'receptionist'))).toEqual([
    false,
    false,
    false,
  ]);
});

// From what the sign-in service says of a person to an account here: pure. The service is believed about name and groups.
import { createHash } from 'node:crypto';
import { type Grant, PersonName } from '../../protocol/access.ts';
import { StaffId } from '../../protocol/ids.ts';
import type { SsoSettings } from '../../protocol/people-settings.ts';
import type { PeopleEvent } from './register/events.ts';
import type { Account, PeopleState } from './register/state.ts';

/** What a service tells of a person, as far as it is used. */
export type Claims = Readonly<Record<string, unknown>>;

/** Who it is there, for ever: issuer and subject. Long ones are shortened to a hash. */
export const subjectOf = (issuer: string, sub: string): string => {
  const whole = `${issuer}#${sub}`;
  return whole.length <= 300 ? whole : `sha256:${createHash('sha256').update(whole).digest('hex')}`;
};

/** The roles that the person's groups have here, each once. */
export const grantsOf = (
  sso: Pick<SsoSettings, 'groupsClaim' | 'grants'>,
  claims: Claims,
): readonly Grant[] => {
  const told = claims[sso.groupsClaim];
  const groups = new Set(Array.isArray(told) ? told.map(String) : typeof told === 'string' ? [told] : []);
  const found = new Map<string, Grant>();
  for (const { group, role, site } of sso.grants) {
    if (groups.has(group)) found.set(`${role}@${site ?? ''}`, { role, site });
  }
  return [...found.values()];
};

const textIn = (claims: Claims, ...names: readonly string[]): string => {
  for (const name of names) {
    const value = claims[name];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return '';
};

/** An id that looks like the person's name at the service and that nobody has here. */
const freeId = (state: PeopleState, claims: Claims, subject: string): StaffId => {
  const wish = textIn(claims, 'preferred_username', 'email')
    .replace(/@.*$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32);
  const base = wish === '' ? `sso-${createHash('sha256').update(subject).digest('hex').slice(0, 10)}` : wish;
  for (let count = 1; ; count += 1) {
    const id = StaffId.parse(count === 1 ? base : `${base}-${count}`);
    if (!state.accounts.has(id)) return id;
  }
};

export const accountOfSubject = (
  state: Pick<PeopleState, 'accounts'>,
  subject: string,
): Account | undefined => [...state.accounts.values()].find(({ sso }) => sso === subject);

const words = (grants: readonly Grant[]): string =>
  grants
    .map(({ role, site }) => `${role}@${site ?? ''}`)
    .sort()
    .join();

/** The events that make the account what the service says; without a role nobody new comes in. */
export const followService = (
  state: PeopleState,
  subject: string,
  claims: Claims,
  grants: readonly Grant[],
): readonly PeopleEvent[] => {
  const account = accountOfSubject(state, subject);
  const told = textIn(claims, 'name', 'preferred_username', 'email').slice(0, 60);
  if (account === undefined) {
    if (grants.length === 0) return [];
    const id = freeId(state, claims, subject);
    const name = PersonName.parse(told === '' ? id : told);
    return [{ type: 'accountMade', account: id, name, grants: [...grants], sso: subject }];
  }
  const events: PeopleEvent[] = [];
  if (told !== '' && told !== account.name) {
    events.push({ type: 'accountRenamed', account: account.id, name: PersonName.parse(told) });
  }
  if (words(grants) !== words(account.grants)) {
    events.push({ type: 'accountGranted', account: account.id, grants: [...grants] });
  }
  return events;
};

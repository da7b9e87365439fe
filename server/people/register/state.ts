// What the people's stream adds up to: who there is, and which keys are good. Pure.
import type { DevicePlace, Grant } from '../../../protocol/access.ts';
import type { KeyId, StaffId } from '../../../protocol/ids.ts';
import type { PeopleEvent } from './events.ts';

export type Account = {
  readonly id: StaffId;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly closed: boolean;
  readonly sso: string | null;
  readonly hasPassword: boolean;
  readonly madeAtMs: number;
};
export type DeviceKey = {
  readonly id: KeyId;
  readonly hash: string;
  readonly name: string;
  readonly place: DevicePlace;
  readonly revoked: boolean;
  readonly acceptedAtMs: number;
};
export type ApiKey = {
  readonly id: KeyId;
  readonly hash: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly revoked: boolean;
  readonly madeAtMs: number;
};
export type PeopleState = {
  readonly version: number;
  readonly accounts: ReadonlyMap<StaffId, Account>;
  readonly deviceKeys: ReadonlyMap<KeyId, DeviceKey>;
  readonly apiKeys: ReadonlyMap<KeyId, ApiKey>;
};

export const nobodyYet: PeopleState = {
  version: 0,
  accounts: new Map(),
  deviceKeys: new Map(),
  apiKeys: new Map(),
};

const changed = <K, V>(map: ReadonlyMap<K, V>, key: K, change: Partial<V>): ReadonlyMap<K, V> => {
  const before = map.get(key);
  return before === undefined ? map : new Map(map).set(key, { ...before, ...change });
};

/** The state after one more event. */
export const evolvePeople = (
  state: PeopleState,
  { version, atMs, event }: { readonly version: number; readonly atMs: number; readonly event: PeopleEvent },
): PeopleState => {
  const next = { ...state, version };
  const account = (id: StaffId, change: Partial<Account>) => ({
    ...next,
    accounts: changed(state.accounts, id, change),
  });
  const device = (id: KeyId, change: Partial<DeviceKey>) => ({
    ...next,
    deviceKeys: changed(state.deviceKeys, id, change),
  });
  switch (event.type) {
    case 'accountMade': {
      const { account: id, name, grants, sso } = event;
      const made: Account = { id, name, grants, closed: false, sso, hasPassword: false, madeAtMs: atMs };
      return { ...next, accounts: new Map(state.accounts).set(id, made) };
    }
    case 'accountRenamed':
      return account(event.account, { name: event.name });
    case 'accountGranted':
      return account(event.account, { grants: event.grants });
    case 'accountClosed':
      return account(event.account, { closed: true });
    case 'accountReopened':
      return account(event.account, { closed: false });
    case 'passwordSet':
      return account(event.account, { hasPassword: true });
    case 'passwordRemoved':
      return account(event.account, { hasPassword: false });
    case 'deviceAccepted': {
      const { key: id, hash, name, place } = event;
      const made: DeviceKey = { id, hash, name, place, revoked: false, acceptedAtMs: atMs };
      return { ...next, deviceKeys: new Map(state.deviceKeys).set(id, made) };
    }
    case 'deviceRenamed':
      return device(event.key, { name: event.name });
    case 'deviceMoved':
      return device(event.key, { place: event.place });
    case 'deviceRevoked':
      return device(event.key, { revoked: true });
    case 'apiKeyMade': {
      const { key: id, hash, name, grants } = event;
      const made: ApiKey = { id, hash, name, grants, revoked: false, madeAtMs: atMs };
      return { ...next, apiKeys: new Map(state.apiKeys).set(id, made) };
    }
    case 'apiKeyRevoked':
      return { ...next, apiKeys: changed(state.apiKeys, event.key, { revoked: true }) };
  }
};

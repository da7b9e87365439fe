// What the page of accounts asks of the hub. All throw Refused in words, or Error when the hub cannot be reached.

import { AccountView, type Grant } from '../../protocol/access.ts';
import { AccountList, PasswordLink } from '../../protocol/wire-people.ts';
import { askHub } from '../parts/session.ts';

const at = (id: string, act = ''): string => `/api/accounts/${encodeURIComponent(id)}${act}`;

export const loadAccounts = () => askHub(AccountList, '/api/accounts');
export const makeAccount = (made: { id: string; name: string; grants: readonly Grant[] }) =>
  askHub(AccountView, '/api/accounts', made);
export const changeAccount = (id: string, change: { name: string; grants: readonly Grant[] }) =>
  askHub(AccountView, at(id), change, 'PATCH');
export const closeAccount = (id: string) => askHub(AccountView, at(id, '/close'), {});
export const reopenAccount = (id: string) => askHub(AccountView, at(id, '/reopen'), {});
export const signOutAccount = (id: string) => askHub(AccountView, at(id, '/sign-out'), {});
export const removeSecond = (id: string) => askHub(AccountView, at(id, '/second/remove'), {});
export const passwordLink = (id: string, dropOld: boolean) =>
  askHub(PasswordLink, at(id, '/password-link'), { dropOld });

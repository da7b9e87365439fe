// What the page of accounts asks of the hub. All throw Refused in words, or Error when the hub cannot be reached.

import type { z } from 'zod';
import { AccountView, type Grant } from '../../protocol/access.ts';
import { AccountList, PasswordLink } from '../../protocol/wire-people.ts';
import { askHub } from '../parts/session.ts';

const at = (id: string, act = ''): string => `/api/accounts/${encodeURIComponent(id)}${act}`;
const account = async (answer: Promise<unknown>): Promise<AccountView> => AccountView.parse(await answer);

export const loadAccounts = async (): Promise<AccountList> =>
  AccountList.parse(await askHub('/api/accounts'));
export const makeAccount = (made: { id: string; name: string; grants: readonly Grant[] }) =>
  account(askHub('/api/accounts', made));
export const changeAccount = (id: string, change: { name: string; grants: readonly Grant[] }) =>
  account(askHub(at(id), change, 'PATCH'));
export const closeAccount = (id: string) => account(askHub(at(id, '/close'), {}));
export const reopenAccount = (id: string) => account(askHub(at(id, '/reopen'), {}));
export const signOutAccount = (id: string) => account(askHub(at(id, '/sign-out'), {}));
export const passwordLink = async (id: string, dropOld: boolean): Promise<z.infer<typeof PasswordLink>> =>
  PasswordLink.parse(await askHub(at(id, '/password-link'), { dropOld }));

// The doors of people and their administrators, as the OpenAPI document tells them: sessions, accounts, keys, audit, figures.
import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { AccountView } from '../../protocol/access.ts';
import { KeyId, StaffId } from '../../protocol/ids.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import { AuditPage, AuditQuery } from '../../protocol/wire-audit.ts';
import { Figures, FiguresQuery } from '../../protocol/wire-figures.ts';
import { ApiKeyList, MadeApiKey, NewApiKey } from '../../protocol/wire-keys.ts';
import {
  AccountList,
  ChangeAccountRequest,
  DemoSignInRequest,
  FirstRequest,
  LinkPasswordRequest,
  NewAccountRequest,
  PasswordLink,
  PasswordLinkRequest,
  PasswordRequest,
  SecondConfirmed,
  SecondConfirmRequest,
  SecondStarted,
  SecondStartRequest,
  SessionState,
  UnlockRequest,
} from '../../protocol/wire-people.ts';
import { type HttpDoor, httpDoors } from '../access/doors.ts';
import { json, ok, refusalsOf } from './openapi-parts.ts';

/** What the table of access does not say of a door. */
type Told = {
  readonly id: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly answer: ZodOpenApiOperationObject['responses'];
  readonly refusals?: readonly RefusalCode[];
};

const signing = ['malformed', 'tooManyAttempts', 'logUnavailable'] as const satisfies readonly RefusalCode[];
const passwords = [...signing, 'signInRefused', 'tooManyGuesses', 'signInBusy'] as const;
const known = [
  'notSignedIn',
  'sessionLocked',
  'unknownKey',
  'notAllowed',
  'malformed',
  'logUnavailable',
] as const;
const file = (description: string, type: string): Told['answer'] => ({
  '200': { description, content: { [type]: { schema: z.string() } } },
});
const session = ok('The session of this browser', SessionState);
const account = ok('The account as it is now', AccountView);
const moved = { '302': { description: 'Where the browser goes on' } };

const sessionDoors: Readonly<Record<string, Told>> = {
  'POST /api/session/demo': {
    id: 'playSomebody',
    body: DemoSignInRequest,
    answer: session,
    refusals: signing,
  },
  'POST /api/session/used': {
    id: 'tellUsed',
    answer: { '204': { description: 'Noted' } },
    refusals: ['notSignedIn', 'sessionLocked'],
  },
  'POST /api/session/lock': { id: 'lockSession', answer: session, refusals: ['notSignedIn'] },
  'POST /api/session/unlock': {
    id: 'unlockSession',
    body: UnlockRequest,
    answer: session,
    refusals: [...passwords, 'notSignedIn'],
  },
  'POST /api/session/password': {
    ...{ id: 'changePassword', body: PasswordRequest, answer: session },
    refusals: [...passwords, 'notSignedIn', 'sessionLocked'],
  },
  'POST /api/session/link': {
    ...{ id: 'setPasswordByLink', body: LinkPasswordRequest },
    answer: ok('Set', z.strictObject({ id: StaffId })),
    refusals: [...signing, 'linkOver', 'signInBusy'],
  },
  'POST /api/session/second/start': {
    ...{ id: 'startSecondFactor', body: SecondStartRequest, answer: ok('What the app needs', SecondStarted) },
    refusals: [...passwords, 'secondFactorAsked', 'secondFactorWrong'],
  },
  'POST /api/session/second/confirm': {
    ...{
      id: 'confirmSecondFactor',
      body: SecondConfirmRequest,
      answer: ok('In use, and signed in', SecondConfirmed),
    },
    refusals: [...passwords, 'secondFactorWrong'],
  },
  'POST /api/session/everywhere': {
    id: 'signOutEverywhere',
    answer: session,
    refusals: ['notSignedIn', 'sessionLocked'],
  },
  'POST /api/first': {
    ...{ id: 'makeFirstAdministrator', body: FirstRequest, refusals: [...signing, 'linkOver'] },
    answer: { '201': { description: 'Made, and signed in', content: json(z.strictObject({ id: StaffId })) } },
  },
  'GET /sso/start': { id: 'startSingleSignOn', answer: moved },
  'GET /sso/callback': { id: 'endSingleSignOn', answer: file('A page that moves on', 'text/html') },
};

const peopleDoors: Readonly<Record<string, Told>> = {
  'GET /api/accounts': { id: 'listAccounts', answer: ok('All accounts, and the sites', AccountList) },
  'POST /api/accounts': {
    ...{ id: 'makeAccount', body: NewAccountRequest, refusals: ['accountExists', 'unknownSite'] },
    answer: { '201': { description: 'Made', content: json(AccountView) } },
  },
  'PATCH /api/accounts/:id': {
    ...{ id: 'changeAccount', body: ChangeAccountRequest, answer: account },
    refusals: ['unknownAccount', 'unknownSite', 'lastAdministrator'],
  },
  'POST /api/accounts/:id/close': {
    id: 'closeAccount',
    answer: account,
    refusals: ['unknownAccount', 'lastAdministrator'],
  },
  'POST /api/accounts/:id/reopen': { id: 'reopenAccount', answer: account, refusals: ['unknownAccount'] },
  'POST /api/accounts/:id/sign-out': { id: 'signOutAccount', answer: account, refusals: ['unknownAccount'] },
  'POST /api/accounts/:id/password-link': {
    ...{ id: 'makePasswordLink', body: PasswordLinkRequest, answer: ok('The link, told once', PasswordLink) },
    refusals: ['unknownAccount', 'personNeeded'],
  },
  'POST /api/accounts/:id/second/remove': {
    ...{
      id: 'removeSecondFactor',
      answer: account,
      refusals: ['unknownAccount', 'personNeeded', 'ownSecondFactor'],
    },
  },
  'GET /api/keys': { id: 'listKeys', answer: ok('The keys, without the keys', ApiKeyList) },
  'POST /api/keys': {
    ...{ id: 'makeKey', body: NewApiKey, answer: ok('The key, shown once', MadeApiKey) },
    refusals: ['personNeeded', 'nameTaken', 'tooManyKeys', 'tooManyKeysMade', 'unknownSite'],
  },
  'DELETE /api/keys/:key': {
    id: 'revokeKey',
    answer: ok('The keys as they are now', ApiKeyList),
    refusals: ['unknownEntry'],
  },
  'GET /api/audit': { id: 'readAudit', query: AuditQuery, answer: ok('Lines, newest first', AuditPage) },
  'GET /api/audit.csv': {
    id: 'readAuditCsv',
    query: AuditQuery,
    answer: file('CSV with a byte order mark', 'text/csv'),
  },
  'GET /api/figures': {
    id: 'readFigures',
    query: FiguresQuery,
    answer: ok('Arrivals, waits and promises', Figures),
  },
  'GET /api/figures.csv': {
    id: 'readFiguresCsv',
    query: FiguresQuery,
    answer: file('CSV with a byte order mark', 'text/csv'),
  },
  'GET /api/figures/open.csv': {
    id: 'readOpenFigures',
    query: FiguresQuery,
    answer: file('CSV, small counts hidden', 'text/csv'),
  },
  'GET /api/figures/visits.parquet': {
    ...{
      id: 'readVisits',
      query: FiguresQuery,
      answer: file('Every visit, without persons', 'application/vnd.apache.parquet'),
    },
  },
};

const parameters: Readonly<Record<string, z.ZodType>> = { id: StaffId, key: KeyId };

const operationOf = ({ path, who, says }: HttpDoor, told: Told): ZodOpenApiOperationObject => {
  const names = [...path.matchAll(/:([a-z]+)/g)].flatMap(([, name]) => name ?? []);
  const params = {
    ...(names.length === 0
      ? {}
      : { path: z.object(Object.fromEntries(names.map((name) => [name, parameters[name] ?? z.string()]))) }),
    ...(told.query === undefined ? {} : { query: told.query }),
  };
  const inPerson = 'roles' in who && who.inPerson === true;
  const guarded = 'roles' in who || 'signedIn' in who;
  const own = 'ownSession' in who;
  return {
    operationId: told.id,
    summary: says,
    ...('roles' in who
      ? { description: `For: ${who.roles.join(', ')}${inPerson ? '; in person, by no key' : ''}.` }
      : {}),
    ...(guarded || own
      ? { security: inPerson || own ? [{ session: [] }] : [{ apiKey: [] }, { session: [] }] }
      : {}),
    ...(Object.keys(params).length === 0 ? {} : { requestParams: params }),
    ...(told.body === undefined ? {} : { requestBody: { required: true, content: json(told.body) } }),
    responses: {
      ...told.answer,
      ...refusalsOf([...new Set([...(guarded ? known : []), ...(told.refusals ?? [])])]),
    },
  };
};

/** By path as OpenAPI writes it; summary, roles and addresses are those of the table of access. Throws when it has no such door. */
export const staffOperations: Readonly<Record<string, Readonly<Record<string, ZodOpenApiOperationObject>>>> =
  (() => {
    const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
    for (const [name, told] of Object.entries({ ...sessionDoors, ...peopleDoors })) {
      const door = httpDoors.find(({ method, path }) => `${method} ${path}` === name);
      if (door === undefined) throw new Error(`the table of access has no ${name}`);
      const path = door.path.replace(/:([a-z]+)/g, '{$1}');
      paths[path] = { ...paths[path], [door.method.toLowerCase()]: operationOf(door, told) };
    }
    return paths;
  })();

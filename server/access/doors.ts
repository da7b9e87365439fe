// The table of access: every HTTP door and who may use it. What stands not here is not answered; docs/access.md is made of it.
import type { Role } from '../../protocol/access.ts';
import type { DoorRate } from './rate-guard.ts';
import type { Who } from './who.ts';

export type HttpDoor = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` stands for one part of the address, a `*` at the end for whatever follows. */
  readonly path: string;
  readonly who: Who;
  /** How attempts at it are counted by address; without: only as one request among all. */
  readonly rate?: DoorRate;
  /** What one gets there, for the page of documentation. */
  readonly says: string;
};

const anyone: Who = { anyone: true };
const administrators: Who = { roles: ['administrator'] };
/** Those who look at a site as a whole. */
const watching: readonly Role[] = ['supervisor', 'planner', 'administrator'];

/** Guessing is what fails: a name or password that is none, a code that no ticket has. */
const signInRate: DoorRate = { limit: 'signIns', costs: 'failures' };
const lookupRate: DoorRate = { limit: 'lookups', costs: 'failures' };

const page = (path: string, says: string): HttpDoor => ({ method: 'GET', path, who: anyone, says });

export const httpDoors: readonly HttpDoor[] = [
  page('/', 'The start page. Pages hold no data; what they show comes through the doors below'),
  page('/wall/:site', 'The page of a lobby screen'),
  page('/booth/:site', 'The page of a booth console'),
  page('/booth/:site/:booth', 'The page of a booth console'),
  page('/reception/:site', 'The page of the reception console'),
  page('/keys', 'The page of the integrators’ keys'),
  page('/audit', 'The page of the audit'),
  page('/assets/*', 'Scripts, styles and fonts of the pages'),
  page('/favicon.ico', 'No icon'),
  page('/t/renew.js', 'The script that renews a visitor’s page'),
  {
    ...page('/t/:code', 'A visitor’s own ticket, by the code on the paper (80 random bits)'),
    rate: lookupRate,
  },
  page('/healthz', 'Whether the process is alive'),
  page('/readyz', 'Whether commands can be taken'),
  { method: 'GET', path: '/metrics', who: { roles: watching }, says: 'Figures of this hub' },
  page('/api/openapi.json', 'What there is for integrators'),
  page('/api/sites', 'The sites: names, phase, booth numbers, devices by name'),
  page('/api/sites/:site/board', 'What the lobby screens show'),
  {
    method: 'POST',
    path: '/api/sites/:site/commands',
    who: { roles: ['receptionist', 'booth', 'supervisor'] },
    says: 'Commands; the table of commands tells which',
  },
  {
    method: 'GET',
    path: '/api/sites/:site/events',
    who: { roles: watching },
    says: 'What happened on a business day',
  },
  { method: 'GET', path: '/api/session', who: anyone, says: 'Who is signed in on this browser' },
  { method: 'POST', path: '/api/session', who: anyone, rate: signInRate, says: 'Signs in' },
  { method: 'DELETE', path: '/api/session', who: anyone, says: 'Signs out' },
  { method: 'GET', path: '/api/keys', who: administrators, says: 'The integrators’ keys, without the keys' },
  { method: 'POST', path: '/api/keys', who: administrators, says: 'Makes a key and shows it once' },
  { method: 'DELETE', path: '/api/keys/:key', who: administrators, says: 'Revokes a key' },
  { method: 'GET', path: '/api/audit', who: administrators, says: 'Who did what, when and from where' },
  { method: 'GET', path: '/api/audit.csv', who: administrators, says: 'The same as a table' },
];

// The table of access: every HTTP door and who may use it. What stands not here is not answered; docs/access.md is made of it.
import type { Role } from '../../protocol/access.ts';
import { figuresRoles, type PageName, pageRows } from '../../protocol/pages.ts';
import type { DoorRate } from './rates.ts';
import type { Who } from './who.ts';

export type HttpDoor = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` stands for one part of the address, a `*` at the end for whatever follows. */
  readonly path: string;
  readonly who: Who;
  /** How attempts at it are counted by address; without: only as one request among all. */
  readonly rate?: DoorRate;
  /** The answer may stay open for long: a stream, or a download of any size. It is cut with its caller's right. */
  readonly lasts?: 'stream' | 'download';
  /** What one gets there, for the page of documentation. */
  readonly says: string;
};

const anyone: Who = { anyone: true };
const ownSession: Who = { ownSession: true };
const administrators: Who = { roles: ['administrator'] };
/** What opens a way in of its own, good when the one that was used for it is long revoked. */
const administratorsInPerson: Who = { ...administrators, inPerson: true };
/** Those who look at a site as a whole. */
const watching: readonly Role[] = ['supervisor', 'planner', 'administrator'];
/** The handler counts the sites at which the caller holds one of them, and no other. */
const counting: Who = { roles: figuresRoles };

/** Guessing is what fails: a name or password that is none, a code that no ticket has. */
const signInRate: DoorRate = { limit: 'signIns', costs: 'failures', by: 'browser' };
/** Apart from signing in, and by session: nobody else's failures keep the owner of one out. */
const unlockRate: DoorRate = { limit: 'unlocks', costs: 'failures', by: 'session' };
const linkRate: DoorRate = { limit: 'links', costs: 'failures' };
/** Each leaves a note, whether it comes to anything or not. */
const ssoRate: DoorRate = { limit: 'ssoStarts', costs: 'attempts' };
/** Beside a guesser stand all phones of the hall, behind one address: whoever has a ticket must get in. */
const lookupRate: DoorRate = { limit: 'lookups', costs: 'misses' };

const bookingRate: DoorRate = { limit: 'bookings', costs: 'attempts' };
const findingRate: DoorRate = { limit: 'codesTried', costs: 'failures' };
const atDesks: Who = { roles: ['receptionist', 'supervisor'] };

const page = (path: string, says: string): HttpDoor => ({ method: 'GET', path, who: anyone, says });

const pageRates: Partial<Readonly<Record<PageName, DoorRate>>> = { ticket: lookupRate };

const pageDoors: readonly HttpDoor[] = pageRows.flatMap((row) => {
  const rate = pageRates[row.name];
  return Object.entries(row.addresses).map(([path, says]) => ({
    ...page(path, says),
    ...(rate === undefined ? {} : { rate }),
  }));
});

export const httpDoors: readonly HttpDoor[] = [
  // Before the pages: a ticket's code stands in the same place.
  page('/t/renew.js', 'The script that renews a visitor’s page'),
  page('/t/worker.js', 'The script that shows a call on a sleeping phone'),
  // They hold no data; what they show comes through the doors below.
  ...pageDoors,
  page('/assets/*', 'Scripts, styles and fonts of the pages'),
  page('/favicon.ico', 'No icon'),
  {
    ...page('/t/:code/manifest.webmanifest', 'How a phone keeps that ticket on its home screen'),
    rate: lookupRate,
  },
  page('/icons/*', 'Icons for home screens'),
  page('/now.json', 'The page /now as data'),
  page('/now.csv', 'The same as a table'),
  page('/now.js', 'The script that renews the now page'),
  page('/healthz', 'Whether the process is alive'),
  page('/readyz', 'Whether commands can be taken'),
  { method: 'GET', path: '/metrics', who: { roles: watching }, says: 'Figures of this hub' },
  page('/api/openapi.json', 'What there is for integrators'),
  page('/api/sites', 'The sites: names, phase, booth numbers, devices by name'),
  page('/api/sites/:site/board', 'What the lobby screens show'),
  page('/api/sites/:site/voice', 'The announcement of a call on the board: leads to its sound'),
  page('/api/voice/:file', 'The sound of an announcement, as it is heard in the lobby'),
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
    lasts: 'stream',
    says: 'What happened on a business day',
  },
  {
    method: 'POST',
    path: '/api/sites/:site/tickets/:number/page',
    who: atDesks,
    says: 'The address of a ticket’s phone page, for its visitor; noted in the audit',
  },
  // What a session may, its own doors judge: they know whether it is locked, and whose it is.
  { method: 'GET', path: '/api/session', who: anyone, says: 'Who is signed in on this browser' },
  { method: 'POST', path: '/api/session', who: anyone, rate: signInRate, says: 'Signs in by password' },
  { method: 'DELETE', path: '/api/session', who: anyone, says: 'Signs this browser out' },
  {
    method: 'POST',
    path: '/api/session/demo',
    who: anyone,
    rate: signInRate,
    says: 'Signs in by one click; only in a demonstration',
  },
  { method: 'POST', path: '/api/session/used', who: ownSession, says: 'Somebody is at the console' },
  { method: 'POST', path: '/api/session/lock', who: ownSession, says: 'Locks this browser’s session' },
  {
    method: 'POST',
    path: '/api/session/unlock',
    who: ownSession,
    rate: unlockRate,
    says: 'Unlocks it, by its person’s password',
  },
  {
    method: 'POST',
    path: '/api/session/password',
    who: ownSession,
    rate: unlockRate,
    says: 'Changes one’s own password, by the old one',
  },
  {
    method: 'POST',
    path: '/api/session/link',
    who: anyone,
    rate: linkRate,
    says: 'Sets a password, by a link that is good once',
  },
  {
    method: 'POST',
    path: '/api/session/second/start',
    who: anyone,
    rate: signInRate,
    says: 'Begins a second factor, by name and password; who has one shows a code of it',
  },
  {
    method: 'POST',
    path: '/api/session/second/confirm',
    who: anyone,
    rate: signInRate,
    says: 'Takes it into use by its first code, and signs in',
  },
  {
    method: 'POST',
    path: '/api/session/everywhere',
    who: ownSession,
    says: 'Signs one’s own sessions out everywhere',
  },
  {
    method: 'POST',
    path: '/api/first',
    who: anyone,
    rate: linkRate,
    says: 'Makes the first administrator, by a link that is good once',
  },
  { ...page('/sso/start', 'Sends the browser to the organisation’s sign-in service'), rate: ssoRate },
  { ...page('/sso/callback', 'Takes it back from there'), rate: ssoRate },
  { method: 'GET', path: '/api/accounts', who: administrators, says: 'All accounts' },
  { method: 'POST', path: '/api/accounts', who: administrators, says: 'Makes an account' },
  { method: 'PATCH', path: '/api/accounts/:id', who: administrators, says: 'Changes name and roles' },
  { method: 'POST', path: '/api/accounts/:id/close', who: administrators, says: 'Closes an account' },
  { method: 'POST', path: '/api/accounts/:id/reopen', who: administrators, says: 'Opens it again' },
  {
    method: 'POST',
    path: '/api/accounts/:id/sign-out',
    who: administrators,
    says: 'Signs a person out everywhere',
  },
  {
    method: 'POST',
    path: '/api/accounts/:id/password-link',
    who: administratorsInPerson,
    says: 'Makes a link for a new password',
  },
  {
    method: 'POST',
    path: '/api/accounts/:id/second/remove',
    who: administratorsInPerson,
    says: 'Takes a person’s second factor away, when the phone is lost',
  },
  { method: 'GET', path: '/api/keys', who: administrators, says: 'The integrators’ keys, without the keys' },
  { method: 'POST', path: '/api/keys', who: administratorsInPerson, says: 'Makes a key and shows it once' },
  { method: 'DELETE', path: '/api/keys/:key', who: administrators, says: 'Revokes a key' },
  {
    method: 'POST',
    path: '/api/pairing',
    who: anyone,
    rate: { limit: 'pairingsAsked', costs: 'attempts' },
    says: 'A device without a key asks for a code',
  },
  { method: 'GET', path: '/api/pairing', who: anyone, says: 'The same device asks whether it was accepted' },
  {
    method: 'GET',
    path: '/api/devices',
    who: administrators,
    says: 'All devices, their places, who is online',
  },
  { method: 'POST', path: '/api/devices', who: administrators, says: 'Accepts a device by its code' },
  { method: 'POST', path: '/api/devices/code', who: administrators, says: 'What shows this code' },
  { method: 'PATCH', path: '/api/devices/:key', who: administrators, says: 'Renames or moves a device' },
  { method: 'DELETE', path: '/api/devices/:key', who: administrators, says: 'Revokes a device’s key' },
  page('/api/booking', 'What can be reserved where, and what is asked for it'),
  page('/api/booking/soonest', 'The soonest free time at each site'),
  page('/api/booking/:site/days', 'How many places are free on each date'),
  page('/api/booking/:site/slots', 'How many places are free in each slot of a date'),
  ...(
    [
      ['line', 'A place in the line before places are released'],
      ['holds', 'Keeps a place while somebody fills in the form'],
      ['holds/extend', 'Keeps it once longer'],
      ['holds/release', 'Gives it back'],
      ['reservations', 'Books it'],
      ['waitlist', 'Joins the waiting list of a date'],
    ] as const
  ).map(
    ([path, says]): HttpDoor => ({
      ...{ method: 'POST', path: `/api/booking/${path}`, who: anyone, rate: bookingRate, says },
    }),
  ),
  ...(
    [
      ['find', 'One’s own reservation, by its code and what proves it'],
      ['calendar', 'Its calendar file'],
      ['move', 'Moves it to another time, day or site'],
      ['cancel', 'Cancels it, or leaves the waiting list'],
      ['accept', 'Takes the place that was offered from the waiting list'],
    ] as const
  ).map(
    ([path, says]): HttpDoor => ({
      ...{ method: 'POST', path: `/api/booking/${path}`, who: anyone, rate: findingRate, says },
    }),
  ),
  ...(
    [
      ['/holds', 'Keeps a place while talking on the telephone'],
      ['/holds/extend', 'Keeps it once longer'],
      ['/holds/release', 'Gives it back'],
      ['', 'Books for somebody'],
      ['/move', 'Moves a reservation'],
      ['/cancel', 'Cancels one, with the reason'],
      ['/reached', 'Notes whether somebody could be reached'],
      ['/search', 'Finds reservations by code, kana or telephone; noted in the audit'],
      ['/contact', 'Reads whose it is, for a reason; noted in the audit'],
      ['/contact/change', 'Corrects whose it is'],
    ] as const
  ).map(
    ([path, says]): HttpDoor => ({ method: 'POST', path: `/api/reservations${path}`, who: atDesks, says }),
  ),
  {
    method: 'POST',
    path: '/api/reservations/import',
    who: { roles: ['supervisor'] },
    says: 'Takes over reservations of another system, a part of the table at a time',
  },
  {
    method: 'GET',
    path: '/api/reservations/:site/export.csv',
    who: { roles: ['supervisor'] },
    lasts: 'download',
    says: 'All reservations between two dates with whose they are, as a table; each name is noted in the audit',
  },
  {
    method: 'GET',
    path: '/api/reservations/:site/free',
    who: atDesks,
    says: 'How many places are free on each date for whoever telephones, or stands at reception',
  },
  {
    method: 'GET',
    path: '/api/reservations/:site/free/:date',
    who: atDesks,
    says: 'The same for each slot of a date',
  },
  {
    method: 'GET',
    path: '/api/reservations/:site/days/:date',
    who: atDesks,
    says: 'All reservations of a date, without names',
  },
  {
    method: 'GET',
    path: '/api/reservations/:site/slots/:date',
    who: { roles: ['supervisor', 'planner'] },
    says: 'The places of a date with their reckoning, and what is taken of them',
  },
  {
    method: 'POST',
    path: '/api/reservations/:site/slots',
    who: { roles: ['supervisor', 'planner'] },
    says: 'Closes, widens or narrows slots by hand, or tells whom that would leave without a place',
  },
  {
    method: 'POST',
    path: '/api/reservations/:site/slots/back',
    who: { roles: ['supervisor', 'planner'] },
    says: 'Takes such a change back',
  },
  { method: 'GET', path: '/api/audit', who: administrators, says: 'Who did what, when and from where' },
  {
    method: 'GET',
    path: '/api/audit.csv',
    who: administrators,
    lasts: 'download',
    says: 'The same as a table',
  },
  { method: 'GET', path: '/api/figures', who: counting, says: 'Arrivals, waits, promises, per period' },
  ...(
    [
      ['.csv', 'The same as a table for spreadsheets'],
      ['/open.csv', 'The same as open data: English names of columns, small counts hidden'],
      ['/visits.parquet', 'Every visit of the days, without persons, for SQL'],
    ] as const
  ).map(
    ([path, says]): HttpDoor => ({
      ...{ method: 'GET', path: `/api/figures${path}`, who: counting },
      ...{ lasts: 'download', says },
    }),
  ),
];

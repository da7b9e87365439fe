// Every limit of a hub: its default, what may be set instead, what happens at it, and how it is told.
import { z } from 'zod';
import { type Entry, kB, MB } from './limits/entry.ts';
import { voiceLimits } from './limits/voice.ts';

/** The one table; settings, metrics and docs/limits.md are made from it. */
export const limitTable = {
  connections: {
    default: 20_000,
    smallest: 20,
    largest: 500_000,
    unit: 'count',
    about: 'TCP connections of all addresses together',
    at: 'The first request is answered 429 and the connection closed',
    refusal: 'tooManyConnections',
  },
  connectionsPerAddress: {
    default: 10_000,
    smallest: 2,
    largest: 500_000,
    unit: 'count',
    about:
      'TCP connections of one address (IPv6: of one /64 network); those of `trustedProxies` do not count',
    at: 'The first request is answered 429 and the connection closed',
    refusal: 'tooManyConnections',
  },
  headersSeconds: {
    default: 10,
    smallest: 1,
    largest: 120,
    unit: 'seconds',
    about: 'Time for the head of a request to arrive, from its connection or first byte on',
    at: 'Answered 408 and closed',
    refusal: 'tooSlow',
  },
  requestSeconds: {
    default: 30,
    smallest: 2,
    largest: 600,
    unit: 'seconds',
    about: 'Time for a whole request to arrive',
    at: 'Answered 408 and closed',
    refusal: 'tooSlow',
  },
  keepAliveSeconds: {
    default: 30,
    smallest: 1,
    largest: 600,
    unit: 'seconds',
    about: 'How long a connection may stay open without a request after its last one',
    at: 'Closed',
    refusal: null,
  },
  headerBytes: {
    default: 16 * kB,
    smallest: 4 * kB,
    largest: 256 * kB,
    unit: 'bytes',
    about: 'Head of a request: its first line and all headers',
    at: 'Answered 431 and closed',
    refusal: 'headersTooLarge',
  },
  addressBytes: {
    default: 4 * kB,
    smallest: 512,
    largest: 64 * kB,
    unit: 'bytes',
    about: 'Address of a request: path and query',
    at: 'Answered 414',
    refusal: 'addressTooLong',
  },
  bodyBytes: {
    default: 64 * kB,
    smallest: 4 * kB,
    largest: 4 * MB,
    unit: 'bytes',
    about: 'Body of a request',
    at: 'Answered 413',
    refusal: 'tooLarge',
  },
  requestsInFlight: {
    default: 10,
    smallest: 1,
    largest: 1000,
    unit: 'count',
    about: 'Requests of one connection that wait for their answer (pipelining)',
    at: 'Answered 429 and closed',
    refusal: 'tooManyRequests',
  },
  requestsPerMinute: {
    default: 30_000,
    smallest: 60,
    largest: 10_000_000,
    unit: 'per minute',
    about:
      'HTTP requests of one address that show no session or key that is known; each hub counts for itself (a city hall behind one address: 80 consoles and 20 walls load 3,000 files in their first minute, 7,000 phones ask 21,000 times a minute)',
    at: 'Answered 429 with `Retry-After`',
    refusal: 'tooOften',
  },
  signIns: {
    default: 200,
    smallest: 5,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about:
      'Attempts to sign in or unlock that fail, from one address; one that succeeds costs nothing, so a whole office behind one address signs in as it likes',
    at: 'Every attempt of the address is answered 429 with `Retry-After`, until the 10 minutes are over',
    refusal: 'tooManyAttempts',
  },
  pairingsAsked: {
    default: 120,
    smallest: 5,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about: 'Pairing codes asked for from one address, granted or not',
    at: 'Answered 429 with `Retry-After`; a code that is shown already stays good',
    refusal: 'tooManyAttempts',
  },
  lookups: {
    default: 600,
    smallest: 10,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about:
      'Ticket codes from one address that no ticket of today has, asked for by page or socket; one that a ticket has costs nothing and always opens',
    at: 'A code that no ticket has is answered 429 with `Retry-After` instead of 404, and a socket refused, until the 10 minutes are over',
    refusal: 'tooManyAttempts',
  },
  wrongKeys: {
    default: 600,
    smallest: 10,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about: 'Keys of integrators or devices from one address that are not known; a right one always opens',
    at: 'A wrong key is answered 429 with `Retry-After` instead of 401',
    refusal: 'tooManyAttempts',
  },
  streams: {
    default: 1000,
    smallest: 1,
    largest: 100_000,
    unit: 'count',
    about: 'Event streams (server-sent events) of all addresses together',
    at: 'Answered 429',
    refusal: 'tooManyStreams',
  },
  streamsPerAddress: {
    default: 100,
    smallest: 1,
    largest: 100_000,
    unit: 'count',
    about: 'Event streams of one address',
    at: 'Answered 429',
    refusal: 'tooManyStreams',
  },
  sockets: {
    default: 20_000,
    smallest: 5,
    largest: 500_000,
    unit: 'count',
    about: 'Socket.IO connections of all addresses together',
    at: 'The handshake is answered 429, by polling and by websocket',
    refusal: 'tooManyConnections',
  },
  socketsPerAddress: {
    default: 10_000,
    smallest: 1,
    largest: 500_000,
    unit: 'count',
    about: 'Socket.IO connections of one address; behind `trustedProxies` that of the client',
    at: 'The handshake is answered 429, by polling and by websocket',
    refusal: 'tooManyConnections',
  },
  socketsPerDevice: {
    default: 20,
    smallest: 2,
    largest: 10_000,
    unit: 'count',
    about: 'Sockets of one wall or device agent: a page that is reloaded meets its old self',
    at: 'connect_error with the refusal',
    refusal: 'tooManySockets',
  },
  socketsPerSession: {
    default: 200,
    smallest: 2,
    largest: 10_000,
    unit: 'count',
    about: 'Sockets of one signed-in browser',
    at: 'connect_error with the refusal',
    refusal: 'tooManySockets',
  },
  visitorSockets: {
    default: 15_000,
    smallest: 1,
    largest: 500_000,
    unit: 'count',
    about:
      'Phones that follow their ticket; fewer than `sockets`, so that walls and consoles always find room',
    at: 'connect_error with the refusal',
    refusal: 'tooManyConnections',
  },
  socketsPerTicket: {
    default: 10,
    smallest: 1,
    largest: 1000,
    unit: 'count',
    about: 'Phones that follow one ticket at the same time',
    at: 'connect_error with the refusal',
    refusal: 'tooManySockets',
  },
  helloSeconds: {
    default: 10,
    smallest: 1,
    largest: 120,
    unit: 'seconds',
    about: 'Time for a Socket.IO connection to name its door',
    at: 'Cut',
    refusal: null,
  },
  messageBytes: {
    default: 64 * kB,
    smallest: 8 * kB,
    largest: 4 * MB,
    unit: 'bytes',
    about: 'One message of a socket',
    at: 'By polling answered 413; a websocket is closed with code 1009',
    refusal: 'tooLarge',
  },
  messagesPerSecond: {
    default: 100,
    smallest: 5,
    largest: 100_000,
    unit: 'per second',
    about: 'Messages of one socket, in the long run',
    at: 'Beyond `messageBurst` each is refused; after as many again the socket is cut',
    refusal: 'tooManyMessages',
  },
  messageBurst: {
    default: 500,
    smallest: 5,
    largest: 100_000,
    unit: 'count',
    about: 'Messages that one socket may send at once before `messagesPerSecond` holds',
    at: 'Counted as the socket is cut, after as many refusals',
    refusal: 'tooManyMessages',
  },
  commandsInFlight: {
    default: 64,
    smallest: 1,
    largest: 10_000,
    unit: 'count',
    about: 'Commands of one socket that wait for their answer',
    at: 'The command is refused',
    refusal: 'tooManyCommands',
  },
  commandsWaiting: {
    default: 1000,
    smallest: 10,
    largest: 100_000,
    unit: 'count',
    about: 'Commands in line at one business day of a site',
    at: 'The command is refused',
    refusal: 'hubBusy',
  },
  eventsPerDay: {
    default: 200_000,
    smallest: 1000,
    largest: 2_000_000,
    unit: 'count',
    about:
      'Events of one business day of a site (a large counter has some 5,000); what the clock does still goes through',
    at: 'The command is refused',
    refusal: 'dayFull',
  },
  bufferedBytes: {
    default: 2 * MB,
    smallest: 64 * kB,
    largest: 256 * MB,
    unit: 'bytes',
    about: 'What waits in memory for one client to take it',
    at: 'The client is cut; when it comes back it gets the whole view',
    refusal: null,
  },
  bufferedBytesInAll: {
    default: 256 * MB,
    smallest: MB,
    largest: 16_384 * MB,
    unit: 'bytes',
    about: 'What waits in memory for all clients together',
    at: 'Those with the most are cut, until it is less',
    refusal: null,
  },
  stuckSeconds: {
    default: 15,
    smallest: 1,
    largest: 600,
    unit: 'seconds',
    about: 'How long a client may take nothing of what waits for it',
    at: 'The client is cut; when it comes back it gets the whole view',
    refusal: null,
  },
  sessionsPerPerson: {
    default: 20,
    smallest: 1,
    largest: 1000,
    unit: 'count',
    about: 'Browsers on which one staff member is signed in',
    at: 'The oldest is signed out',
    refusal: null,
  },
  pairings: {
    default: 500,
    smallest: 5,
    largest: 900,
    unit: 'count',
    about: 'Devices that wait to be accepted, at all hubs together',
    at: 'No code is given; the device asks again by itself',
    refusal: 'tooManyPairings',
  },
  pairingsPerAddress: {
    default: 50,
    smallest: 2,
    largest: 900,
    unit: 'count',
    about: 'The same from one address (IPv6: from one /64 network)',
    at: 'No code is given; the device asks again by itself',
    refusal: 'tooManyPairings',
  },
  wrongCodes: {
    default: 10,
    smallest: 3,
    largest: 500,
    unit: 'count',
    about: 'Wrong pairing codes that one administrator may type within 15 minutes',
    at: 'No code is taken from that administrator until the oldest is 15 minutes old',
    refusal: 'tooManyWrongCodes',
  },
  strangersPerSite: {
    default: 100,
    smallest: 1,
    largest: 10_000,
    unit: 'count',
    about: 'Walls and agents that are gone and not in the settings, remembered per site',
    at: 'The longest gone is forgotten',
    refusal: null,
  },
  ...voiceLimits,
  sites: {
    default: 200,
    smallest: 1,
    largest: 500,
    unit: 'count',
    about: 'Sites in one hub',
    at: 'The hub does not start, and says so in one line',
    refusal: null,
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type LimitName = keyof typeof limitTable;
export const limitNames = Object.keys(limitTable) as readonly LimitName[];

/** Every limit with its value. */
export type Limits = Readonly<Record<LimitName, number>>;

const fieldFor = (name: LimitName) => {
  const { smallest, largest, about, unit } = limitTable[name];
  const range = `must be ${smallest} to ${largest}`;
  const described = ['count', 'per second'].includes(unit) ? about : `${about} (${unit})`;
  return z
    .int()
    .min(smallest, range)
    .max(largest, range)
    .default(limitTable[name].default)
    .describe(described);
};

/** The `limits` of the settings document; what is left out has its default. */
export const LimitSettings = z.strictObject(
  Object.fromEntries(limitNames.map((name) => [name, fieldFor(name)])) as Record<
    LimitName,
    ReturnType<typeof fieldFor>
  >,
);

/** What holds where the settings say nothing. */
export const defaultLimits: Limits = LimitSettings.parse({});

/** A limit as people read it: `64 kB`, `15 s`, `100`. */
export const limitInWords = (name: LimitName, value: number): string => {
  const { unit } = limitTable[name];
  if (unit === 'seconds') return `${value} s`;
  if (unit !== 'bytes') return String(value);
  return value % MB === 0 ? `${value / MB} MB` : `${Math.round((value / kB) * 10) / 10} kB`;
};

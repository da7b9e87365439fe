// Limits of what waits at a business day, and of what waits in memory for clients.
import { type Entry, kB, MB } from './entry.ts';

export const workLimits = {
  commandsWaiting: {
    default: 1000,
    smallest: 10,
    largest: 100_000,
    unit: 'count',
    about: 'Commands in line at one business day of a site',
    at: 'The command is refused',
    refusal: 'hubBusy',
  },
  changesWaiting: {
    default: 1000,
    smallest: 10,
    largest: 100_000,
    unit: 'count',
    about: 'Changes of accounts, keys and devices in line at one hub',
    at: 'The change is refused, and nothing of it done',
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
} as const satisfies Readonly<Record<string, Entry>>;

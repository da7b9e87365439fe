// Limits of attempts from one address: passwords, codes, keys.
import type { Entry } from './entry.ts';

export const attemptLimits = {
  signIns: {
    default: 200,
    smallest: 5,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about:
      'Attempts to sign in that fail, from one address; a browser on which somebody has signed in before is counted by itself. One that succeeds costs nothing, so a whole office behind one address signs in as it likes',
    at: 'Every attempt of the address, or of that browser, is answered 429 with `Retry-After`, until the 10 minutes are over; unlocking goes on',
    refusal: 'tooManyAttempts',
  },
  unlocks: {
    default: 100,
    smallest: 5,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about:
      'Attempts to unlock, or to change one’s own password, that fail, on one session; from one address where no session is shown',
    at: 'Every further attempt is answered 429 with `Retry-After`, until the 10 minutes are over',
    refusal: 'tooManyAttempts',
  },
  links: {
    default: 200,
    smallest: 5,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about:
      'Attempts to set a password, or to make the first administrator, by a link that is not good, from one address',
    at: 'Every attempt of the address is answered 429 with `Retry-After`, until the 10 minutes are over',
    refusal: 'tooManyAttempts',
  },
  ssoStarts: {
    default: 1_000,
    smallest: 10,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about:
      'Ways to the sign-in service and back, from one address, whether they come to anything or not: each is noted until it is over',
    at: 'Answered 429 with `Retry-After`, until the 10 minutes are over; signing in by password goes on',
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
  bookings: {
    default: 300,
    smallest: 10,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about: 'Places picked, booked, moved or given up from one address, by whoever has no account',
    at: 'Answered 429 with `Retry-After`; what is booked stays',
    refusal: 'tooManyAttempts',
  },
  codesTried: {
    default: 60,
    smallest: 5,
    largest: 1_000_000,
    unit: 'in 10 minutes',
    about:
      'Reservations asked for from one address that were not found with what was typed, and so many wrong tries at one code from anywhere',
    at: 'Answered 429 with `Retry-After` until the 10 minutes are over',
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
} as const satisfies Readonly<Record<string, Entry>>;

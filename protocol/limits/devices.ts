// Limits of sessions and of devices that wait, come and go.
import type { Entry } from './entry.ts';

export const deviceLimits = {
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
  deviceTickets: {
    default: 60,
    smallest: 5,
    largest: 10_000,
    unit: 'per minute',
    about:
      'Tickets that one kiosk or one agent may ask for, and calls for help; so many at once, and as many again within a minute. What was given without the hub is entered at the same rate, counted apart',
    at: 'Refused with `tooManyAttempts`, and an alarm at the site: nobody presses so fast',
    refusal: 'tooManyAttempts',
  },
  buttonPresses: {
    default: 12,
    smallest: 3,
    largest: 10_000,
    unit: 'per minute',
    about:
      'Commands of an agent’s call buttons at one booth; so many at once, and as many again within a minute',
    at: 'Refused with `tooManyAttempts`, and an alarm at the site: nobody serves so fast',
    refusal: 'tooManyAttempts',
  },
  strangersPerSite: {
    default: 100,
    smallest: 1,
    largest: 10_000,
    unit: 'count',
    about: 'Walls, agents and kiosks that are gone and not in the settings, remembered per site',
    at: 'The longest gone is forgotten',
    refusal: null,
  },
} as const satisfies Readonly<Record<string, Entry>>;

// Every limit of a hub: its default, what may be set instead, what happens at it, and how it is told.
import { z } from 'zod';
import { attemptLimits } from './limits/attempts.ts';
import { deviceLimits } from './limits/devices.ts';
import { type Entry, kB, MB } from './limits/entry.ts';
import { requestLimits } from './limits/requests.ts';
import { socketLimits } from './limits/sockets.ts';
import { voiceLimits } from './limits/voice.ts';
import { workLimits } from './limits/work.ts';
import type { RefusalCode } from './refusals.ts';

/** The one table; settings, metrics and docs/limits.md are made from it. */
export const limitTable = {
  ...requestLimits,
  ...attemptLimits,
  ...socketLimits,
  ...workLimits,
  ...deviceLimits,
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
} as const satisfies Readonly<Record<string, Entry & { readonly refusal: RefusalCode | null }>>;

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

// What is heard at a site: chime, speech, its languages, its hours.
import { z } from 'zod';
import { Language, languages } from './ids.ts';

const civilTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time 00:00 to 24:00, e.g. "08:30"');

/** Part of a day in which calls are heard. */
const HeardHours = z
  .strictObject({
    from: civilTime.describe('Heard from this time on'),
    to: civilTime.describe('Heard until this time; 24:00: to the end of the day'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' });

export const Sound = z.strictObject({
  chime: z.boolean().default(true).describe('A chime before each call'),
  speech: z.boolean().default(true).describe('Calls are spoken'),
  volume: z
    .number()
    .min(0, 'must be 0 to 1')
    .max(1, 'must be 0 to 1')
    .default(1)
    .describe('0: silent, 1: as loud as the screen can'),
  languages: z
    .array(Language)
    .min(1)
    .max(languages.length)
    .default([...languages])
    .describe('Languages spoken after Japanese when the ticket asks for them'),
  rate: z
    .number()
    .min(0.5, 'must be 0.5 to 2')
    .max(2, 'must be 0.5 to 2')
    .default(1)
    .describe('How fast is spoken; 1: as is usual in a hall, 0.9: slower'),
  hours: z
    .array(HeardHours)
    .max(6)
    .default([])
    .describe('Calls are heard within these hours only (Asia/Tokyo); empty: at all times'),
  browserVoices: z
    .array(Language)
    .max(languages.length)
    .default([])
    .describe(
      'Languages that a screen speaks with a voice of its own, where it has one, instead of the hub’s',
    ),
});
export type Sound = z.infer<typeof Sound>;

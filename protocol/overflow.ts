// How crowded a procedure is, and the figures that say so, as they stand in the event log.
import { z } from 'zod';
import { EpochMs } from './ids.ts';

export const levels = ['clear', 'strained', 'full'] as const;
export const Level = z.enum(levels);
export type Level = z.infer<typeof Level>;

/** All of one procedure at one site; waits in minutes. */
export const OverflowFigures = z.strictObject({
  atMs: EpochMs.describe('Of which instant they are'),
  finishP80Ms: EpochMs.describe('One more walk-in is finished by then in four of five runs of the forecast'),
  mustEndByMs: EpochMs.describe(
    'They must be by then: the doors’ closing and the overrun allowed, or the national system’s end if that is earlier',
  ),
  waitP50: z.number().describe('In half of the runs one more walk-in is called within this wait'),
  walkInMinutes: z.number().describe('What is promised to walk-ins'),
  reservation: z
    .strictObject({
      id: z.string().min(1),
      lateP80: z
        .number()
        .describe('Called so many minutes after the slot, or their coming, in four of five runs'),
      promiseMinutes: z.number(),
    })
    .nullable()
    .describe('The reservation that meets the queue of now and is called latest; null: none does'),
});
export type OverflowFigures = z.infer<typeof OverflowFigures>;

/** All that is remembered of a procedure's level: every hub, and every restart, has the same. */
export const LevelState = z.strictObject({
  level: Level,
  overSinceMs: z
    .strictObject({ strained: EpochMs.nullable(), full: EpochMs.nullable() })
    .describe(
      'Since when all figures that came have been at this level or a higher one; null: the last were not',
    ),
  figures: OverflowFigures.nullable().describe('That led there; null: none have come for minutes'),
});
export type LevelState = z.infer<typeof LevelState>;

export const OverflowSettings = z.strictObject({
  mode: z
    .enum(['off', 'advise'])
    .default('off')
    .describe(
      'off: levels are not reckoned; advise: they are noted and told to staff, and nothing else changes',
    ),
  overrunMinutes: z
    .number()
    .min(0, 'must be 0 to 120')
    .max(120, 'must be 0 to 120')
    .default(0)
    .describe('Visits may end so many minutes after closing'),
});

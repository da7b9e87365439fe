// How bad a day it is: drawn per seed, several kinds of trouble at once.
import type { Chance } from './machine/chance.ts';

/** What can go wrong, each with how often it does per minute (for each thing it can happen to). */
export const troubles = [
  'lineCut',
  'lineStall',
  'slowReader',
  'hubCrash',
  'hubStop',
  'hubUnreachable',
  'clockJump',
  'clockWrong',
  'storeCrash',
  'storeSlow',
  'storePartition',
  'printerFault',
  'printerHang',
  'printUnknown',
  'agentCrash',
  'agentOffline',
  'wallReload',
  'wallSleep',
] as const;
export type Trouble = (typeof troubles)[number];

export type Weather = {
  readonly name: 'calm' | 'rough' | 'storm';
  readonly perMinute: Readonly<Record<Trouble, number>>;
  /** Usual delay of a message, ms. */
  readonly delayMs: number;
  /** Share of messages that take very long, and how long at most, ms. */
  readonly lateShare: number;
  readonly lateMs: number;
};

const strengths = { calm: 0, rough: 1, storm: 3 } as const;
const usual: Readonly<Record<Trouble, number>> = {
  lineCut: 0.12,
  lineStall: 0.12,
  slowReader: 0.08,
  hubCrash: 0.16,
  hubStop: 0.08,
  hubUnreachable: 0.08,
  clockJump: 0.12,
  clockWrong: 0.1,
  storeCrash: 0.12,
  storeSlow: 0.12,
  storePartition: 0.16,
  printerFault: 0.24,
  printerHang: 0.12,
  printUnknown: 0.14,
  agentCrash: 0.24,
  agentOffline: 0.12,
  wallReload: 0.12,
  wallSleep: 0.1,
};

/** In rough weather each kind of trouble comes or stays away for the day; in a storm nearly all come together. */
export const weatherOf = (chance: Chance): Weather => {
  const name = chance.pick(['calm', 'rough', 'rough', 'storm', 'storm'] as const);
  const strength = strengths[name];
  const present = { calm: 0, rough: 0.68, storm: 0.85 }[name];
  const perMinute = Object.fromEntries(
    troubles.map((trouble) => [trouble, chance.happens(present) ? usual[trouble] * strength : 0]),
  ) as Record<Trouble, number>;
  return {
    name,
    perMinute,
    delayMs: chance.between(0.5, 8),
    lateShare: name === 'calm' ? 0 : chance.between(0, 0.03 * strength),
    lateMs: chance.between(200, 1_500 * Math.max(1, strength)),
  };
};

// Which made-up days are played: ordinary ones, each surprise by itself, mixed; and offices that know less.
import type { Knowledge } from './office-eyes.ts';
import { between, type Chance, chanceFrom } from './world/chance.ts';
import { noSurprises, type Surprises } from './world/state.ts';

export const scenarios = ['ordinary', 'booth closes', 'twice as busy', 'procedure slower', 'mixed'] as const;
export type Scenario = (typeof scenarios)[number];

export type DayTask = {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly surprises: Surprises;
};

/** The days of one office that are played with the same knowledge. */
export type OfficeTask = {
  readonly block: Block;
  readonly office: number;
  readonly days: readonly DayTask[];
};

/** What an office has seen and told: the usual one, and poorer ones. */
export type Block = {
  readonly name: string;
  /** Ordinary days seen before. */
  readonly pastDays: number;
  readonly knowledge: Knowledge;
  /** Also asks the limit (the poorer blocks play days of the first, so that its limit serves them). */
  readonly limit: boolean;
};

export const usual: Block = {
  name: 'after 20 days',
  pastDays: 20,
  knowledge: { plan: true, bookings: true },
  limit: true,
};
export const poorer: readonly Block[] = [
  { name: 'first day', pastDays: 0, knowledge: { plan: true, bookings: true }, limit: false },
  { name: 'fifth day', pastDays: 4, knowledge: { plan: true, bookings: true }, limit: false },
  { name: 'no roster told', pastDays: 20, knowledge: { plan: false, bookings: true }, limit: false },
  {
    name: 'no roster, no bookings told',
    pastDays: 20,
    knowledge: { plan: false, bookings: false },
    limit: false,
  },
];

const daysPerOffice = 10;

/** `days` of the usual block in offices of ten days, half of them ordinary; and `extra` ordinary days per poorer block. */
export const tasksOf = (days: number, extra: number, seed: number): readonly OfficeTask[] => {
  const tasks: OfficeTask[] = [];
  for (let first = 0; first < days; first += daysPerOffice) {
    const count = Math.min(daysPerOffice, days - first);
    tasks.push({
      block: usual,
      office: seed * 1_000 + first / daysPerOffice,
      days: Array.from({ length: count }, (_, i) => dayTask(first + i, seed)),
    });
  }
  return [...tasks, ...poorer.flatMap((block) => poorerTasks(tasks, block, extra))];
};

const poorerTasks = (usualTasks: readonly OfficeTask[], block: Block, extra: number): OfficeTask[] => {
  let left = extra;
  const tasks = [];
  for (const { office, days } of usualTasks) {
    const chosen = days.filter((day) => day.scenario === 'ordinary').slice(0, Math.min(left, 2));
    left -= chosen.length;
    if (chosen.length > 0) tasks.push({ block, office, days: chosen });
  }
  return tasks;
};

/** Every other day is ordinary; the others take turns. */
const dayTask = (number: number, seed: number): DayTask => {
  const daySeed = seed * 100_000 + number;
  const chance = chanceFrom(daySeed, 'surprises');
  const scenario = number % 2 === 0 ? 'ordinary' : (scenarios[1 + (((number - 1) / 2) % 4)] ?? 'mixed');
  return { scenario, seed: daySeed, surprises: surprisesOf(scenario, Math.floor(number / 8), chance) };
};

const surprisesOf = (scenario: Scenario, turn: number, chance: Chance): Surprises => {
  const closing = { booth: Math.floor(chance.share() * 10), at: Math.round(between(chance, 585, 840)) };
  const slow = {
    procedure: Math.floor(chance.share() * 6),
    at: Math.round(between(chance, 585, 840)),
    factor: 1.5,
  };
  switch (scenario) {
    case 'ordinary':
      return noSurprises;
    case 'booth closes':
      return { ...noSurprises, closing };
    case 'procedure slower':
      return { ...noSurprises, slow };
    case 'twice as busy':
      return { ...noSurprises, busy: true };
    case 'mixed':
      return [
        { closing, slow, busy: false },
        { closing, slow: null, busy: true },
        { closing: null, slow, busy: true },
        { closing, slow, busy: true },
      ][turn % 4] as Surprises;
  }
};

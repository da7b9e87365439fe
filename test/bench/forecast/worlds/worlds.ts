// Worlds to learn humility from: counters that differ in what the forecast may believe of them.
import type { Rules } from './counter.ts';

export type World = {
  readonly name: string;
  readonly rules: (seed: number) => Rules;
  readonly days: number;
  /** Days that are only learned from. */
  readonly learned: number;
};

const shared = (booths: number, procedures: number, from = 540, to = 1_020): Rules['booths'] =>
  Array.from({ length: booths }, () => ({
    serves: Array.from({ length: procedures }, (_, i) => i),
    ...{ from, to },
  }));

/** An ordinary day with a morning and an afternoon crest. */
const crests =
  (perHour: number) =>
  (minute: number): number =>
    (perHour / 60) *
    (0.6 + 0.7 * Math.exp(-(((minute - 620) / 60) ** 2)) + 0.5 * Math.exp(-(((minute - 850) / 70) ** 2)));

const plain: Rules = {
  procedures: [
    { id: 'renewal', mean: 9, cv: 0.5 },
    { id: 'issue', mean: 16, cv: 0.5 },
    { id: 'move', mean: 12, cv: 0.6 },
  ],
  mix: () => [0.5, 0.3, 0.2],
  rate: crests(20),
  mostRate: (20 / 60) * 1.9,
  batch: 4,
  opensAt: 540,
  lastIntakeAt: 1_010,
  booths: shared(4, 3),
  goesWhenEmpty: null,
  pace: () => 1,
  patience: Number.POSITIVE_INFINITY,
  lunchFrom: null,
};

/** Every seed's counter is a little busier or quieter, quicker or slower. */
const varied = (rules: Rules, seed: number): Rules => {
  const quick = 0.9 + 0.07 * (seed % 4);
  return { ...rules, procedures: rules.procedures.map((one) => ({ ...one, mean: one.mean * quick })) };
};
const world = (name: string, over: Partial<Rules>, days = 14, learned = 6): World => ({
  ...{ name, days, learned },
  rules: (seed) => varied({ ...plain, ...over }, seed),
});
const rooms = (count: number): Partial<Rules> => ({
  procedures: Array.from({ length: count }, (_, i) => ({ id: `room ${i + 1}`, mean: 10 + 2 * i, cv: 0.6 })),
  mix: () => Array.from({ length: count }, () => 1 / count),
  booths: Array.from({ length: count }, (_, i) => ({ serves: [i], from: 540, to: 780 })),
  lastIntakeAt: 720,
});

export const worlds: readonly World[] = [
  world('ordinary', {}),
  world('closes when empty', { goesWhenEmpty: { from: 600, chance: 0.4 }, rate: crests(18), batch: 16 }),
  world('speeds up', {
    pace: (waiting, minute) => Math.max(0.6, 1.15 - 0.03 * waiting) * (minute > 960 ? 0.8 : 1),
  }),
  world('batch at opening', { batch: 40, rate: crests(14) }),
  world('people leave', { patience: 60, rate: crests(26), mostRate: (26 / 60) * 1.9 }),
  world('lunch by turns', { lunchFrom: (booth) => 690 + 50 * booth, rate: crests(18) }),
  world('rooms of a clinic', {
    ...rooms(5),
    rate: () => 20 / 60,
    mostRate: 20 / 60,
    batch: 18,
    goesWhenEmpty: { from: 660, chance: 0.8 },
  }),
  world(
    'calls of two minutes',
    {
      procedures: [
        { id: 'balance', mean: 1.7, cv: 0.9 },
        { id: 'cards', mean: 2.6, cv: 0.9 },
      ],
      mix: () => [0.6, 0.4],
      booths: shared(6, 2),
      rate: crests(152),
      mostRate: (152 / 60) * 1.9,
      patience: 15,
    },
    9,
    4,
  ),
  world('a month whose mix shifts', { mix: (day) => [0.65 - 0.025 * day, 0.15 + 0.025 * day, 0.2] }),
  { ...world('a first day', {}), days: 1, learned: 0 },
];

/** Not played while the forecast was made: what the others have by themselves, together and with other shapes. */
export const heldOut: readonly World[] = [
  world('held out: all at once', {
    procedures: [
      { id: 'a', mean: 5, cv: 1 },
      { id: 'b', mean: 22, cv: 0.35 },
      { id: 'c', mean: 11, cv: 0.8 },
      { id: 'd', mean: 8, cv: 0.5 },
    ],
    mix: (day) => [0.4 - 0.01 * day, 0.15 + 0.01 * day, 0.25, 0.2],
    booths: [
      { serves: [0, 3], from: 530, to: 1_000 },
      { serves: [0, 1], from: 540, to: 900 },
      { serves: [1, 2], from: 540, to: 1_020 },
      { serves: [0, 1, 2, 3], from: 570, to: 1_020 },
      { serves: [2, 3], from: 600, to: 960 },
    ],
    rate: crests(21),
    mostRate: (21 / 60) * 1.9,
    batch: 18,
    goesWhenEmpty: { from: 840, chance: 0.3 },
    pace: (waiting) => (waiting > 12 ? 0.85 : 1.05),
    patience: 110,
    lunchFrom: (booth) => 680 + 35 * booth,
  }),
];

// Words for what the simulation found: a failed day with the way to see it again, and what happened in all days.
import { Command } from '../../../protocol/commands.ts';
import type { DayResult } from './day.ts';
import type { ManyDays } from './many-days.ts';
import type { SabotageName } from './sabotage.ts';
import { troubles } from './weather.ts';

/** The command that plays the same day again. */
export const replayCommand = (seed: number, sabotage: SabotageName | null = null): string =>
  `npm run simulate -- --seed ${seed} --days 1${sabotage === null ? '' : ` --sabotage ${sabotage}`}`;

/** A failed day: seed, replay, broken rule, last steps. */
export const failureText = (
  { seed, weather, violation, trace, hash }: DayResult,
  sabotage: SabotageName | null = null,
): string =>
  [
    `Seed ${seed} (${weather}) broke a rule: ${violation?.invariant}.`,
    `  ${violation?.detail}`,
    `Again, exactly: ${replayCommand(seed, sabotage)}   (--trace for all of it; trace hash ${hash})`,
    'Its last steps:',
    ...trace.map((line) => `  ${line}`),
  ].join('\n');

const sum = (counts: ManyDays['counts'], prefix: string): number =>
  Object.entries(counts).reduce(
    (total, [name, count]) => (name.startsWith(prefix) ? total + count : total),
    0,
  );
const list = (counts: ManyDays['counts'], prefix: string): string =>
  Object.entries(counts)
    .filter(([name]) => name.startsWith(prefix))
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name.slice(prefix.length)} ${count}`)
    .join(', ');

/** What happened, so that one sees that it was no empty run. */
export const summaryText = ({ days, steps, counts, weathers }: ManyDays): string =>
  [
    `${days} days (${Object.entries(weathers)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}), ${steps} steps`,
    `commands sent: ${sum(counts, 'sent: ')}; accepted ${sum(counts, 'accepted: ')}, refused ${sum(counts, 'refused: ')}, without answer ${counts['no answer'] ?? 0}`,
    `retries: ${counts.retry ?? 0}, of accepted commands with the same answer ${counts['retry: same answer'] ?? 0}; conflicts at the store ${counts.conflict ?? 0}, repeated commands found there ${counts.repeated ?? 0}`,
    `batches on disk: ${counts['batch on disk'] ?? 0}; states compared with the log ${counts['state compared with the log'] ?? 0}`,
    `views sent: ${counts['view sent'] ?? 0}; calls spoken ${counts['call spoken'] ?? 0}, recalls ${counts['recall spoken'] ?? 0}`,
    `presses: ${counts['button pressed'] ?? 0}; sheets ${counts.sheet ?? 0}, of leased numbers ${counts['sheet of a leased number'] ?? 0}`,
    `bookings: ${list(counts, 'booking: ')}; refused ${list(counts, 'booking refused: ')}`,
    `faults: ${list(counts, 'fault: ')}`,
    `accepted: ${list(counts, 'accepted: ')}`,
    `refused: ${list(counts, 'refused: ')}`,
  ].join('\n');

/** Sent by phones and kiosks alone, or for them: these have no actors here. */
const notPlayed: ReadonlySet<string> = new Set([
  'leaveQueue',
  'askHelp',
  'answerHelp',
  'withdrawHelp',
  // No hub ends a day before its time here: that is what is checked.
  'reopenDay',
]);

/** What must occur in a long run; what is missing has not been simulated. */
const expected: readonly string[] = [
  ...Command.options
    .map((option) => option.shape.type.value)
    .filter((type) => !notPlayed.has(type))
    .map((type) => `accepted: ${type}`),
  ...troubles.map((trouble) => `fault: ${trouble}`),
  'fault: late message',
  'fault: lost in flight',
  'fault: written but not answered',
  'fault: store did not answer in time',
  'fault: request duplicated by a proxy',
  'fault: hub starts late',
  'fault: hub starts after closing',
  'fault: hub could not start',
  'fault: torn journal line',
  'fault: paperOut',
  'fault: coverOpen',
  'button: accepted',
  'button: refused',
  'button: failed',
  'sheet of a leased number',
  'leased ticket told',
  'press answered after a restart',
  'call pad pressed',
  'double press',
  'client moved to another hub',
  'booking: book',
  'booking: hold',
  'booking: wait',
  'booking: move',
  'booking: cancel',
  'booking: two tabs',
  'booking refused: slotFull',
  'booking refused: alreadyReserved',
  'reservation moved over days',
  'fault: claims away',
  'conflict',
  'repeated',
  'retry: same answer',
  'call spoken',
  'recall spoken',
  'wall found up to date',
  'hubs compared with each other',
  'hub found fresh',
  'wall found fresh',
];

/** Counters of a long run that stand at 0. */
export const missing = (counts: ManyDays['counts']): readonly string[] =>
  expected.filter((name) => (counts[name] ?? 0) === 0);

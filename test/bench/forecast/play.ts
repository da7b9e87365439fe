// Plays one made-up day and asks everyone, at each issue and every five minutes, how long those who wait will wait.
import type { DayRecord, QueueNow } from '../../../server/forecast/contract.ts';
import { baselineNames, baselinesOf, type PastMeans } from '../../../tools/backtest/baselines.ts';
import { addForecast, type Cell, pointAt, type Range, type Tally } from '../../../tools/backtest/tally.ts';
import { ticketId } from './day-notes.ts';
import { eyesOn, type Knowledge, type OfficeEyes } from './office-eyes.ts';
import { type Day, dayOf } from './world/day.ts';
import { limitOf } from './world/limit.ts';
import { hours, type Office } from './world/office.ts';
import { type Surprises, type Visitor, waitingIn } from './world/state.ts';

/** Ours: from what the office sees to a range for every waiting ticket, by id. */
export type Forecaster = (queue: QueueNow, today: DayRecord) => ReadonlyMap<string, Range>;

export type Asked = {
  readonly office: Office;
  readonly seed: number;
  /** Which business day of the office it is. */
  readonly index: number;
  readonly surprises: Surprises;
  readonly knowledge: Knowledge;
  readonly means: PastMeans;
  readonly forecaster: Forecaster | null;
  /** Runs of the limit; 0: not asked. */
  readonly limitRuns: number;
  /** Asks for at most about so many tickets at their issue, evenly chosen. */
  readonly issuesAsked: number;
};

export type Played = {
  readonly tally: Tally;
  readonly tickets: number;
  /** Called in the instant of their issue: nothing to forecast. */
  readonly atOnce: number;
  /** Not called before the day ended: no true wait. */
  readonly neverCalled: number;
  /** Tickets of which ours said nothing. */
  readonly missing: number;
  readonly meanWait: number;
  /** Milliseconds of processor time that ours took, refreshes, and the longest. */
  readonly ours: { readonly count: number; readonly ms: number; readonly longestMs: number };
};

const gridMinutes = 5;
/** With so many waiting, a third of the looks tells as much. */
const manyWaiting = 60;

/** Processor time of this thread: other programs do not count. */
export const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

export const playDay = (asked: Asked): Played => {
  const { office, seed, surprises } = asked;
  const whole = dayOf(office, seed, surprises);
  whole.runUntil(hours.endsAt);
  const issued = whole.seen.flatMap((event) => (event.type === 'issued' ? [event.visitor] : []));
  const calls = callsOf(whole);
  const day = dayOf(office, seed, surprises);
  const eyes = eyesOn(day, asked.index, asked.knowledge);
  const tally: Tally = {};
  const ours = { count: 0, ms: 0, longestMs: 0 };
  let missing = 0;
  const moments = momentsOf(issued, asked.issuesAsked);
  for (const { minute, ticket } of moments) {
    day.runUntil(minute);
    const wanted = waitingIn(day.state).filter((visitor) =>
      ticket === null ? visitor.issuedAt < minute : visitor.sequence === ticket,
    );
    if (wanted.length === 0 || isSeldom(day, minute, ticket)) continue;
    const said = answersOf(asked, day, eyes, minute, wanted, ours);
    for (const visitor of wanted) {
      // Whom nobody calls any more has waited until the day ended.
      const call = nextCall(calls, visitor.sequence, minute);
      const truth = (call ?? hours.endsAt) - minute;
      const cell = {
        moment: ticket === null ? ('waiting' as const) : ('issue' as const),
        phase: phaseOf(surprises, minute),
        procedure: office.procedures[visitor.procedure]?.id ?? '',
        hour: Math.floor(minute / 60),
      };
      for (const [by, answers] of said) {
        const answer = answers.get(ticketId(visitor));
        if (answer === undefined) missing += 1;
        // Saying nothing of a ticket is saying that it will not be called today.
        addForecast(tally, { ...cell, by }, answer ?? silence(hours.endsAt - minute), truth, call === null);
      }
    }
  }
  return {
    tally,
    missing,
    ours,
    tickets: issued.length,
    atOnce: issued.filter((v) => calls.get(v.sequence)?.[0] === v.issuedAt).length,
    neverCalled: issued.filter((v) => !calls.has(v.sequence)).length,
    meanWait: mean(issued.flatMap((v) => (calls.get(v.sequence)?.[0] ?? Number.NaN) - v.issuedAt)),
  };
};

/** Left out, because many wait: two of three moments. */
const isSeldom = (day: Day, minute: number, ticket: number | null): boolean =>
  waitingIn(day.state).length > manyWaiting &&
  (ticket === null ? minute / gridMinutes : scattered(ticket)) % 3 !== 0;

/** Another order of the same numbers, so that the choice does not beat with every other choice of tickets. */
const scattered = (sequence: number): number => Math.imul(sequence, 0x9e3779b1) >>> 16;

/** Silence says that somebody is not called any more. */
const silence = (minutes: number): Range => ({ ...pointAt(minutes), calledShare: 0 });

const callsOf = (day: Day): ReadonlyMap<number, readonly number[]> => {
  const calls = new Map<number, number[]>();
  for (const event of day.seen) {
    if (event.type !== 'called') continue;
    const { sequence } = event.visitor;
    calls.set(sequence, [...(calls.get(sequence) ?? []), event.at]);
  }
  return calls;
};

const nextCall = (calls: ReadonlyMap<number, readonly number[]>, sequence: number, after: number) =>
  calls.get(sequence)?.find((at) => at > after) ?? null;

/** Each issue that is asked for, and every five minutes, in order. */
const momentsOf = (issued: readonly Visitor[], most: number) => {
  const step = Math.max(1, Math.ceil(issued.length / most));
  const atIssue = issued
    .filter((_, i) => i % step === 0)
    .map((visitor) => ({ minute: visitor.issuedAt, ticket: visitor.sequence as number | null }));
  const grid = [];
  for (let minute = hours.opensAt + gridMinutes; minute < hours.endsAt; minute += gridMinutes)
    grid.push({ minute, ticket: null });
  return [...atIssue, ...grid].sort((a, b) => a.minute - b.minute);
};

const answersOf = (
  asked: Asked,
  day: Day,
  eyes: OfficeEyes,
  minute: number,
  wanted: readonly Visitor[],
  ours: { count: number; ms: number; longestMs: number },
): readonly (readonly [string, ReadonlyMap<string, Range | number>])[] => {
  eyes.look();
  const queue = eyes.queueAt(minute);
  const today = eyes.recordAt(minute);
  const said: [string, ReadonlyMap<string, Range | number>][] = [];
  const baselines = baselinesOf(queue, today, asked.means, eyes.joined());
  const tickets = new Map(queue.waiting.map((ticket) => [ticket.id, ticket]));
  const simple = wanted.flatMap((visitor) => {
    const ticket = tickets.get(ticketId(visitor));
    return ticket === undefined ? [] : [[ticket.id, baselines(ticket)] as const];
  });
  for (const name of baselineNames) said.push([name, new Map(simple.map(([id, all]) => [id, all[name]]))]);
  if (asked.forecaster !== null) {
    const beganMs = threadMs();
    const found = asked.forecaster(queue, today);
    const tookMs = threadMs() - beganMs;
    ours.count += 1;
    ours.ms += tookMs;
    ours.longestMs = Math.max(ours.longestMs, tookMs);
    said.push(['ours', found]);
  }
  if (asked.limitRuns > 0) {
    const limit = limitOf(
      day.world,
      day.state,
      wanted,
      asked.limitRuns,
      asked.seed * 7919 + Math.round(minute * 60),
    );
    said.push(['limit', new Map([...limit].map(([sequence, range]) => [`T${sequence}`, range]))]);
  }
  return said;
};

const phaseOf = ({ closing, slow, busy }: Surprises, minute: number): Cell['phase'] => {
  if (!busy && closing === null && slow === null) return 'plain';
  const from = busy ? 0 : Math.min(closing?.at ?? Infinity, slow?.at ?? Infinity);
  return minute >= from ? 'after' : 'before';
};

const mean = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
};

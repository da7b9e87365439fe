// What other systems show, and what queueing theory offers without a simulation: waits in minutes from what an office sees.
import type { BoothNow, DayRecord, QueueNow, Visit, WaitingTicket } from '../../server/forecast/contract.ts';

export const baselineNames = [
  'naive',
  'naive per procedure',
  'queue length',
  'head of line',
  'last called',
  'rolling mean',
] as const;
export type BaselineName = (typeof baselineNames)[number];
export type Baselines = Readonly<Record<BaselineName, number>>;

/** Mean minutes of a visit per procedure over past days, call to end; the planned minutes where none was seen. */
export type PastMeans = ReadonlyMap<string, number>;

const minuteMs = 60_000;
/** Recent visits in the average that counter systems show. */
const recent = 20;

export const pastMeans = (days: readonly DayRecord[], planned: ReadonlyMap<string, number>): PastMeans => {
  const sums = new Map<string, { minutes: number; count: number }>();
  for (const visit of days.flatMap((day) => day.visits)) {
    if (visit.end !== 'finished') continue;
    const sum = sums.get(visit.procedure) ?? { minutes: 0, count: 0 };
    sums.set(visit.procedure, { minutes: sum.minutes + lengthOf(visit), count: sum.count + 1 });
  }
  return new Map(
    [...planned].map(([id, minutes]) => {
      const sum = sums.get(id);
      return [id, sum === undefined ? minutes : sum.minutes / sum.count];
    }),
  );
};

/** Computes what the baselines say of a queue, for any of its waiting tickets. */
export const baselinesOf = (
  queue: QueueNow,
  today: DayRecord,
  means: PastMeans,
  /** When each ticket last joined the queue (epoch ms), by id. */
  since: ReadonlyMap<string, number>,
): ((ticket: WaitingTicket) => Baselines) => {
  const open = queue.booths.filter((booth) => booth.state === 'open');
  const ahead = [...queue.waiting].sort((a, b) => a.dueMs - b.dueMs || a.sequence - b.sequence);
  return (ticket) => {
    const before = ahead.slice(0, ahead.indexOf(ticket));
    const own = before.filter((other) => other.procedure === ticket.procedure);
    const serving = open.filter((booth) => serves(booth, ticket.procedure));
    const elapsed = minutesSince(since.get(ticket.id), queue.nowMs);
    const head = own[0] ?? ticket;
    const least = Math.max(0, (ticket.callableFromMs ?? 0) - queue.nowMs) / minuteMs;
    const announced = (wait: number) => Math.max(least, wait - elapsed);
    return {
      naive: (recentMean(today, null, means) * before.length) / Math.max(1, open.length),
      'naive per procedure':
        (recentMean(today, ticket.procedure, means) * own.length) / Math.max(1, serving.length),
      'queue length': Math.max(least, queueLength(ticket, before, open, serving, means)),
      'head of line': announced(minutesSince(since.get(head.id), queue.nowMs)),
      'rolling mean': rollingMean(today, ticket.procedure),
      'last called': announced(lastCalledWait(today, queue, ticket.procedure, since)),
    };
  };
};

/** Average of the last visits of today, of one procedure or all; of past days before the first has ended. */
const recentMean = (today: DayRecord, procedure: string | null, means: PastMeans): number => {
  let sum = 0;
  let count = 0;
  for (let i = today.visits.length - 1; i >= 0 && count < recent; i -= 1) {
    const visit = today.visits[i] as Visit;
    if (visit.end !== 'finished' || (procedure !== null && visit.procedure !== procedure)) continue;
    sum += lengthOf(visit);
    count += 1;
  }
  if (count > 0) return sum / count;
  if (procedure !== null) return means.get(procedure) ?? 10;
  return [...means.values()].reduce((total, mean) => total + mean, 0) / Math.max(1, means.size);
};

/** Waits that the rolling mean is taken over. */
const rolled = 30;

/** What sites with a display of "waits of the last 30" show: the mean wait of the procedure's last calls of today. */
const rollingMean = (today: DayRecord, procedure: string): number => {
  let sum = 0;
  let count = 0;
  for (let i = today.visits.length - 1; i >= 0 && count < rolled; i -= 1) {
    const visit = today.visits[i] as Visit;
    if (visit.procedure !== procedure || visit.resumed) continue;
    sum += (visit.calledAtMs - visit.waitingSinceMs) / minuteMs;
    count += 1;
  }
  return sum / Math.max(1, count);
};

/**
 * QL of Ibrahim & Whitt (2009), "Real-time delay estimation based on delay history": (ahead + 1) × mean ÷ servers.
 * Made aware of skills: one ahead counts with his own mean and with the share of his booths that are also ours.
 */
const queueLength = (
  ticket: WaitingTicket,
  before: readonly WaitingTicket[],
  open: readonly BoothNow[],
  serving: readonly BoothNow[],
  means: PastMeans,
): number => {
  let work = means.get(ticket.procedure) ?? 10;
  for (const other of before) {
    const theirs = open.filter((booth) => serves(booth, other.procedure));
    const shared = theirs.filter((booth) => serves(booth, ticket.procedure)).length;
    work += ((means.get(other.procedure) ?? 10) * shared) / Math.max(1, theirs.length);
  }
  return work / Math.max(1, serving.length);
};

/** LES of the same paper: the wait of the last of the procedure who was called; a visit in progress counts as well. */
const lastCalledWait = (
  today: DayRecord,
  queue: QueueNow,
  procedure: string,
  since: ReadonlyMap<string, number>,
): number => {
  let lastMs = Number.NEGATIVE_INFINITY;
  let wait = 0;
  const see = (calledAtMs: number, sinceMs: number | undefined) => {
    if (calledAtMs <= lastMs || sinceMs === undefined) return;
    lastMs = calledAtMs;
    wait = (calledAtMs - sinceMs) / minuteMs;
  };
  for (const { current } of queue.booths)
    if (current?.procedure === procedure) see(current.calledAtMs, since.get(current.ticket));
  const visit = today.visits.findLast((past) => past.procedure === procedure);
  if (visit !== undefined) see(visit.calledAtMs, visit.waitingSinceMs);
  return wait;
};

const serves = (booth: BoothNow, procedure: string): boolean =>
  booth.procedures.some((served) => served.procedure === procedure);
const lengthOf = (visit: Visit): number => (visit.endedAtMs - visit.calledAtMs) / minuteMs;
const minutesSince = (sinceMs: number | undefined, nowMs: number): number =>
  sinceMs === undefined ? 0 : (nowMs - sinceMs) / minuteMs;

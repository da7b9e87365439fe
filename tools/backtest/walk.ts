// Walks through an office's past in order of time and forecasts each ticket at its issue from the past alone.
import type { DayRecord, QueueNow } from '../../server/forecast/contract.ts';
import { type Baselines, baselinesOf } from './baselines.ts';
import type { BoothSession } from './booths-file.ts';
import { createPastSite, type PastSite } from './past-site.ts';
import { minuteMs, ticketKey } from './seats.ts';
import type { Range } from './tally.ts';
import type { PastVisit } from './visits-file.ts';

/** From past days and mean minutes per procedure to a forecaster for one day. */
export type Learn = (
  days: readonly DayRecord[],
  meanMinutes: ReadonlyMap<string, number>,
) => (queue: QueueNow, today: DayRecord, only?: string) => ReadonlyMap<string, Range>;

export type Forecasted = {
  readonly visit: PastVisit;
  /** Minutes from issue to call; null: never called. */
  readonly wait: number | null;
  /** Minutes; null: nobody was known to serve the procedure. */
  readonly said: Range | null;
  /** What the runs alone said, where `said` is corrected by what had come true. */
  readonly raw?: Range | null;
  readonly baselines: Baselines;
};

/** Days that are learned from; older ones would weigh next to nothing. */
const rememberedDays = 90;

type Moment = {
  readonly atMs: number;
  readonly order: number;
  readonly happen: (site: PastSite) => Forecasted | null;
};

/** What else a walk may be told. */
export type WalkOptions = {
  /** Whether a day, by its number among all sites' days, is forecast; the others are lived through without. */
  readonly isAsked?: (day: number) => boolean;
  /** Hears of each ticket of an asked day. */
  readonly onTicket?: (site: string, date: string) => void;
};

/** In order of site and time. `booths` null: inferred from what was seen so far. */
export const walk = (
  visits: readonly PastVisit[],
  booths: readonly BoothSession[] | null,
  learn: Learn,
  { isAsked = () => true, onTicket = () => {} }: WalkOptions = {},
): readonly Forecasted[] => {
  const all: Forecasted[] = [];
  let number = -1;
  for (const [name, own] of groupBy(visits, (visit) => visit.site)) {
    const site = createPastSite(booths !== null);
    const days: DayRecord[] = [];
    const sessions = groupBy(
      booths?.filter((session) => session.site === name) ?? [],
      (session) => session.date,
    );
    for (const [date, today] of groupBy(own, (visit) => visit.date)) {
      // What comes for the first time is known from then on.
      const forecaster = whileSame(
        () => site.meanMinutes().size,
        () => learn(days.slice(-rememberedDays), site.meanMinutes()),
      );
      site.beginDay(date);
      number += 1;
      const asked = isAsked(number);
      const moments = [
        ...momentsOf(today, asked ? (queue, record, only) => forecaster()(queue, record, only) : null),
        ...boothMoments(sessions.get(date) ?? []),
      ];
      moments.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
      for (const moment of moments) {
        const forecasted = moment.happen(site);
        if (forecasted === null) continue;
        all.push(forecasted);
        onTicket(name, date);
      }
      days.push(site.endDay());
    }
  }
  return all;
};

const whileSame = <T>(sign: () => number, make: () => T): (() => T) => {
  let made: { readonly sign: number; readonly value: T } | null = null;
  return () => {
    const now = sign();
    if (made?.sign !== now) made = { sign: now, value: make() };
    return made.value;
  };
};

/** `forecaster` null: nothing is asked. At one instant: ends, then booths, then issues, then calls. */
const momentsOf = (today: readonly PastVisit[], forecaster: ReturnType<Learn> | null): Moment[] =>
  today
    .toSorted((a, b) => a.issuedMs - b.issuedMs || a.line - b.line)
    .flatMap((visit) => {
      const moments: Moment[] = [
        { atMs: visit.issuedMs, order: 2, happen: (site) => forecastAtIssue(site, visit, forecaster) },
      ];
      const { calledMs, finishedMs, leftMs } = visit;
      const quietly = (act: (site: PastSite) => void) => (site: PastSite) => {
        act(site);
        return null;
      };
      // Who leaves in the minute of the issue was there at its forecast.
      if (leftMs !== null)
        moments.push({
          atMs: leftMs,
          order: leftMs === visit.issuedMs ? 4 : 0,
          happen: quietly((site) => site.left(visit)),
        });
      if (calledMs !== null)
        moments.push({ atMs: calledMs, order: 3, happen: quietly((site) => site.called(visit)) });
      // A visit of no length ends after its call.
      if (finishedMs !== null)
        moments.push({
          atMs: finishedMs,
          order: finishedMs === calledMs ? 4 : 0,
          happen: quietly((site) => site.finished(visit)),
        });
      return moments;
    });

const boothMoments = (sessions: readonly BoothSession[]): Moment[] =>
  sessions.flatMap(({ booth, openedMs, closedMs }) => {
    const happen = (act: (site: PastSite) => void) => (site: PastSite) => {
      act(site);
      return null;
    };
    const opened = { atMs: openedMs, order: 1, happen: happen((site) => site.boothOpened(booth, openedMs)) };
    if (closedMs === null) return [opened];
    return [
      opened,
      { atMs: closedMs, order: 1, happen: happen((site) => site.boothClosed(booth, closedMs)) },
    ];
  });

const forecastAtIssue = (
  site: PastSite,
  visit: PastVisit,
  forecaster: ReturnType<Learn> | null,
): Forecasted | null => {
  site.issued(visit);
  if (forecaster === null) return null;
  const queue = site.queueAt(visit.issuedMs);
  const record = site.recordAt(visit.issuedMs);
  const id = ticketKey(visit);
  const ticket = queue.waiting.find((one) => one.id === id);
  if (ticket === undefined) throw new Error(`line ${visit.line}: the ticket just issued does not wait`);
  return {
    visit,
    wait: visit.calledMs === null ? null : (visit.calledMs - visit.issuedMs) / minuteMs,
    said: forecaster(queue, record, id).get(id) ?? null,
    baselines: baselinesOf(queue, record, site.meanMinutes(), site.joined())(ticket),
  };
};

/** In order of the key. */
const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
};

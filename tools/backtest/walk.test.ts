// The walk through the past sees nothing of the future, whatever the file leaves out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeAsCsv } from '../../test/bench/forecast/as-csv.ts';
import { type BoothSession, readBooths } from './booths-file.ts';
import { pointAt } from './tally.ts';
import { type PastVisit, readVisits } from './visits-file.ts';
import { type Forecasted, type Learn, walk } from './walk.ts';

const csv = officeAsCsv(5, 3);
const read = readVisits('visits.csv', new TextEncoder().encode(csv.visits));
const sessions = readBooths('booths.csv', new TextEncoder().encode(csv.booths)).sessions;

/** A forecaster that says a fingerprint of everything it was shown: any leak of the future changes it. */
const fingerprints: Learn = (days, means) => {
  const past = hash(JSON.stringify([days, [...means]]));
  return (queue, today) => {
    const said = hash(`${past} ${JSON.stringify([queue, today])}`);
    return new Map(queue.waiting.map(({ id }) => [id, pointAt(said)]));
  };
};
const hash = (text: string): number => {
  let h = 7;
  for (let i = 0; i < text.length; i += 1) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  return h;
};

/** Only what had happened by `atMs`; a booth is known from its call on. */
const cutVisits = (visits: readonly PastVisit[], atMs: number): PastVisit[] =>
  visits.flatMap((visit) => {
    if (visit.issuedMs > atMs) return [];
    const isCalled = visit.calledMs !== null && visit.calledMs <= atMs;
    const isOver = visit.finishedMs !== null && visit.finishedMs <= atMs;
    return {
      ...visit,
      calledMs: isCalled ? visit.calledMs : null,
      finishedMs: isOver ? visit.finishedMs : null,
      leftMs: visit.leftMs !== null && visit.leftMs <= atMs ? visit.leftMs : null,
      booth: isCalled ? visit.booth : null,
      outcome: isOver ? visit.outcome : ('finished' as const),
    };
  });
const cutBooths = (all: readonly BoothSession[], atMs: number): BoothSession[] =>
  all.flatMap((one) =>
    one.openedMs > atMs
      ? []
      : [{ ...one, closedMs: one.closedMs !== null && one.closedMs <= atMs ? one.closedMs : null }],
  );

const poorer = {
  'everything told': (visit: PastVisit) => visit,
  'no ends told': (visit: PastVisit) => ({ ...visit, finishedMs: null }),
  'no booths told': (visit: PastVisit) => ({ ...visit, booth: null }),
  'neither told': (visit: PastVisit) => ({ ...visit, booth: null, finishedMs: null }),
  'one in ten never called': (visit: PastVisit) =>
    visit.line % 10 === 0 ? { ...visit, calledMs: null, finishedMs: null, booth: null } : visit,
  'one in ten left before the call': (visit: PastVisit) =>
    visit.line % 10 === 0
      ? { ...visit, ...{ calledMs: null, finishedMs: null, booth: null }, leftMs: visit.issuedMs + 300_000 }
      : visit,
};
const said = (forecasts: readonly Forecasted[]) =>
  forecasts.map(({ visit, said: range, baselines }) => [visit.line, range?.p50 ?? null, baselines]);

describe('a walk through the past', () => {
  it.each(Object.entries(poorer))('never looks ahead: %s', (_, change) => {
    const visits = read.visits.map(change);
    const [first, last] = [visits[0]?.issuedMs ?? 0, visits.at(-1)?.issuedMs ?? 0];
    for (const booths of [null, sessions]) {
      const whole = walk(visits, booths, fingerprints);
      fc.assert(
        fc.property(fc.integer({ min: first, max: last }), (atMs) => {
          const cut = walk(cutVisits(visits, atMs), booths && cutBooths(booths, atMs), fingerprints);
          expect(said(cut)).toEqual(said(whole.filter(({ visit }) => visit.issuedMs <= atMs)));
        }),
        { numRuns: 4 },
      );
    }
  });

  it('forecasts every ticket once, with its true wait', () => {
    const whole = walk(read.visits, null, fingerprints);
    expect(whole).toHaveLength(read.visits.length);
    expect(new Set(whole.map(({ visit }) => visit.line)).size).toBe(whole.length);
    for (const { visit, wait } of whole)
      expect(wait).toBe(visit.calledMs === null ? null : (visit.calledMs - visit.issuedMs) / 60_000);
  });

  it('gives up a ticket that three of its procedure who came later have passed', () => {
    const waiting: number[] = [];
    const count: Learn = () => (queue) => {
      waiting.push(queue.waiting.length);
      return new Map();
    };
    const lost = read.visits.filter(({ date }) => date === '2026-04-01');
    const first = lost.find(({ calledMs, issuedMs }) => calledMs !== null && calledMs > issuedMs + 600_000);
    walk(
      lost.map((visit) => (visit === first ? { ...visit, calledMs: null, finishedMs: null } : visit)),
      null,
      count,
    );
    const withLost = waiting.splice(0);
    walk(
      lost.filter((visit) => visit !== first),
      null,
      count,
    );
    expect(withLost.at(-1)).toBe(waiting.at(-1));
    expect(Math.max(...withLost)).toBeGreaterThan(1);
  });

  it('infers booths from what was seen: who called, for what, and when it has gone', () => {
    const states: string[][] = [];
    const look: Learn = () => (queue) => {
      states.push(
        queue.booths.map(({ number, state, procedures }) => `${number} ${state} ${procedures.length}`),
      );
      return new Map();
    };
    walk(read.visits, null, look);
    expect(states[0]).toEqual([]);
    expect(states.at(-1)?.length).toBe(10);
    // At lunch some are taken to be away although nobody said so.
    expect(states.some((booths) => booths.some((booth) => booth.includes('paused')))).toBe(true);
  });
});

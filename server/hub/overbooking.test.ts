// Overbooking acts on what the log has taught and what the played half day says: only while promises are kept, few, and never unplayed.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { ReservationPast } from '../forecast/contract.ts';
import { learn, type Models } from '../forecast/learning/learn.ts';
import { beginReservedDay } from '../forecast/simulation/reserved-day.ts';
import { certain, minuteMs, pastDay } from '../forecast/test-support.ts';
import { at, monday, siteWith } from '../slots/slots.test-support.ts';
import type { ForecastAhead } from './forecast-line.ts';
import { createOffering } from './offering.ts';
import { createOverbooking, fewestDays, learnedOf } from './overbooking.ts';
import { placesTaken, plannedDay, staffedOn } from './planned-day.ts';

const logger = pino({ level: 'silent' });
const overbooked = (booths: number, group: object = {}) =>
  siteWith({
    group: { share: 60, overbooking: { on: true, riskPercent: 20 }, ...group },
    reservations: { staffingPlan: [{ from: '09:00', to: '17:00', booths }] },
  });

/** Days on which so many of a hundred reservations were not kept, visits taking so long. */
const modelsOf = (noShows: number, minutes = 11, days = 20): Models => {
  const slotMs = at('10:00', '2026-11-09');
  const reservations = Array.from(
    { length: 100 },
    (_, n): ReservationPast => ({
      ...{ slotMs, procedure: 'card-issue', checkedInAtMs: n < noShows ? null : slotMs },
    }),
  );
  const past = Array.from({ length: days }, (_, nth) =>
    pastDay(nth, 'card-issue', [minutes, minutes], { reservations }),
  );
  return learn(past, { ...certain({ 'card-issue': minutes, renewal: 8 }), latenessSpreadMinutes: 3 });
};
const settled = () => new Promise((resolve) => setImmediate(resolve));
const halfDaysOf = async (site: ReturnType<typeof overbooked>, models: Models) => {
  const played: unknown[] = [];
  const play: ForecastAhead['play'] = async (makeJob) => {
    played.push(1);
    const found = makeJob().advance(Number.POSITIVE_INFINITY);
    if (found === null) throw new Error('not done');
    return found;
  };
  const overbooking = createOverbooking({ site, logger, ahead: { models: () => models, play } });
  const offering = createOffering(site, monday, overbooking);
  const before = offering.plan([]);
  for (let i = 0; i < 5; i += 1) await settled();
  const [plan] = offering.plan([]).groups;
  return { before: before.groups[0]?.halfDays, halfDays: plan?.halfDays ?? [], plan, played: played.length };
};
const told = (halfDays: readonly { readonly extra: number; readonly because: string }[]) =>
  halfDays.map(({ extra, because }) => [extra, because]);

describe('overbooking', () => {
  it('gives a few places more where many do not come, once the half day was played, and not before', async () => {
    const { before, halfDays, plan } = await halfDaysOf(overbooked(6), modelsOf(25));
    expect(before?.map(({ because }) => because)).toEqual(['notSimulated', 'notSimulated']);
    for (const { places, extra, because, noShowShare } of halfDays) {
      expect(places).toBeGreaterThanOrEqual(40);
      expect([extra, because]).toEqual([Math.floor(places * 0.05), 'mostPercent']);
      expect(noShowShare).toBeCloseTo(0.25, 1);
    }
    const extras = plan?.slots.map(({ overbooked: more }) => more) ?? [];
    expect(extras.reduce((sum, more) => sum + more, 0)).toBe(
      halfDays.reduce((sum, { extra }) => sum + extra, 0),
    );
    expect(Math.max(...extras)).toBe(1);
  });

  it('is stopped by the risk where all come, and plays nothing where the half day is small or it is off', async () => {
    expect(told((await halfDaysOf(overbooked(6), modelsOf(0))).halfDays)).toEqual([
      [0, 'risk'],
      [0, 'risk'],
    ]);
    const small = await halfDaysOf(overbooked(3), modelsOf(25));
    expect([told(small.halfDays), small.played]).toEqual([
      [
        [0, 'tooFew'],
        [0, 'tooFew'],
      ],
      0,
    ]);
    const off = await halfDaysOf(overbooked(6, { overbooking: { on: false } }), modelsOf(25));
    expect([off.halfDays[0]?.because, off.played]).toEqual(['off', 0]);
  });

  it('is stopped where visits take so long that promises break', async () => {
    const { halfDays } = await halfDaysOf(overbooked(6, { share: 90 }), modelsOf(25, 24));
    expect(told(halfDays)).toEqual([
      [0, 'promises'],
      [0, 'promises'],
    ]);
  });

  it('waits until enough days have been seen', async () => {
    const { halfDays } = await halfDaysOf(overbooked(6), modelsOf(25, 11, fewestDays - 2));
    expect(told(halfDays)).toEqual([
      [0, 'notSimulated'],
      [0, 'notSimulated'],
    ]);
  });
});

describe('a day to come', () => {
  it('has the booths of the staffing plan: those named, or the first free ones; the last of a row rest', () => {
    const site = siteWith({
      reservations: {
        staffingPlan: [
          { from: '09:00', to: '17:00', booths: [4], breaks: [{ from: '12:00', to: '13:00' }] },
          { from: '10:00', to: '15:00', booths: 2, breaks: [{ from: '11:00', to: '12:00', booths: 1 }] },
          { from: '09:00', to: '12:00', booths: 1, until: '2026-12-06' },
        ],
      },
    });
    const hours = [...staffedOn(site, monday)].map(([booth, windows]) => [
      booth,
      windows.map(({ fromMs, toMs }) => [
        (fromMs - at('00:00')) / 3_600_000,
        (toMs - at('00:00')) / 3_600_000,
      ]),
    ]);
    expect(hours).toEqual([
      [
        4,
        [
          [9, 12],
          [13, 17],
        ],
      ],
      [1, [[10, 15]]],
      [
        2,
        [
          [10, 11],
          [12, 15],
        ],
      ],
    ]);
  });

  it('keeps promises and ends in time where there is room, and neither where visits are twice too long', () => {
    const site = overbooked(6);
    const plan = createOffering(site, monday).plan([]);
    const [group] = plan.groups;
    if (group === undefined) throw new Error('no group');
    const taken = placesTaken(group, []);
    expect(taken).toHaveLength(group.places);
    const queue = plannedDay(site, plan, taken);
    if (queue === null) throw new Error('closed');
    const ids = new Set(taken.map(({ id }) => id));
    const outcome = (minutes: number) =>
      beginReservedDay({ queue, models: modelsOf(0, minutes), ids, promiseMinutes: 10 }).advance(Infinity);
    expect(outcome(11)?.promisesKept).toBeGreaterThan(0.98);
    expect(outcome(11)?.p80FinishMs).toBeLessThanOrEqual(at('17:00') + 15 * minuteMs);
    expect(outcome(30)?.promisesKept).toBeLessThan(0.5);
    // Asked of nobody, nothing is broken.
    const nobody = { queue, models: modelsOf(0), ids: new Set<string>(), promiseMinutes: 10 };
    expect(beginReservedDay(nobody).advance(Infinity)?.promisesKept).toBe(1);
  });

  it('asks for shares under the site’s own name', () => {
    const cells = learnedOf(overbooked(6), modelsOf(25)).noShow?.cells;
    expect(cells?.get('centre')?.missed).toBeGreaterThan(0);
    expect(cells?.has('centre|card-issue|10')).toBe(true);
  });
});

// The people of the demonstration book a week as one would find it, and keep their appointments as people do.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../server/base/clock.ts';
import { ringOf } from '../../server/contacts/contacts.test-support.ts';
import { openTestHouse, type TestHouse } from '../../server/test-support.ts';
import { seededRandom } from './random.ts';
import { comesAfter, emptyReserved, playArrivals } from './reserved.ts';
import { residentsAt } from './residents.ts';
import { bookWeek, dateAfter } from './week.ts';

const nowMs = Date.parse('2026-11-24T10:07:00+09:00');

describe('a demonstration', () => {
  const clock = manualClock(nowMs);
  let house: TestHouse;
  let cookie: string;
  beforeAll(async () => {
    const environment = { keys: ringOf() };
    const change = (
      settings: Parameters<NonNullable<Parameters<typeof openTestHouse>[2]>['change'] & object>[0],
    ) => ({
      ...settings,
      signIn: { ...settings.signIn, idleMinutes: 720 },
    });
    house = await openTestHouse(undefined, {}, { clock, environment, change });
    cookie = await house.signIn();
  });
  afterAll(() => house?.remove());

  it('begins with a week of reservations at every site, fuller soon than later, and adds none a second time', async () => {
    const residents = residentsAt(house.url, cookie);
    expect(await bookWeek(residents, nowMs, seededRandom(1))).toBeGreaterThan(100);
    const days = await Promise.all(
      [0, 1, 5, 6].map((day) => residents.sheet('centre' as never, dateAfter(nowMs, day))),
    );
    const [today = [], tomorrow = [], , last = []] = days;
    expect(tomorrow.length).toBeGreaterThan(last.length);
    expect(last.length).toBeGreaterThan(3);
    // Somebody is expected within the hour, whatever the hour is.
    expect(today.filter(({ seats }) => (seats[0]?.atMs ?? 0) < nowMs + 3_600_000).length).toBeGreaterThan(0);
    expect(new Set(days.flat().map(({ channel }) => channel)).size).toBeGreaterThan(1);
    expect(await bookWeek(residents, nowMs, seededRandom(1))).toBe(0);
  }, 60_000);

  it('has people who come when they come, each checked in once', async () => {
    const residents = residentsAt(house.url, cookie);
    const tally = emptyReserved();
    let turns = 0;
    const stage = {
      ...{ residents, site: 'centre' as never, random: seededRandom(1), nowMs: clock.now },
      isOver: () => turns > 60,
      wait: async () => {
        turns += 1;
        await clock.advanceTo(clock.now() + 3 * 60_000);
      },
      reception: async (command: unknown) => (await house.command(command)).answer,
    };
    await playArrivals(stage, tally);
    const came = tally.early + tally.inTime + tally.late;
    expect(came).toBeGreaterThan(5);
    expect(tally.inTime).toBeGreaterThan(0);
    const here = (await residents.sheet('centre' as never, dateAfter(nowMs, 0))).filter(
      ({ state }) => state === 'arrived',
    );
    expect(here).toHaveLength(came);
  }, 60_000);

  it('has absentees in about one of eight, some who come early or late, and mostly punctual people', () => {
    const lucks = Array.from({ length: 1_000 }, (_, n) => comesAfter(n / 1_000));
    expect(lucks.filter((one) => one === null).length).toBe(120);
    expect(lucks.filter((one) => one !== null && one > -13 && one < 1).length).toBeGreaterThan(500);
    expect(lucks.filter((one) => one !== null && one <= -20).length).toBe(180);
    expect(Math.max(...lucks.map((one) => one ?? 0))).toBeGreaterThan(10);
  });
});

// Levels in the hub: once a minute figures become events that a restart and a second hub find again; off, missing or broken they change nothing.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { BusinessDate } from '../../protocol/ids.ts';
import { officeId, officeSites, openBooth, openOffice } from '../../test/support/office.ts';
import { writePastDay } from '../../test/support/past-days.ts';
import { waitFor } from '../../test/support/patience.ts';
import type { OverflowLook } from '../forecast/simulation/overflow-look.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { receptionView } from '../views/reception.ts';
import { noForecast } from './estimator.ts';
import { createForecasts } from './forecasts.ts';
import { levelsNow } from './levels-now.ts';
import type { SiteForecaster } from './site-forecaster.ts';

const minuteMs = 60_000;
const advising = () =>
  officeSites((site) => {
    site.overflow = { mode: 'advise' };
  });

const lookOf = (atMs: number, wait: number): OverflowLook => {
  const now = {
    ...{ atMs, waitP50: wait, waitP80: wait + 10 },
    ...{ finishP50Ms: atMs + (wait + 10) * minuteMs, finishP80Ms: atMs + (wait + 20) * minuteMs },
    finishP90Ms: atMs + (wait + 25) * minuteMs,
  };
  const look = { now, later: [], kept: [], reservation: null, minutesEach: 3 };
  return { atMs, procedures: new Map([['card-issue', look]]) };
};
/** Counts how often it is asked. */
const forecasterSaying = (say: (nowMs: number) => OverflowLook | null) => {
  const asked = { times: 0 };
  const forecaster = (): SiteForecaster => ({
    lookAt: () => {},
    run: async () => noForecast,
    look: async (_state, nowMs) => {
      asked.times += 1;
      return say(nowMs);
    },
    close: () => {},
  });
  return { forecaster, asked };
};
type Office = Awaited<ReturnType<typeof openOffice>>;
const minutesPass = async (office: Office, minutes: number, asked: { readonly times: number }) => {
  for (let i = 0; i < minutes; i += 1) {
    const before = asked.times;
    await office.clock.advanceTo(office.clock.now() + minuteMs);
    await waitFor(() => expect(asked.times).toBeGreaterThan(before));
    // The answer has become an event, or not, before the next minute.
    await office.issue();
  }
};
const levelOf = (office: Office) =>
  office.site.snapshot().state.overflow.get('card-issue' as never)?.level ?? null;
const noted = async (office: Office) =>
  (await office.log.read(`day:${officeId}:2026-11-24`, 0)).filter(
    ({ event }) => event.type === 'overflowNoted',
  ).length;

describe('the watch over levels', () => {
  it('notes a level with its figures, and tells it to reception and metrics; a restart has the same', async () => {
    const log = openSqliteLog(':memory:');
    const { forecaster, asked } = forecasterSaying((nowMs) => lookOf(nowMs, 45));
    const office = await openOffice('2026-11-24T10:00', { log, sites: advising(), forecaster });
    await minutesPass(office, 3, asked);
    await waitFor(() => expect(levelOf(office)).toBe('strained'));
    const { alarms } = receptionView(office.site.snapshot());
    expect(alarms).toContainEqual(
      expect.objectContaining({ kind: 'overflowStrained', name: '交付', detail: 'walkIn', count: 45 }),
    );
    expect([...levelsNow(office.hub)]).toEqual([{ site: officeId, procedure: 'card-issue', level: 1 }]);
    const before = office.site.snapshot().state.overflow;
    await office.hub.close();

    const again = await openOffice(office.clock, { log, sites: advising(), forecaster });
    expect(again.site.snapshot().state.overflow.toJS()).toEqual(before.toJS());
    await again.hub.close();
    await log.close();
  });

  it('tells how far past the end one more would be', async () => {
    const { forecaster, asked } = forecasterSaying((nowMs) => lookOf(nowMs, 600));
    const office = await openOffice('2026-11-24T10:00', { sites: advising(), forecaster });
    await minutesPass(office, 3, asked);
    await waitFor(() => expect(levelOf(office)).toBe('full'));
    const alarm = receptionView(office.site.snapshot()).alarms.find(({ kind }) => kind === 'overflowFull');
    // 10:03 and 620 minutes, against the doors' closing.
    const figures = office.site.snapshot().state.overflow.get('card-issue' as never)?.figures;
    expect(alarm?.count).toBe(
      Math.round(((figures?.finishP80Ms ?? 0) - (figures?.mustEndByMs ?? 0)) / minuteMs),
    );
    expect(alarm?.count).toBeGreaterThan(100);
    // Advice only: tickets are given as ever.
    expect(await office.issue()).toMatchObject({ ok: true });
    await office.hub.close();
  });

  it('does nothing where it is off, and leaves the queue alone where nothing is known or the forecast throws', async () => {
    const off = forecasterSaying((nowMs) => lookOf(nowMs, 45));
    const quiet = await openOffice('2026-11-24T10:00', { forecaster: off.forecaster });
    await quiet.clock.advanceTo(quiet.clock.now() + 5 * minuteMs);
    expect(await quiet.issue()).toMatchObject({ ok: true });
    expect([off.asked.times, await noted(quiet), [...levelsNow(quiet.hub)]]).toEqual([0, 0, []]);
    await quiet.hub.close();

    for (const say of [
      () => null,
      () => {
        throw new Error('broken');
      },
    ]) {
      const { forecaster, asked } = forecasterSaying(say);
      const office = await openOffice('2026-11-24T10:00', { sites: advising(), forecaster });
      await minutesPass(office, 4, asked);
      expect(await noted(office)).toBe(0);
      expect(await office.issue()).toMatchObject({ ok: true });
      await office.hub.close();
    }
  });

  it('notes each change once, though two hubs find it', async () => {
    const log = openSqliteLog(':memory:');
    const one = forecasterSaying((nowMs) => lookOf(nowMs, 45));
    const office = await openOffice('2026-11-24T10:00', {
      log,
      sites: advising(),
      forecaster: one.forecaster,
    });
    const two = forecasterSaying((nowMs) => lookOf(nowMs, 45));
    const other = await openOffice(office.clock, { log, sites: advising(), forecaster: two.forecaster });
    await minutesPass(office, 4, one.asked);
    await waitFor(() => expect([levelOf(office), levelOf(other)]).toEqual(['strained', 'strained']));
    // Beyond the promise; two minutes later strained.
    expect(await noted(office)).toBe(2);
    await Promise.all([office.hub.close(), other.hub.close()]);
    await log.close();
  });

  it('asks the real forecast, which says nothing before ten past days', async () => {
    const dates = ['09', '10', '11', '12', '13', '16', '17', '18', '19', '20'].map((day) => `2026-11-${day}`);
    for (const [days, expected] of [
      [9, null],
      [10, 'full'],
    ] as const) {
      const log = openSqliteLog(':memory:');
      for (const date of dates.slice(0, days))
        await writePastDay(log, {
          ...{ site: officeId, date: BusinessDate.parse(date) },
          ...{ visits: 20, procedures: ['card-issue'] },
        });
      const sites = advising();
      const forecasts = createForecasts({ log, sites, logger: pino({ level: 'silent' }) });
      const asked = { times: 0 };
      const counted: typeof forecasts.forecaster = (site, onLearned) => {
        const real = forecasts.forecaster(site, onLearned);
        return {
          ...real,
          look: async (state, nowMs) => {
            const found = (await real.look?.(state, nowMs)) ?? null;
            asked.times += 1;
            return found;
          },
        };
      };
      const office = await openOffice('2026-11-24T10:00', { log, sites, forecaster: counted });
      forecasts.begin();
      await office.take(openBooth(1));
      // One booth, 8 minutes each, seven hours: not all of them.
      for (let i = 0; i < 70; i += 1) await office.issue();
      await minutesPass(office, 5, asked);
      // Past days are read beside; then it takes three looks.
      if (expected !== null)
        await waitFor(async () => {
          await office.clock.advanceTo(office.clock.now() + minuteMs);
          expect(levelOf(office)).toBe(expected);
        });
      expect(levelOf(office)).toBe(expected);
      forecasts.close();
      await office.hub.close();
      await log.close();
    }
  });
});

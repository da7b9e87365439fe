// A site's forecasts in the hub: they follow the day, learn from past days in the log, and are the same on every hub.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { BoothNumber, BusinessDate, dayStream, StaffId } from '../../protocol/ids.ts';
import { at, type Office, officeId, officeSites, openOffice } from '../../test/support/office.ts';
import { waitFor } from '../../test/support/patience.ts';
import type { EventLog } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { parseStored } from '../log/stored-events.ts';
import { createForecasts } from './forecasts.ts';
import { createLearning } from './learning.ts';

const logger = pino({ level: 'silent' });
const booth = BoothNumber.parse(1);
const procedureOf = () => 'card-issue';

const openBooth = (office: Office) => {
  const [staff] = office.resolved.staff.keys();
  return office.take({ type: 'openBooth', booth, staff: StaffId.parse(staff) });
};
/** Visits of so many minutes, one after the other, from ten o'clock. */
const work = async (office: Office, date: string, visits: number, minutes: number): Promise<void> => {
  await openBooth(office);
  for (let i = 0; i < visits; i += 1) await office.issue();
  for (let i = 0; i < visits; i += 1) {
    expect(await office.take({ type: 'callNext', booth })).toMatchObject({ ok: true });
    await office.clock.advanceTo(at(`${date}T10:00`) + (i + 1) * minutes * 60_000);
    expect(await office.take({ type: 'finish', booth })).toMatchObject({ ok: true });
  }
};
const realForecasts = (log: EventLog) => createForecasts({ log, sites: officeSites(), logger });

describe('forecasts in the hub', () => {
  it('learn from past days in the log: the same on two hubs, whatever they read first', async () => {
    const log = openSqliteLog(':memory:');
    const office = await openOffice('2026-11-24T10:00', { log });
    await work(office, '2026-11-24', 12, 25);
    await office.clock.advanceTo(at('2026-11-26T08:00'));
    await office.hub.close();

    const sites = officeSites();
    const turned = new Map([...sites].reverse());
    const date = BusinessDate.parse('2026-11-26');
    const learned = await Promise.all(
      [sites, turned].map((order) => {
        const learning = createLearning({ log, sites: order, logger });
        learning.begin();
        return learning.modelsFor(officeId, date);
      }),
    );
    expect(learned[1]).toEqual(learned[0]);
    const assumed = createLearning({ log, sites, logger }).assumed(officeId);
    const mean = (models: typeof assumed) => models.figures.procedures.get(procedureOf())?.time.mean ?? 0;
    expect(learned[0] && mean(learned[0])).toBeGreaterThan(mean(assumed) * 1.15);

    // Today is not among the past days.
    const again = await openOffice('2026-11-26T10:00', { log });
    await work(again, '2026-11-26', 5, 55);
    const later = createLearning({ log, sites, logger });
    later.begin();
    expect(await later.modelsFor(officeId, date)).toEqual(learned[0]);
    await again.hub.close();
    await log.close();
  });

  it('say a wait for those who wait, and a longer one once past days have shown it', async () => {
    const log = openSqliteLog(':memory:');
    const waitsOn = async (date: string): Promise<number> => {
      const forecasts = realForecasts(log);
      const office = await openOffice(`${date}T10:00`, { log, forecaster: forecasts.forecaster });
      forecasts.begin();
      await openBooth(office);
      for (let i = 0; i < 6; i += 1) await office.issue();
      let p50 = 0;
      let stable = 0;
      await waitFor(async () => {
        await office.clock.advanceTo(office.clock.now() + 1_100);
        await new Promise((resolve) => setTimeout(resolve, 30));
        const now = office.site.snapshot().estimates.procedures.get(procedureOf())?.p50 ?? 0;
        stable = now > 0 && now === p50 ? stable + 1 : 0;
        p50 = now;
        expect(stable).toBeGreaterThan(4);
      });
      // What the runs say of one more is noted with the ticket: from it ranges are corrected, on every hub alike.
      await office.issue();
      const noted = await log.read(dayStream(officeId, BusinessDate.parse(date)), 0, 100);
      const given = noted
        .map((entry) => parseStored(entry).event)
        .filter(({ type }) => type === 'ticketIssued');
      expect(given.at(-1)).toMatchObject({ said: { p50: expect.closeTo(p50, -0.5), calledShare: 1 } });
      forecasts.close();
      await office.hub.close();
      return p50;
    };
    const before = await waitsOn('2026-11-24');
    const office = await openOffice('2026-11-25T10:00', { log });
    await work(office, '2026-11-25', 14, 30);
    await office.clock.advanceTo(at('2026-11-27T08:00'));
    await office.hub.close();
    expect(await waitsOn('2026-11-27')).toBeGreaterThan(before * 1.15);
    await log.close();
  });
});

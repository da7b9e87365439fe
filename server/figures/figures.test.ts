// The figures against a second reckoning from raw events: of random days, live and archived, by every period and split.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BusinessDate, dayStream, type SiteId } from '../../protocol/ids.ts';
import { FiguresQuery } from '../../protocol/wire-figures.ts';
import { inFolder, keepDay } from '../archive/archive.test-support.ts';
import { archiveDay } from '../archive/archive-day.ts';
import { createDisk } from '../archive/disk.ts';
import { play, wishes } from '../day/random-day.test-support.ts';
import type { EventLog } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { dayFacts } from './day-facts.ts';
import { figuresFileName } from './engine.ts';
import { openFigures } from './open-figures.ts';
import { quantile, type Reckoned, reckon } from './reckoning.test-support.ts';

const minutes = (ms: number | null): number | null => (ms === null ? null : ms / 60_000);

it('makes of any day the visits that another reckoning finds', () => {
  fc.assert(
    fc.property(wishes, fc.boolean(), (all, end) => {
      const { log } = play(all, end);
      const entries = log.map((entry) => ({ ...entry, meta: { ...entry.meta, hub: 'hub' } }));
      const made = dayFacts(entries).visits.map((v) => ({
        ...{ ticket: v.ticket, procedure: v.procedure, channel: v.source, reserved: v.reserved },
        hour: new Date(v.issuedAtMs + 9 * 3_600_000).getUTCHours(),
        ...{
          wait: minutes(v.waitMs),
          service: minutes(v.serviceMs),
          outcome: v.outcome,
          transfers: v.transfers,
        },
      }));
      const round = (list: readonly Reckoned[]) =>
        list.map((one) => ({ ...one, service: one.service === null ? null : Math.round(one.service * 1e6) }));
      expect(round(made)).toEqual(round(reckon(log)));
    }),
    { numRuns: 150 },
  );
});

type Day = { readonly site: SiteId; readonly date: BusinessDate; readonly visits: readonly Reckoned[] };
const centre = 'centre' as SiteId;
const kitami = 'kitami' as SiteId;
const dates = ['2026-03-30', '2026-03-31', '2026-04-01', '2026-04-06'] as BusinessDate[];

const fill = async (log: EventLog): Promise<readonly Day[]> => {
  const days: Day[] = [];
  const drawn = fc.sample(wishes, { seed: 18, numRuns: dates.length * 2 });
  for (const [at, one] of drawn.entries()) {
    const [site, date] = [at % 2 === 0 ? centre : kitami, dates[Math.floor(at / 2)] as BusinessDate];
    const { log: entries } = play([...one, ...one], at !== 7);
    await keepDay(log, entries, dayStream(site, date));
    days.push({ site, date, visits: reckon(entries) });
  }
  return days;
};

const periodsOf = ({ date }: Day, visit: Reckoned) => ({
  hour: String(visit.hour).padStart(2, '0'),
  day: date as string,
  weekday: ({ '2026-03-30': '1', '2026-03-31': '2', '2026-04-01': '3', '2026-04-06': '1' } as never)[
    date
  ] as string,
  week: date === '2026-04-06' ? '2026-04-06' : '2026-03-30',
  month: date.slice(0, 7),
  fiscalYear: date < '2026-04-01' ? '2025' : '2026',
  all: 'all',
});
const partsOf = ({ site }: Day, visit: Reckoned) => ({
  ...{ none: '', site: site as string, procedure: visit.procedure, channel: visit.channel },
});

const expected = (
  days: readonly Day[],
  by: keyof ReturnType<typeof periodsOf>,
  split: keyof ReturnType<typeof partsOf>,
) => {
  const all = days.flatMap((day) => day.visits.map((visit) => ({ day, visit })));
  const groups = Map.groupBy(
    all,
    ({ day, visit }) => `${periodsOf(day, visit)[by]} ${partsOf(day, visit)[split]}`,
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const visits = group.map(({ visit }) => visit);
      const waits = visits.flatMap(({ wait }) => wait ?? []);
      const service = visits.flatMap(({ service: one }) => one ?? []);
      const kept = group.filter(
        ({ day, visit: { wait, reserved } }) =>
          wait !== null && wait <= (day.site === centre ? (reserved ? 1 : 3) : reserved ? 2 : 5),
      );
      return {
        key,
        days: new Set(group.map(({ day }) => day.date)).size,
        arrivals: visits.length,
        served: visits.filter(({ outcome }) => outcome === 'served').length,
        left: visits.filter(({ outcome }) => outcome === 'left').length,
        dayEnded: visits.filter(({ outcome }) => outcome === 'dayEnded').length,
        waits: [0.5, 0.8, 0.95].map((share) => quantile(waits, share)?.toFixed(6)),
        promisesKept: kept.length,
        service: service.reduce((a, b) => a + b, 0).toFixed(6),
      };
    });
};

describe('the report', () => {
  it('counts the same from live days, from archived ones, and from an engine made anew', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const days = await fill(log);
      const parts = {
        ...{ log, dataFolder: folder, archiveFolder: join(folder, 'archive') },
        promises: () => [
          { site: centre, walkIn: 3, reservation: 1 },
          { site: kitami, walkIn: 5, reservation: 2 },
        ],
      };
      let room = openFigures(parts);
      const read = async (by: string, split: string, sites = [centre, kitami]) => {
        const told = await room.whole(
          FiguresQuery.parse({ from: '2026-03-30', to: '2026-04-30', by, split }),
          sites,
        );
        if (!told.ok) throw new Error(told.refusal.message);
        return told.value;
      };
      const check = async (): Promise<void> => {
        for (const by of ['hour', 'day', 'weekday', 'week', 'month', 'fiscalYear', 'all'] as const)
          for (const split of ['none', 'site', 'procedure', 'channel'] as const) {
            const { rows, missing } = await read(by, split);
            expect(missing).toEqual([]);
            const seen = rows.map((row) => ({
              key: `${row.period} ${row.part}`,
              ...{ days: row.days, arrivals: row.arrivals, served: row.served, left: row.left },
              dayEnded: row.dayEnded,
              waits: [row.waitMedian, row.waitP80, row.waitP95].map((one) => one?.toFixed(6)),
              ...{ promisesKept: row.promisesKept, service: row.serviceTotal.toFixed(6) },
            }));
            expect(seen).toEqual(expected(days, by, split));
          }
        // Of one site: nothing of the other.
        const own = days.filter(({ site }) => site === kitami);
        expect(
          (await read('all', 'site', [kitami])).rows.map(({ part, arrivals }) => [part, arrivals]),
        ).toEqual(expected(own, 'all', 'site').map(({ key, arrivals }) => [key.slice(4), arrivals]));
      };
      await check();

      const archive = {
        log,
        disk: createDisk(),
        folder: parts.archiveFolder,
        hubName: 'hub',
        junban: 'test',
      };
      const nowMs = () => Date.parse('2026-12-01T00:00:00Z');
      // All but the one that never ended.
      for (const { site, date } of days.slice(0, -1))
        await archiveDay({ ...archive, nowMs }, { site, date, stream: dayStream(site, date) });
      expect(await log.streams('day:')).toEqual([dayStream(kitami, '2026-04-06' as BusinessDate)]);
      await check();
      await room.close();

      rmSync(join(folder, figuresFileName));
      room = openFigures(parts);
      await check();
      await room.close();

      // A file that is gone is told, not left out in silence; what was read of it earlier still counts.
      const [first = ''] = readdirSync(parts.archiveFolder).sort();
      rmSync(join(parts.archiveFolder, first));
      room = openFigures(parts);
      await check();
      await room.close();
      rmSync(join(folder, figuresFileName));
      room = openFigures(parts);
      expect((await read('all', 'none')).missing).toEqual([
        `centre 2026-03-30: ${first} is not in the archive folder here; hub hub wrote it`,
      ]);
      await room.close();
    }));

  it('follows a living day, and refuses days in the wrong order', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      const room = openFigures({
        ...{ log, dataFolder: folder, archiveFolder: folder },
        promises: () => [{ site: centre, walkIn: 30, reservation: 10 }],
      });
      const query = FiguresQuery.parse({ from: '2026-11-24', to: '2026-11-24' });
      const arrivals = async () => {
        const told = await room.figures(query, [centre]);
        return told.ok ? told.value.total.arrivals : told.refusal;
      };
      expect(await arrivals()).toBe(0);
      const [one = []] = fc.sample(wishes, { seed: 4, numRuns: 1 });
      const { log: entries } = play(one, true);
      const [first, second] = [entries.slice(0, entries.length / 2), entries];
      const stream = dayStream(centre, '2026-11-24' as BusinessDate);
      await keepDay(log, first, stream);
      expect(await arrivals()).toBe(reckon(first).length);
      for (const { meta, event, version } of second.slice(first.length)) {
        const commandId = `later-command-${version}`;
        await log.append(stream, version - 1, [
          { schema: 2, meta: { ...meta, commandId, hub: 'hub' }, event },
        ]);
      }
      expect(await arrivals()).toBe(reckon(second).length);
      const wrong = await room.figures({ ...query, to: '2026-11-20' as BusinessDate }, [centre]);
      expect(wrong).toMatchObject({ ok: false, refusal: { code: 'malformed', params: { field: 'from' } } });
      await room.close();
    }));
});

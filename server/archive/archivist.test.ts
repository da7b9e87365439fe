// When the hub archives by itself: once a night, at a quiet hour, at another minute than other hubs.

import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { at } from '../../test/support/office.ts';
import { waitFor } from '../../test/support/patience.ts';
import { manualClock } from '../base/clock.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import type { EventLog } from '../log/contract.ts';
import { lastNight } from '../log/nightly.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { inFolder, keepQuietDay } from './archive.test-support.ts';
import { type ArchivistParts, startArchivist } from './archivist.ts';
import { createDisk } from './disk.ts';
import type { ArchiveRun } from './run-archive.ts';

const minuteMs = 60_000;

/** Moves the clock in steps of ten minutes, as the hub's looks do; gives the instants at which runs began. */
const runsUntil = async (
  folder: string,
  start: string,
  end: string,
  more: Partial<ArchivistParts> & { readonly log?: EventLog } = {},
) => {
  const clock = manualClock(at(start));
  const runs: (ArchiveRun & { readonly atMs: number })[] = [];
  const archivist = startArchivist({
    log: openSqliteLog(':memory:'),
    disk: createDisk(),
    folder,
    afterDays: 30,
    hubName: 'hub',
    junban: 'test',
    clock,
    logger: pino({ level: 'silent' }),
    quiet: () => true,
    onRun: (run) => void runs.push({ ...run, atMs: clock.now() }),
    ...more,
  });
  await clock.advanceTo(at(end));
  await archivist.close();
  return runs;
};

describe('the archivist', () => {
  it('runs once a night, between three and four and ten minutes', () =>
    inFolder(async (folder) => {
      const runs = await runsUntil(folder, '2026-11-24T02:00', '2026-11-27T02:00');
      // The first is the one that was due last night, while the hub was down.
      expect(runs).toHaveLength(4);
      for (const [index, run] of runs.slice(1).entries()) {
        const night = at(`2026-11-${24 + index}T03:00`);
        expect(run.atMs).toBeGreaterThanOrEqual(night);
        expect(run.atMs).toBeLessThanOrEqual(night + 70 * minuteMs);
      }
    }));

  it('waits while a site is open, though not for ever', () =>
    inFolder(async (folder) => {
      let open = true;
      const waiting = await runsUntil(folder, '2026-11-24T08:00', '2026-11-24T17:00', { quiet: () => !open });
      expect(waiting).toHaveLength(0);
      const always = await runsUntil(folder, '2026-11-24T08:00', '2026-11-25T02:00', { quiet: () => !open });
      expect(always).toHaveLength(1);
      open = false;
      const evening = await runsUntil(folder, '2026-11-24T08:00', '2026-11-24T09:00', { quiet: () => !open });
      expect(evening[0]?.atMs).toBe(at('2026-11-24T08:10'));
    }));

  it('never runs when the settings say null', () =>
    inFolder(async (folder) => {
      expect(await runsUntil(folder, '2026-11-24T02:00', '2026-11-26T02:00', { afterDays: null })).toEqual(
        [],
      );
    }));

  it('begins at another minute on another hub', () => {
    const minutes = ['hub', 'hub-1', 'hub-2', 'hub-3'].map((name) => lastNight(name, at('2026-11-24T12:00')));
    expect(new Set(minutes).size).toBeGreaterThan(2);
    for (const atMs of minutes) {
      expect(atMs).toBeGreaterThanOrEqual(at('2026-11-24T03:00'));
      expect(atMs).toBeLessThan(at('2026-11-24T04:00'));
    }
    expect(lastNight('hub', at('2026-11-24T02:59'))).toBeLessThan(at('2026-11-23T04:00'));
  });

  it('counts a store that is away as a failure, and tries again the next night', () =>
    inFolder(async (folder) => {
      const log = openSqliteLog(':memory:');
      await keepQuietDay(log, '2026-09-01');
      let away = true;
      const faulty: EventLog = {
        ...log,
        streams: async (prefix) => {
          if (away) throw new LogUnavailable('away');
          return log.streams(prefix);
        },
      };
      const first = await runsUntil(folder, '2026-11-24T04:00', '2026-11-24T06:00', { log: faulty });
      expect(first).toMatchObject([{ archived: 0, failed: 1 }]);
      away = false;
      const clock = manualClock(at('2026-11-24T04:00'));
      const runs: ArchiveRun[] = [];
      const archivist = startArchivist({
        log,
        disk: createDisk(),
        folder,
        afterDays: 30,
        hubName: 'hub',
        junban: 'test',
        clock,
        logger: pino({ level: 'silent' }),
        quiet: () => true,
        onRun: (run) => void runs.push(run),
      });
      await clock.advanceTo(at('2026-11-24T04:10'));
      await waitFor(() => expect(runs).toEqual([{ archived: 1, failed: 0, left: 0 }]));
      await archivist.close();
      expect(await log.streams('day:')).toEqual([]);
    }));
});

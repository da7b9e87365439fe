// A hub that was away: days that should have ended meanwhile, and a restart at any moment that continues exactly.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { BusinessDate } from '../../protocol/ids.ts';
import { faultyLog } from '../../test/support/faulty-log.ts';
import {
  agent,
  at,
  atBooth,
  leasedTicket,
  officeId,
  officeSites,
  openBooth,
  openOffice,
  dayPhases as phases,
} from '../../test/support/office.ts';
import type { EventLog } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';

describe('a hub that was away', () => {
  it('at closing: ends the day at its next start, and what waited is cancelled, not lost', async () => {
    const log = openSqliteLog(':memory:');
    const before = await openOffice('2026-11-24T10:00', { log });
    await before.issue();
    await before.hub.close();
    const after = await openOffice('2026-11-27T08:00', { log });
    expect(await phases(log, '2026-11-24')).toEqual(['dayOpened', 'dayEnded']);
    const events = await after.site.events('2026-11-24' as BusinessDate, 0, 100);
    expect(events.map((stored) => stored.event)).toContainEqual({
      type: 'ticketCancelled',
      ticket: 'A001',
      reason: 'dayEnded',
      note: '',
    });
    await after.hub.close();
    const again = await openOffice('2026-11-27T08:10', { log });
    expect(await phases(log, '2026-11-24')).toHaveLength(2);
    await again.hub.close();
  });

  it('at closing, but back on the same evening: ends the day at once', async () => {
    const log = openSqliteLog(':memory:');
    const before = await openOffice('2026-11-24T10:00', { log });
    await before.hub.close();
    const after = await openOffice('2026-11-24T20:00', { log });
    expect(after.site.snapshot().state.phase).toBe('ended');
    await after.hub.close();
  });

  it('only from the disk, over closing and midnight: ends the day when it can be written again', async () => {
    const disk = openSqliteLog(':memory:');
    let full = false;
    const log = faultyLog(disk, () => (full ? 'before' : 'none'));
    const office = await openOffice('2026-11-24T10:00', { log });
    await office.issue();
    full = true;
    office.clock.jumpTo(at('2026-11-24T23:59'));
    await office.clock.advanceTo(at('2026-11-25T08:00'));
    expect(office.site.snapshot().state.date).toBe('2026-11-25');
    expect(await phases(disk, '2026-11-24')).toEqual(['dayOpened']);
    full = false;
    await office.clock.advanceTo(at('2026-11-25T09:00'));
    expect(await phases(disk, '2026-11-24')).toEqual(['dayOpened', 'dayEnded']);
    expect(await phases(disk, '2026-11-25')).toEqual(['dayOpened']);
    await office.hub.close();
  });

  it('only from the disk, at its start too: ends an earlier day when it can be written again', async () => {
    const disk = openSqliteLog(':memory:');
    const before = await openOffice('2026-11-24T10:00', { log: disk });
    await before.hub.close();
    let full = true;
    const log = faultyLog(disk, () => (full ? 'before' : 'none'));
    const after = await openOffice('2026-11-25T08:00', { log });
    full = false;
    await after.clock.advanceTo(at('2026-11-25T08:01'));
    expect(await phases(disk, '2026-11-24')).toEqual(['dayOpened', 'dayEnded']);
    await after.hub.close();
  });

  it('reads days from a store that takes its time, and tells nobody before it is ready', async () => {
    const disk = openSqliteLog(':memory:');
    const before = await openOffice('2026-11-24T10:00', { log: disk });
    await before.issue();
    await before.hub.close();
    const errors: unknown[] = [];
    const write = (line: string) => void errors.push(JSON.parse(line));
    const log: EventLog = {
      ...disk,
      read: async (...place) => {
        for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return disk.read(...place);
      },
    };
    const logger = pino({ level: 'error', base: null }, { write });
    const after = await openOffice('2026-11-24T11:00', { log, logger });
    await after.clock.advanceTo(at('2026-11-24T11:01'));
    expect(errors).toEqual([]);
    await after.hub.close();
  });

  it('at opening: opens the day when it starts between opening and end', async () => {
    const office = await openOffice('2026-11-24T12:30');
    expect(office.site.snapshot().state.phase).toBe('open');
    await office.hub.close();
  });

  it('all day: leaves the day planned, and takes the leased tickets of that day for the record', async () => {
    const log = openSqliteLog(':memory:');
    const before = await openOffice('2026-11-20T16:00', { log });
    const lease = { type: 'leaseNumbers', procedure: 'card-issue', count: 3 } as never;
    const leased = await before.take(lease, { date: '2026-11-24', actor: agent });
    expect(leased).toMatchObject({ ok: true });
    const numbers = leased.ok ? (leased.numbers ?? []) : [];
    expect(numbers).toHaveLength(3);
    expect(before.site.snapshot().nextState?.leases.size).toBe(3);
    await before.hub.close();

    const after = await openOffice('2026-11-26T10:00', { log });
    const record = (index: number) =>
      after.take(leasedTicket(numbers[index], '2026-11-24T09:10'), {
        id: `late-record-${index}`,
        date: '2026-11-24',
        actor: agent,
      });
    expect(await record(0)).toMatchObject({ ok: true, ticket: numbers[0] });
    expect(await record(1)).toMatchObject({ ok: true, ticket: numbers[1] });
    expect(await record(0)).toMatchObject({ ok: true, ticket: numbers[0] });
    expect(await log.version(`day:${officeId}:2026-11-24`)).toBe(5);
    await after.hub.close();
  });
});

describe('a restart', () => {
  it('at any moment continues exactly: the state is equal, and a lost answer is given again', async () => {
    const log = openSqliteLog(':memory:');
    let office = await openOffice('2026-11-24T08:55', { log });
    const steps: (() => Promise<unknown>)[] = [
      () => office.issue('issue-01'),
      () => office.issue('issue-02'),
      () => office.take(openBooth(1), { id: 'open-b-1' }),
      () => office.take(atBooth('callNext', 1), { id: 'call-001' }),
      () => office.take(atBooth('recall', 1), { id: 'recall-1' }),
      () => office.take(atBooth('markAbsent', 1), { id: 'absent-1' }),
      () => office.take(atBooth('callNext', 1), { id: 'call-002' }),
      () => office.take(atBooth('startServing', 1), { id: 'start-01' }),
      () => office.take({ type: 'returnTicket', ticket: 'A001' } as never, { id: 'return-1' }),
      () => office.take(atBooth('finishAndNext', 1), { id: 'finish-1' }),
    ];
    for (const step of steps) {
      const answer = await step();
      expect(answer).toMatchObject({ ok: true });
      const before = office.site.snapshot().state;
      const { clock } = office;
      await office.hub.close();
      await clock.advanceTo(clock.now() + 30_000);
      office = await openOffice(clock, { log });
      expect(office.site.snapshot().state).toEqual(before);
      expect(await step()).toEqual(answer);
      expect(office.site.snapshot().state).toEqual(before);
    }
    await office.hub.close();
  });

  it('takes up a calendar that was changed meanwhile', async () => {
    const log = openSqliteLog(':memory:');
    const hours = (to: string) =>
      officeSites((site) => {
        site.calendar = { weekly: { tue: [{ from: '09:00', to }] } };
      });
    const { clock, ...before } = await openOffice('2026-11-24T10:00', { log, sites: hours('17:00') });
    await before.hub.close();
    for (const to of ['19:00', '17:00', '19:00', '15:00']) {
      const office = await openOffice(clock, { log, sites: hours(to) });
      expect(office.site.snapshot().plan?.openings).toMatchObject([{ toMs: at(`2026-11-24T${to}`) }]);
      await office.hub.close();
    }
    const office = await openOffice(clock, { log, sites: hours('15:00') });
    await clock.advanceTo(at('2026-11-24T15:30'));
    expect(office.site.snapshot().state.phase).toBe('ended');
    await office.hub.close();
  });
});

// The site alive on a clock held by hand: days open, end and roll over; restarts continue; late and early commands.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { BusinessDate } from '../../protocol/ids.ts';
import { faultyLog } from '../../test/support/faulty-log.ts';
import { agent, at, officeId, officeSites, openOffice } from '../../test/support/office.ts';
import { waitFor } from '../../test/support/patience.ts';
import type { DayState } from '../day/state.ts';
import type { EventLog } from '../log/contract.ts';

import { openSqliteLog } from '../log/sqlite-log.ts';
import { noForecast } from './estimator.ts';

const phases = async (log: ReturnType<typeof openSqliteLog>, date: string) =>
  (await log.read(`day:${officeId}:${date}`, 0))
    .map((entry) => entry.event.type)
    .filter((type) => type.startsWith('day'));

const openBooth = (booth: number) => ({ type: 'openBooth', booth, staff: 'mori' }) as never;
const atBooth = (type: string, booth: number) => ({ type, booth }) as never;
const code = (answer: { ok: boolean }) =>
  'refusal' in answer ? (answer.refusal as { code: string }).code : 'ok';

describe('a week of virtual time', () => {
  it('opens each business day, ends it by itself, and starts the next one fresh', async () => {
    const log = openSqliteLog(':memory:');
    const office = await openOffice('2026-11-20T18:00', { log });
    // Friday evening; Monday 23 is a holiday.
    for (const [date, open] of [
      ['2026-11-21', false],
      ['2026-11-22', false],
      ['2026-11-23', false],
      ['2026-11-24', true],
      ['2026-11-25', true],
      ['2026-11-26', true],
      ['2026-11-27', true],
      ['2026-11-28', false],
    ] as const) {
      await office.clock.advanceTo(at(`${date}T08:49`));
      expect(office.site.snapshot().state).toMatchObject({ date, phase: 'planned', version: 0 });
      expect(code(await office.issue())).toBe('dayNotOpen');
      await office.clock.advanceTo(at(`${date}T10:00`));
      const answer = await office.issue();
      expect(answer).toMatchObject(open ? { ok: true, ticket: 'A001' } : { ok: false });
      await office.clock.advanceTo(at(`${date}T17:29`));
      expect(office.site.snapshot().state.phase).toBe(open ? 'open' : 'planned');
      await office.clock.advanceTo(at(`${date}T17:30`));
      expect(office.site.snapshot().state.phase).toBe(open ? 'ended' : 'planned');
      expect(await phases(log, date)).toEqual(open ? ['dayOpened', 'dayEnded'] : []);
      if (open) expect(code(await office.issue())).toBe('dayEnded');
    }
    await office.hub.close();
  });

  it('tells the next opening and the next business day', async () => {
    const office = await openOffice('2026-11-20T10:00');
    expect(office.site.snapshot()).toMatchObject({
      nextOpeningMs: at('2026-11-20T13:00'),
      nextDate: '2026-11-24',
      nextState: null,
    });
    await office.clock.advanceTo(at('2026-11-20T13:00'));
    expect(office.site.snapshot().nextOpeningMs).toBe(at('2026-11-24T09:00'));
    await office.clock.advanceTo(at('2026-11-24T00:00'));
    expect(office.site.snapshot().state.date).toBe('2026-11-24');
    expect(office.site.snapshot()).toMatchObject({
      nextOpeningMs: at('2026-11-24T09:00'),
      nextDate: '2026-11-25',
      plan: { intakeFromMs: at('2026-11-24T08:50') },
    });
    await office.hub.close();
  });

  it('keeps a day that runs over midnight until it has ended', async () => {
    const late = [{ from: '18:00', to: '24:00' }];
    const sites = officeSites((site) => {
      site.calendar = { weekly: { tue: late, wed: late } };
    });
    const office = await openOffice('2026-11-24T23:50', { sites });
    await office.issue();
    await office.clock.advanceTo(at('2026-11-25T00:29'));
    expect(office.site.snapshot().state).toMatchObject({ date: '2026-11-24', phase: 'open' });
    await office.clock.advanceTo(at('2026-11-25T00:30'));
    expect(office.site.snapshot().state).toMatchObject({ date: '2026-11-25', phase: 'planned' });
    expect(await phases(office.log as never, '2026-11-24')).toEqual(['dayOpened', 'dayEnded']);
    await office.hub.close();
  });
});

describe('a command that comes before the timer', () => {
  it('finds the day open, or ended, as the clock says', async () => {
    const office = await openOffice('2026-11-24T08:49');
    office.clock.jumpTo(at('2026-11-24T09:30'));
    expect(await office.issue()).toMatchObject({ ok: true, ticket: 'A001' });
    office.clock.jumpTo(at('2026-11-24T17:30'));
    expect(code(await office.issue())).toBe('dayEnded');
    office.clock.jumpTo(at('2026-11-25T09:30'));
    expect(await office.issue()).toMatchObject({ ok: true, ticket: 'A001', version: 2 });
    expect(office.site.snapshot().state.date).toBe('2026-11-25');
    await office.hub.close();
  });

  it('does not go back to yesterday when the clock does', async () => {
    const office = await openOffice('2026-11-25T09:30');
    office.clock.jumpTo(at('2026-11-24T09:30'));
    await office.issue();
    expect(office.site.snapshot().state.date).toBe('2026-11-25');
    await office.hub.close();
  });
});

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
      after.take(
        {
          type: 'recordTicket',
          procedure: 'card-issue',
          source: 'button',
          marks: [],
          language: 'ja',
          partySize: 1,
          note: '',
          slotAtMs: null,
          how: 'leased',
          number: numbers[index],
          issuedAtMs: at('2026-11-24T09:10'),
        } as never,
        { id: `late-record-${index}`, date: '2026-11-24', actor: agent },
      );
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

describe('many at once', () => {
  it('gives 80 consoles that press Next together 80 different tickets', async () => {
    const office = await openOffice('2026-11-24T09:00');
    for (let index = 0; index < 100; index += 1) await office.issue();
    for (let booth = 1; booth <= 80; booth += 1) await office.take(openBooth(booth));
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, index) => office.take(atBooth('callNext', index + 1))),
    );
    const tickets = answers.map((answer) => (answer.ok ? answer.ticket : answer.refusal.code));
    expect(new Set(tickets).size).toBe(80);
    expect([...tickets].sort()).toEqual(
      Array.from({ length: 80 }, (_, n) => `A${String(n + 1).padStart(3, '0')}`),
    );
    await office.hub.close();
  });

  it('gives one ticket for a command that arrives many times at once', async () => {
    const office = await openOffice('2026-11-24T09:00');
    const answers = await Promise.all(Array.from({ length: 50 }, () => office.issue('same-press')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(office.site.snapshot().state.tickets.size).toBe(1);
    await office.hub.close();
  });

  it('refuses what does not fit in the line any more, and does the rest', async () => {
    const office = await openOffice('2026-11-24T09:00');
    const answers = await Promise.all(Array.from({ length: 1_100 }, () => office.take(openBooth(1))));
    expect(answers.filter((answer) => code(answer) === 'hubBusy')).toHaveLength(100);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    await office.hub.close();
  });

  it('runs several hubs on one log: each day opens once, each ticket is called once', async () => {
    const log = openSqliteLog(':memory:');
    const clock = (await openOffice('2026-11-24T08:00')).clock;
    const hubs = await Promise.all([1, 2, 3].map(() => openOffice(clock, { log })));
    await clock.advanceTo(at('2026-11-24T09:00'));
    const [first] = hubs;
    if (first === undefined) throw new Error('no hub');
    for (let index = 0; index < 60; index += 1) await first.issue();
    for (let booth = 1; booth <= 30; booth += 1) await first.take(openBooth(booth));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        hubs[index % 3]?.take(atBooth('callNext', index + 1), { id: `call-by-${index}` }),
      ),
    );
    const tickets = answers.map((answer) => (answer?.ok ? answer.ticket : 'none'));
    expect(new Set(tickets).size).toBe(30);
    await clock.advanceTo(at('2026-11-24T17:30'));
    expect(await phases(log, '2026-11-24')).toEqual(['dayOpened', 'dayEnded']);
    const states = hubs.map((hub) => hub.site.snapshot().state);
    await waitFor(() =>
      expect(hubs.map((hub) => hub.site.snapshot().state.phase)).toEqual(['ended', 'ended', 'ended']),
    );
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
    await Promise.all(hubs.map((hub) => hub.hub.close()));
  });
});

describe('dates that a command may name', () => {
  it.each([
    ['2026-11-25', 'openBooth', 'dateNotAllowed'],
    ['2026-11-24', 'openBooth', 'ok'],
    ['2026-11-25', 'leaseNumbers', 'ok'],
    ['2026-11-26', 'leaseNumbers', 'dateNotAllowed'],
    ['2026-11-20', 'leaseNumbers', 'dateNotAllowed'],
    ['2026-11-17', 'recordTicket', 'timeNotInDay'],
    ['2026-11-16', 'recordTicket', 'dateNotAllowed'],
    ['2026-11-26', 'recordTicket', 'dateNotAllowed'],
  ])('%s %s: %s', async (date, type, expected) => {
    const office = await openOffice('2026-11-24T10:00');
    const record = { number: 'A500', issuedAtMs: at('2026-11-19T10:00'), how: 'leased', slotAtMs: null };
    const fields = { booth: 1, staff: 'mori', procedure: 'card-issue', count: 2, marks: [], ...record };
    expect(code(await office.take({ type, ...fields } as never, { date, actor: agent }))).toBe(expected);
    await office.hub.close();
  });

  it('keeps the ids of the clock’s own commands for the clock', async () => {
    const office = await openOffice('2026-11-24T10:00');
    expect(code(await office.issue('open:2026-11-25'))).toBe('malformed');
    await office.hub.close();
  });
});

describe('listeners', () => {
  it('hear once of what changes together, at once and after it is on disk', async () => {
    const office = await openOffice('2026-11-24T10:00');
    await new Promise((resolve) => setImmediate(resolve));
    const heard: number[] = [];
    const stop = office.site.onChange(() => heard.push(office.site.snapshot().state.version));
    office.site.onChange(() => {
      throw new Error('a broken screen');
    });
    await Promise.all([office.issue(), office.issue(), office.issue()]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual([4]);
    stop();
    await office.issue();
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual([4]);
    await office.hub.close();
  });

  it('get estimates soon after a change, seldom, and only when they differ', async () => {
    let runs = 0;
    const run = async (state: DayState) => {
      runs += 1;
      const minutes = state.live.length;
      const wait = { p20: minutes, p50: minutes, p80: minutes, mean: minutes, calledShare: 1 };
      return { ...noForecast, procedures: new Map([['card-issue', wait]]) };
    };
    const forecaster = () => ({ lookAt: () => {}, run, close: () => {} });
    const office = await openOffice('2026-11-24T10:00', { forecaster });
    await office.clock.advanceTo(at('2026-11-24T10:00:05'));
    runs = 0;
    await office.issue();
    await waitFor(() => expect(office.site.snapshot().estimates.procedures.get('card-issue')?.p50).toBe(1));
    for (let index = 0; index < 20; index += 1) await office.issue();
    await office.clock.advanceTo(at('2026-11-24T10:00:06'));
    expect(office.site.snapshot().estimates.procedures.get('card-issue')?.p50).toBe(21);
    expect(runs).toBe(2);
    await office.clock.advanceTo(at('2026-11-24T10:02:06'));
    expect(runs).toBe(6);
    await office.hub.close();
  });
});

describe('closing', () => {
  it('answers those in line, and refuses who comes later', async () => {
    const office = await openOffice('2026-11-24T10:00');
    const answers = [office.issue(), office.issue(), office.issue()];
    await new Promise((resolve) => setImmediate(resolve));
    await office.hub.close();
    expect((await Promise.all(answers)).every((answer) => answer.ok)).toBe(true);
    expect(code(await office.issue())).toBe('hubStopping');
  });
});

// The site alive on a clock held by hand: days open, end and roll over; late and early commands; many at once.
import { describe, expect, it } from 'vitest';
import {
  agent,
  at,
  atBooth,
  officeSites,
  openBooth,
  openOffice,
  dayPhases as phases,
} from '../../test/support/office.ts';
import { waitFor } from '../../test/support/patience.ts';
import type { DayState } from '../day/state.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { noForecast } from './estimator.ts';

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
    expect(await phases(office.log, '2026-11-24')).toEqual(['dayOpened', 'dayEnded']);
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

  it('does not go back to yesterday when the clock is put back by seconds at midnight', async () => {
    const office = await openOffice('2026-11-25T00:00:20');
    office.clock.jumpTo(at('2026-11-24T23:59:30'));
    await office.issue();
    expect(office.site.snapshot().state.date).toBe('2026-11-25');
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

// Plans in instants: what a business day's edges are, that days never overlap, and that the host's zone does not matter.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDateAt, dayPlan, nextBusinessDay, nextOpening } from './day-plan.ts';
import { dateOf, datesBetween, japan, siteWith, weekly } from './test-support.ts';

const week = 'mon tue wed thu fri sat sun';

describe('the plan of a day', () => {
  const office = siteWith(
    {
      weekly: {
        mon: [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '17:00' },
        ],
      },
    },
    { earlyIntakeMinutes: 15, overrunMinutes: 45 },
  );

  it('begins with early intake and ends with the overrun', () => {
    expect(dayPlan(office, dateOf('2026-11-30'))).toEqual({
      openings: [
        { fromMs: japan('2026-11-30T09:00'), toMs: japan('2026-11-30T12:00'), procedures: null },
        { fromMs: japan('2026-11-30T13:00'), toMs: japan('2026-11-30T17:00'), procedures: null },
      ],
      intakeFromMs: japan('2026-11-30T08:45'),
      endsAtMs: japan('2026-11-30T17:45'),
    });
  });

  it('is null on a closed day', () => {
    expect(dayPlan(office, dateOf('2026-11-29'))).toBeNull();
    expect(dayPlan(office, dateOf('2026-11-23'))).toBeNull();
  });

  it('ends a day that is open round the clock at midnight, where the next begins', () => {
    const always = siteWith(
      { weekly: weekly(week, '00:00', '24:00'), holidays: 'asWeekday' },
      { overrunMinutes: 480, earlyIntakeMinutes: 240 },
    );
    const plan = dayPlan(always, dateOf('2028-02-29'));
    expect(plan?.intakeFromMs).toBe(japan('2028-02-29T00:00'));
    expect(plan?.endsAtMs).toBe(japan('2028-03-01T00:00'));
    expect(dayPlan(always, dateOf('2028-03-01'))?.intakeFromMs).toBe(plan?.endsAtMs);
  });

  it('lets a late closing overrun past midnight when nobody comes early', () => {
    const late = siteWith({ weekly: weekly(week, '20:00', '24:00') }, { overrunMinutes: 90 });
    expect(dayPlan(late, dateOf('2026-12-01'))?.endsAtMs).toBe(japan('2026-12-02T01:30'));
  });

  it('never overlaps the next day, whatever the hours and rules', () => {
    const quarter = fc.integer({ min: 0, max: 95 });
    fc.assert(
      fc.property(
        quarter,
        fc.integer({ min: 1, max: 96 }),
        fc.integer({ min: 0, max: 240 }),
        fc.integer({ min: 0, max: 480 }),
        (from, length, earlyIntakeMinutes, overrunMinutes) => {
          const clock = (quarters: number) =>
            `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
          const site = siteWith(
            { weekly: weekly(week, clock(from), clock(Math.min(96, from + length))), holidays: 'asWeekday' },
            { earlyIntakeMinutes, overrunMinutes },
          );
          const plans = datesBetween('2027-12-30', '2028-01-02').map((date) => dayPlan(site, date));
          plans.forEach((plan, index) => {
            if (plan === null) throw new Error('open every day');
            const [first, last] = [plan.openings[0], plan.openings.at(-1)];
            expect(plan.intakeFromMs).toBeLessThanOrEqual(first?.fromMs ?? Number.NaN);
            expect(plan.endsAtMs).toBeGreaterThanOrEqual(last?.toMs ?? Number.NaN);
            const next = plans[index + 1];
            if (next) expect(plan.endsAtMs).toBeLessThanOrEqual(next.intakeFromMs);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the next opening', () => {
  const office = siteWith({
    weekly: {
      ...weekly('mon tue wed thu', '09:00', '17:00'),
      fri: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
    },
    closedYearly: [{ from: '12-29', to: '01-03' }],
  });

  it.each([
    ['2026-11-27T08:59', '2026-11-27T09:00'],
    ['2026-11-27T09:00', '2026-11-27T13:00'],
    ['2026-11-27T12:30', '2026-11-27T13:00'],
    ['2026-11-27T17:00', '2026-11-30T09:00'],
    ['2026-12-28T17:00', '2027-01-04T09:00'],
  ])('after %s is %s', (after, opening) => {
    const next = nextOpening(office, japan(after));
    expect(next?.atMs).toBe(japan(opening));
    expect(next?.date).toBe(opening.slice(0, 10));
    expect(next?.plan).toEqual(dayPlan(office, dateOf(opening.slice(0, 10))));
  });

  it('skips the rest of today when the next business day is asked for', () => {
    expect(nextBusinessDay(office, dateOf('2026-11-27'))?.date).toBe('2026-11-30');
    expect(nextBusinessDay(office, dateOf('2026-11-29'))?.date).toBe('2026-11-30');
  });

  it('is null at a site that is closed for good, and found at one that opens within a year', () => {
    expect(
      nextOpening(
        siteWith({ weekly: weekly(week, '09:00', '17:00'), until: '2026-03-31' }),
        japan('2026-04-01T00:00'),
      ),
    ).toBeNull();
    const later = siteWith({ weekly: weekly(week, '09:00', '17:00'), since: '2027-04-01' });
    expect(nextOpening(later, japan('2026-04-01T00:00'))?.date).toBe('2027-04-01');
  });
});

describe('the zone', () => {
  it('of a business date is Japan, at both sides of its midnight', () => {
    expect(businessDateAt(Date.parse('2026-11-24T14:59:59.999Z'))).toBe('2026-11-24');
    expect(businessDateAt(Date.parse('2026-11-24T15:00:00.000Z'))).toBe('2026-11-25');
  });

  it.each(['America/New_York', 'Pacific/Kiritimati', 'UTC'])('of a host in %s changes nothing', (TZ) => {
    // New York changes its clocks on 1 November 2026: a calendar that leaned on the host would slip there.
    const script = `
      const { siteWith, weekly } = await import('./test-support.ts');
      const { dayPlan, nextOpening, businessDateAt } = await import('./day-plan.ts');
      const site = siteWith({ weekly: weekly('mon tue wed thu fri sat sun', '00:00', '24:00'), closedDays: [{ rule: { weekday: 'sat', nth: [3], daysAfter: 1 } }] });
      const dates = ['2026-10-18', '2026-10-31', '2026-11-01', '2026-11-02', '2027-03-14', '2028-02-29'];
      const midnight = Date.parse('2026-11-01T00:00:00+09:00');
      console.log(JSON.stringify([new Date(midnight).getHours(), ...dates.map((date) => dayPlan(site, date)), nextOpening(site, midnight), businessDateAt(midnight)]));
    `;
    const run = (zone: string): unknown[] =>
      JSON.parse(
        execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
          cwd: join(import.meta.dirname),
          env: { ...process.env, TZ: zone },
          encoding: 'utf8',
        }),
      );
    const [hourHere, ...here] = run(TZ);
    const [hourInTokyo, ...inTokyo] = run('Asia/Tokyo');
    expect(hourHere).not.toBe(hourInTokyo);
    expect(here).toEqual(inTokyo);
    expect(here[0]).toBeNull();
    expect(here.at(-1)).toBe('2026-11-01');
  });
});

// What if: the same luck before and after, so that a difference is the change's own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learn } from '../learning/learn.ts';
import {
  assumptions,
  booth,
  busy,
  line,
  minuteMs,
  nowMs,
  pastDay,
  queue,
  ticket,
  unlearned,
} from '../test-support.ts';
import { whatIf } from './what-if.ts';

const both = ['renewal', 'issue'];
const models = unlearned({ renewal: 10, issue: 20 });
const serves = (...ids: readonly string[]) => ids.map((procedure) => ({ procedure, delayMinutes: 0 }));
const closed = (number: number) => booth(number, ['renewal'], { state: 'closed', freeSinceMs: null });

const anyOffice = fc
  .record({
    open: fc.integer({ min: 1, max: 4 }),
    renewals: fc.integer({ min: 0, max: 15 }),
    issues: fc.integer({ min: 0, max: 10 }),
    into: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ open, renewals, issues, into }) =>
    queue(
      both,
      [
        ...Array.from({ length: open }, (_, i) => booth(i + 1, both, busy('renewal', into[i] ?? 0))),
        booth(7, both, { state: 'closed', freeSinceMs: null }),
      ],
      [
        ...line(renewals, 'renewal'),
        ...Array.from({ length: issues }, (_, i) => ticket(50 + i, 'issue', issues - i)),
      ],
    ),
  );

describe('what if', () => {
  it('nothing changes, nothing changes', () => {
    fc.assert(
      fc.property(anyOffice, (now) => {
        const { before, after } = whatIf(now, models, []);
        expect(after).toEqual(before);
        const { after: same } = whatIf(now, models, [{ kind: 'resumeBooth', booth: 1 }]);
        expect(same).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });

  it('a booth opens for all there is, the waits together never grow', () => {
    fc.assert(
      fc.property(anyOffice, (now) => {
        const opening = {
          kind: 'openBooth',
          booth: 7,
          procedures: serves(...both),
          fromMs: nowMs,
          toMs: null,
        } as const;
        const { before, after } = whatIf(now, models, [opening]);
        expect(after.summedWaitMinutes).toBeLessThanOrEqual(before.summedWaitMinutes + 1e-6);
        expect(after.waitingAtClosing.mean).toBeLessThanOrEqual(before.waitingAtClosing.mean);
        // Booths that serve the same: with the same luck nobody at all waits longer.
        for (const [id, wait] of after.tickets) {
          expect(wait.p50).toBeLessThanOrEqual((before.tickets.get(id)?.p50 ?? 0) + 1e-4);
          expect(wait.p80).toBeLessThanOrEqual((before.tickets.get(id)?.p80 ?? 0) + 1e-4);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('its one booth opens a minute later, each waits a minute longer: the luck is the visitor’s, not the hour’s', () => {
    const now = queue(both, [closed(1)], line(8, 'renewal'));
    const from = (minutes: number) =>
      whatIf(now, models, [
        {
          kind: 'openBooth',
          booth: 1,
          procedures: serves('renewal'),
          fromMs: nowMs + minutes * minuteMs,
          toMs: null,
        },
      ]).after.tickets;
    const [sooner, later] = [from(4), from(5)];
    for (const [id, wait] of sooner) {
      expect(Math.abs((later.get(id)?.p50 ?? 0) - wait.p50 - 1)).toBeLessThan(0.05);
      expect(Math.abs((later.get(id)?.p80 ?? 0) - wait.p80 - 1)).toBeLessThan(0.05);
    }
  });

  it('a booth opens for renewals only, renewals gain and issues do not lose', () => {
    const now = queue(
      both,
      [booth(1, both), booth(2, both), closed(7)],
      [...line(12, 'renewal'), ...Array.from({ length: 6 }, (_, i) => ticket(40 + i, 'issue', i))],
    );
    const opening = {
      kind: 'openBooth',
      booth: 7,
      procedures: serves('renewal'),
      fromMs: nowMs,
      toMs: null,
    } as const;
    const { before, after } = whatIf(now, models, [opening]);
    const median = (of: typeof before, id: string) => of.procedures.get(id)?.p50 ?? Number.NaN;
    expect(median(after, 'renewal')).toBeLessThan(median(before, 'renewal') * 0.75);
    expect(median(after, 'issue')).toBeLessThan(median(before, 'issue'));
  });

  it('a booth closes or pauses, the others take its work', () => {
    const now = queue(both, [booth(1, both), booth(2, both)], line(8, 'renewal'));
    const sum = (changes: Parameters<typeof whatIf>[2]) =>
      whatIf(now, models, changes).after.summedWaitMinutes;
    const asIs = sum([]);
    expect(sum([{ kind: 'closeBooth', booth: 2, atMs: nowMs }])).toBeGreaterThan(asIs * 1.5);
    expect(sum([{ kind: 'closeBooth', booth: 2, atMs: nowMs + 30 * minuteMs }])).toBeGreaterThan(asIs);
    const pause = { kind: 'pauseBooth', booth: 2, fromMs: nowMs, untilMs: nowMs + 20 * minuteMs } as const;
    expect(sum([pause])).toBeGreaterThan(asIs);
    expect(sum([{ ...pause, fromMs: nowMs + 10 * minuteMs }])).toBeGreaterThan(asIs);
    expect(sum([{ kind: 'setProcedures', booth: 2, procedures: serves('issue') }])).toBeGreaterThan(asIs);
  });

  it('intake stops, fewer are left at closing; tickets that will not be reached are named', () => {
    const arrivals = Array.from({ length: 96 }, (_, i) => ({
      procedure: 'renewal',
      atMs: nowMs - 60 * minuteMs + i * 5 * minuteMs,
      slotMs: null,
      minutesOff: 0,
    }));
    const days = Array.from({ length: 10 }, (_, nth) => {
      const back = (60 - nth) * 24 * 60 * minuteMs;
      return pastDay(
        nth,
        'renewal',
        Array.from({ length: 40 }, () => 10),
        {
          arrivals: arrivals.map((one) => ({ ...one, atMs: one.atMs - back })),
        },
      );
    });
    const taught = learn(days, assumptions({ renewal: 10, issue: 20 }));
    const now = queue(both, [booth(1, both)], line(10, 'renewal'), {
      closesAtMs: nowMs + 60 * minuteMs,
      endsAtMs: nowMs + 90 * minuteMs,
    });
    const { before, after } = whatIf(now, taught, [
      { kind: 'stopIntake', procedures: both, atMs: nowMs + 10 * minuteMs },
    ]);
    expect(before.waitingAtClosing.p50).toBeGreaterThan(after.waitingAtClosing.p50 + 5);
    expect(before.waitingAtClosingByProcedure.get('issue')?.p50).toBe(0);
    expect(before.lateTickets).toContain('T10');
    expect(before.lateTickets).not.toContain('T2');
  });

  it('names a booth or procedure that is not there', () => {
    const now = queue(both, [booth(1, both)], []);
    expect(() => whatIf(now, models, [{ kind: 'resumeBooth', booth: 9 }])).toThrow('booth 9');
    expect(() => whatIf(now, models, [{ kind: 'stopIntake', procedures: ['moving'], atMs: nowMs }])).toThrow(
      'moving',
    );
  });
});

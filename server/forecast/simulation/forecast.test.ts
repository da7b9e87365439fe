// The queue run forward: the same order as staff, the same answer for the same queue, and what must hold of any wait.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Forecast, QueueNow } from '../contract.ts';
import { learn } from '../learning/learn.ts';
import {
  booth,
  busy,
  certain,
  line,
  minuteMs,
  nowMs,
  pastDay,
  queue,
  ticket,
  unlearned,
} from '../test-support.ts';
import { beginForecast, forecast } from './forecast.ts';

const models = unlearned({ renewal: 10, issue: 20 });
const sure = learn([], certain({ renewal: 10, issue: 20 }));
const both = ['renewal', 'issue'];
const p50 = (found: Forecast, id: string): number =>
  (found.tickets.get(id) ?? found.procedures.get(id))?.p50 ?? Number.NaN;
const wait = (now: QueueNow, id: string): number => p50(forecast(now, sure), id);

describe('the forecast', () => {
  it('is about the work ahead, shrinks with every booth and grows along the queue', () => {
    const waits = [1, 2, 4].map((n) =>
      wait(
        queue(
          both,
          Array.from({ length: n }, (_, i) => booth(i + 1, ['renewal'])),
          line(10, 'renewal'),
        ),
        'renewal',
      ),
    );
    expect(waits[0]).toBeGreaterThan(95);
    expect(waits[0]).toBeLessThan(110);
    expect(waits).toEqual([...waits].sort((a, b) => b - a));
    const found = forecast(
      queue(both, [booth(1, ['renewal']), booth(2, ['renewal'])], line(10, 'renewal')),
      models,
    );
    const along = Array.from({ length: 10 }, (_, i) => p50(found, `T${i + 1}`));
    expect(along).toEqual([...along].sort((a, b) => a - b));
  });

  it('lets a booth stay after its planned end while its people wait, as it was seen to, and go when they may', () => {
    const hours = (toMinutes: number, firm = false) => ({
      planned: [
        { fromMs: nowMs - 60 * minuteMs, toMs: nowMs + toMinutes * minuteMs, procedures: null, firm },
      ],
    });
    const stays = Array.from({ length: 20 }, (_, nth) => {
      const day = pastDay(nth, 'renewal', [10, 10, 10, 10, 10, 10]);
      return {
        ...day,
        sessions: [{ booth: 1, fromMs: day.opensAtMs, toMs: day.opensAtMs + 62 * minuteMs }],
        planned: [{ booth: 1, fromMs: day.opensAtMs, toMs: day.opensAtMs + 15 * minuteMs }],
      };
    });
    const known = learn(stays, certain({ renewal: 10 }));
    const now = (firm = false) =>
      queue(['renewal'], [booth(1, ['renewal'], hours(12, firm))], line(6, 'renewal'));
    expect(forecast(now(), known).tickets.get('T6')?.calledShare).toBeGreaterThan(0.7);
    expect(forecast(now(true), known).tickets.get('T6')?.calledShare).toBe(0);
  });

  it('passes over those who will have left, who take no time', () => {
    const days = Array.from({ length: 20 }, (_, nth) => {
      const day = pastDay(nth, 'renewal', [10, 10, 10, 10]);
      const left = Array.from({ length: 8 }, () => ({
        ...{ procedure: 'renewal', sinceMs: day.opensAtMs, leftAtMs: day.opensAtMs + 25 * minuteMs },
      }));
      return { ...day, left };
    });
    const now = queue(['renewal'], [booth(1, ['renewal'])], line(12, 'renewal'));
    const [with_, without] = [days, days.map((day) => ({ ...day, left: [] }))].map(
      (past) => forecast(now, learn(past, certain({ renewal: 10 }))).tickets.get('T12')?.p50 ?? 0,
    );
    expect(with_).toBeLessThan(0.6 * (without ?? 0));
    expect(without).toBeGreaterThan(100);
  });

  it('says the same of one ticket whether or not it is asked for alone', () => {
    const booths = [
      booth(1, ['renewal']),
      booth(2, ['issue', ['renewal', 5]], busy('issue', 4)),
      booth(3, ['move']),
    ];
    const now = queue(['renewal', 'issue', 'move'], booths, [
      ...line(8, 'renewal'),
      ...line(5, 'issue', 20),
      ...line(4, 'move', 30),
    ]);
    const all = unlearned({ renewal: 10, issue: 20, move: 15 });
    const whole = forecast(now, all);
    for (const id of ['T3', 'T8', 'T22', 'T33'])
      expect([...forecast(now, all, { only: id }).tickets]).toEqual([[id, whole.tickets.get(id)]]);
  });

  it('is next to nothing for a walk-in who finds an idle booth, and missing where none will serve', () => {
    const now = queue(both, [booth(1, ['renewal'])], []);
    expect(wait(now, 'renewal')).toBeLessThan(1);
    expect(forecast(now, sure).procedures.has('issue')).toBe(false);
  });

  it('says nothing of a procedure in outage, and does not let its tickets hold up others', () => {
    const now = queue(both, [booth(1, both)], [...line(5, 'issue'), ticket(9, 'renewal', 0)]);
    const frozen = {
      ...now,
      procedures: now.procedures.map((one) => ({ ...one, frozen: one.id === 'issue' })),
    };
    expect(wait(now, 'T9')).toBeGreaterThan(95);
    expect(wait(frozen, 'T9')).toBeLessThan(1);
    expect(forecast(frozen, sure).tickets.has('T1')).toBe(false);
    expect(forecast(frozen, sure).procedures.has('issue')).toBe(false);
  });

  it('lets a helping booth take its own work first, by its delay', () => {
    const waiting = [ticket(1, 'renewal', 5), ticket(2, 'issue', 1)];
    expect(wait(queue(both, [booth(1, ['issue', ['renewal', 10]])], waiting), 'T1')).toBeGreaterThan(15);
    expect(wait(queue(both, [booth(1, ['issue', ['renewal', 3]])], waiting), 'T1')).toBeLessThan(1);
  });

  it('keeps to a booth for its own, to a slot for the early, unless the booth would idle', () => {
    const two = [booth(1, ['renewal']), booth(2, ['renewal'], busy('issue', 1))];
    const kept = queue(both, two, [ticket(1, 'renewal', 9, { onlyBooth: 2 }), ticket(2, 'renewal', 1)]);
    expect(wait(kept, 'T2')).toBeLessThan(1);
    expect(wait(kept, 'T1')).toBeGreaterThan(12);
    const early = ticket(1, 'renewal', 9, { callableFromMs: nowMs + 15 * minuteMs });
    const alone = queue(both, [booth(1, ['renewal'])], [early]);
    expect(wait(alone, 'T1')).toBeLessThan(1);
    const others = queue(
      both,
      [booth(1, ['renewal'])],
      [early, ticket(2, 'renewal', 3), ticket(3, 'renewal', 2)],
    );
    expect(wait(others, 'T2')).toBeLessThan(1);
    expect(wait(others, 'T3')).toBeLessThan(12);
    expect(wait(others, 'T1')).toBeGreaterThan(17);
  });

  it('waits for nobody who is outside, not even when the booth idles, and gives the place back', () => {
    const outside = ticket(1, 'renewal', 9, { callableFromMs: nowMs + 15 * minuteMs, outside: true });
    const alone = queue(both, [booth(1, ['renewal'])], [outside]);
    expect(wait(alone, 'T1')).toBeGreaterThan(14.9);
    expect(wait(alone, 'T1')).toBeLessThan(17);
    const others = queue(both, [booth(1, ['renewal'])], [outside, ...line(6, 'renewal', 2)]);
    expect(wait(others, 'T2')).toBeLessThan(1);
    // First again when he is back: before the last of the others.
    expect(wait(others, 'T1')).toBeLessThan(wait(others, 'T7'));
  });

  it('knows pauses with their announced ends, and what is planned', () => {
    const paused = booth(1, ['renewal'], {
      state: 'paused',
      pausedUntilMs: nowMs + 30 * minuteMs,
      freeSinceMs: null,
    });
    expect(wait(queue(both, [paused], []), 'renewal')).toBeGreaterThan(27);
    expect(wait(queue(both, [paused], []), 'renewal')).toBeLessThan(33);
    const opens = booth(1, ['renewal'], {
      state: 'closed',
      freeSinceMs: null,
      planned: [{ fromMs: nowMs + 20 * minuteMs, toMs: nowMs + 300 * minuteMs, procedures: null }],
    });
    expect(wait(queue(both, [opens], line(1, 'renewal')), 'T1')).toBeCloseTo(20, 0);
    const lunch = booth(1, ['renewal'], {
      planned: [
        { fromMs: nowMs - 60 * minuteMs, toMs: nowMs + 5 * minuteMs, procedures: null },
        { fromMs: nowMs + 65 * minuteMs, toMs: nowMs + 300 * minuteMs, procedures: null },
      ],
    });
    expect(wait(queue(both, [lunch], line(3, 'renewal')), 'T2')).toBeGreaterThan(63);
  });

  it('counts nobody as called after the day has ended', () => {
    const ends = { closesAtMs: nowMs + 30 * minuteMs, endsAtMs: nowMs + 35 * minuteMs };
    const found = forecast(queue(both, [booth(1, ['renewal'])], line(10, 'renewal'), ends), sure);
    expect(found.tickets.get('T3')?.calledShare).toBeGreaterThan(0.85);
    expect(found.tickets.get('T10')?.calledShare ?? 0).toBeLessThan(0.05);
  });

  it('expects less of a visit the longer it has lasted, but never nothing', () => {
    const seenAt = (minutes: number) =>
      wait(queue(both, [booth(1, ['issue'], busy('issue', minutes))], []), 'issue');
    expect(seenAt(0)).toBeGreaterThan(seenAt(10));
    expect(seenAt(10)).toBeGreaterThan(seenAt(18));
    expect(seenAt(60)).toBeGreaterThan(1);
  });

  it('lets those who come back, and reservations at their hour, go before walk-ins of now', () => {
    const absent = Array.from({ length: 3 }, (_, i) => ({
      id: `A${i}`,
      procedure: 'renewal',
      dueMs: nowMs - 60 * minuteMs,
      sequence: i,
      absentSinceMs: nowMs - minuteMs,
    }));
    const now = queue(both, [booth(1, ['renewal'])], line(6, 'renewal', 10));
    const back = learn([], { ...certain({ renewal: 10, issue: 20 }), returnShare: 1 });
    expect(p50(forecast({ ...now, absent }, back), 'renewal')).toBeGreaterThan(wait(now, 'renewal') + 3);
    const reservations = [1, 2, 3].map((id) => ({
      id: `R${id}`,
      procedure: 'renewal',
      slotMs: nowMs + 5 * minuteMs,
      minutesOff: 0,
    }));
    const shows = learn([], { ...certain({ renewal: 10, issue: 20 }), noShowShare: 0 });
    expect(p50(forecast({ ...now, reservations }, shows), 'renewal')).toBeGreaterThan(
      wait(now, 'renewal') + 20,
    );
  });
});

describe('a reservation that checks in early', () => {
  it('is not called before its hour while others wait, however early it is due', () => {
    const waiting = line(3, 'renewal');
    const now = queue(both, [booth(1, ['renewal'])], waiting);
    const early = {
      ...now,
      procedures: now.procedures.map((one) => ({ ...one, reservationLeadMinutes: 90 })),
      reservations: [1, 2].map((id) => ({
        id: `R${id}`,
        procedure: 'renewal',
        slotMs: nowMs + 60 * minuteMs,
        minutesOff: 0,
      })),
    };
    const shows = learn([], {
      ...certain({ renewal: 10, issue: 20 }),
      noShowShare: 0,
      latenessMinutes: -58,
      latenessSpreadMinutes: 0.5,
    });
    const p = (of: QueueNow) => p50(forecast(of, shows), 'T3');
    expect(Math.abs(p(early) - p(now))).toBeLessThan(1);
  });
});

const anyQueue = fc
  .record({
    booths: fc.array(
      fc.record({
        serves: fc.constantFrom(['renewal'], ['issue'], ['renewal', 'issue']),
        delay: fc.constantFrom(0, 0, 10),
        minutes: fc.option(fc.integer({ min: 0, max: 40 })),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    waiting: fc.array(
      fc.record({ procedure: fc.constantFrom('renewal', 'issue'), ago: fc.integer({ min: 0, max: 90 }) }),
      { maxLength: 25 },
    ),
  })
  .map(({ booths, waiting }) =>
    queue(
      both,
      booths.map(({ serves, delay, minutes }, i) =>
        booth(
          i + 1,
          serves.map((one, nth) => (nth === 0 ? one : ([one, delay] as const))),
          minutes === null ? {} : busy(serves[0] ?? 'renewal', minutes),
        ),
      ),
      waiting.map(({ procedure, ago }, i) => ticket(i + 1, procedure, ago)),
    ),
  );

describe('any forecast', () => {
  it('is in order, finite and not negative, the same whenever it is asked and however it is cut', () => {
    fc.assert(
      fc.property(anyQueue, fc.integer({ min: 1, max: 500 }), (now, slice) => {
        const found = forecast(now, models);
        for (const one of [...found.tickets.values(), ...found.procedures.values()]) {
          expect(one.p20).toBeGreaterThanOrEqual(0);
          expect(one.p20).toBeLessThanOrEqual(one.p50);
          expect(one.p50).toBeLessThanOrEqual(one.p80);
          expect(one.p80).toBeLessThanOrEqual((now.endsAtMs - nowMs) / minuteMs);
        }
        const job = beginForecast(now, models);
        let cut = job.advance(slice);
        while (cut === null) cut = job.advance(slice);
        expect(cut).toEqual(found);
      }),
      { numRuns: 25 },
    );
  });

  it('has no room for the order of lists', () => {
    fc.assert(
      fc.property(anyQueue, (now) => {
        const turned = { ...now, waiting: now.waiting.toReversed(), booths: now.booths.toReversed() };
        const [found, again] = [forecast(now, models), forecast(turned, models)];
        const sorted = (waits: Forecast['tickets']) => [...waits].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(again.tickets)).toEqual(sorted(found.tickets));
        expect(sorted(again.procedures)).toEqual(sorted(found.procedures));
      }),
      { numRuns: 20 },
    );
  });

  it('is never shorter with one more ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5 }), (count, booths) => {
        const open = Array.from({ length: booths }, (_, i) => booth(i + 1, ['renewal']));
        const options = { minRuns: 256, maxRuns: 256 };
        const of = (n: number) =>
          p50(forecast(queue(both, open, line(n, 'renewal')), models, options), 'renewal');
        expect(of(count + 1)).toBeGreaterThanOrEqual(of(count));
      }),
      { numRuns: 30 },
    );
  });

  it('works no more at a time than it is told, but for one run', () => {
    const now = queue(both, [booth(1, both), booth(2, both)], line(40, 'renewal'));
    const job = beginForecast(now, models);
    let slices = 1;
    while (job.advance(1) === null) slices += 1;
    // One run or one ticket's sorting a slice.
    expect(slices).toBeGreaterThanOrEqual(128 + 42);
  });
});

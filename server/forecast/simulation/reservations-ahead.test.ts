// Those who have a place and are still to come weigh on every range: more of them never shorten a wait, no-shows weigh nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueNow, ReservationAhead } from '../contract.ts';
import { learn } from '../learning/learn.ts';
import { booth, busy, certain, line, minuteMs, nowMs, queue } from '../test-support.ts';
import { forecast } from './forecast.ts';
import { outlook } from './what-if.ts';

const modelsWith = (noShowShare: number) => learn([], { ...certain({ renewal: 10 }), noShowShare });
const ahead = (id: number, minutes: number, more: Partial<ReservationAhead> = {}): ReservationAhead => ({
  ...{ id: `R${id}`, procedure: 'renewal', slotMs: nowMs + minutes * minuteMs, minutesOff: 0 },
  ...more,
});
const now = (booths: number, waiting: number, reservations: readonly ReservationAhead[]): QueueNow => ({
  ...queue(
    ['renewal'],
    Array.from({ length: booths }, (_, i) => booth(i + 1, ['renewal'], busy('renewal', 3))),
    line(waiting, 'renewal'),
  ),
  reservations,
});
const waits = (at: QueueNow, models = modelsWith(0.1)) => {
  const { tickets, procedures } = forecast(at, models);
  return new Map([...tickets, ...procedures]);
};

describe('reservations still to come', () => {
  it('never shorten a wait, and a no-show weighs nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 8 }),
        fc.array(fc.integer({ min: -5, max: 120 }), { minLength: 1, maxLength: 8 }),
        (booths, waiting, slots) => {
          const all = slots.map((minutes, id) => ahead(id, minutes));
          const fewer = waits(now(booths, waiting, all.slice(1)));
          for (const [id, wait] of waits(now(booths, waiting, all)))
            for (const name of ['p20', 'p50', 'p80', 'mean'] as const)
              expect(wait[name]).toBeGreaterThanOrEqual((fewer.get(id)?.[name] ?? 0) - 1e-3);
          expect(waits(now(booths, waiting, all), modelsWith(1))).toEqual(waits(now(booths, waiting, [])));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('weigh by how likely they come, as procedure, hour, lead time and channel have taught', () => {
    const seen = (channel: 'web' | 'telephone', came: boolean) => ({
      ...{ procedure: 'renewal', channel, slotMs: nowMs, madeAtMs: nowMs - 10 * 60 * minuteMs },
      checkedInAtMs: came ? nowMs : null,
    });
    const reservations = Array.from({ length: 200 }, () => [
      seen('web', false),
      seen('telephone', true),
    ]).flat();
    const day = { date: '2026-11-20', opensAtMs: nowMs, closesAtMs: nowMs, untilMs: nowMs, visits: [] };
    const nothing = { arrivals: [], absences: [], holds: [], sessions: [], pauses: [], planned: [] };
    const models = learn([{ ...day, ...nothing, reservations }], certain({ renewal: 10 }));
    const of = (channel: 'web' | 'telephone') =>
      [1, 2, 3, 4].map((id) => ahead(id, 5, { channel, madeAtMs: nowMs - 10 * 60 * minuteMs }));
    const mean = (channel: 'web' | 'telephone') =>
      waits(now(1, 2, of(channel)), models).get('renewal')?.mean ?? 0;
    expect(mean('telephone') - mean('web')).toBeGreaterThan(20);
  });

  it('who come after all that wait now are no work of a refresh, but part of the whole day', () => {
    const later = Array.from({ length: 200 }, (_, id) => ahead(id, 60 + id));
    expect(waits(now(2, 5, later))).toEqual(waits(now(2, 5, [])));
    const left = (reservations: readonly ReservationAhead[]) =>
      outlook(now(1, 5, reservations), modelsWith(0)).waitingAtClosing.mean;
    expect(left(later)).toBeGreaterThan(left([]) + 100);
  });
});

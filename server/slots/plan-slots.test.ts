// The places of a date: exact, carried, limited by terminals, hours, breaks, the day's end and closures.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reckoningLines } from '../../protocol/texts/reckoning.ts';
import { figuresOf } from './explain.ts';
import { planSlots } from './plan-slots.ts';
import { ceil, compare, floor, inWords, plus, rational } from './rational.ts';
import { at, exactSum, monday, planOf, siteWith, slotAt } from './slots.test-support.ts';

const close = (from: string, to: string) => ({
  kind: 'close' as const,
  groups: null,
  fromMs: at(from),
  toMs: at(to),
  reason: '統合端末の停止',
});

describe('the places of a day', () => {
  it('carry the remainder: 3 booths × 15 ÷ 12 × 60 % give 72 places, not 64', () => {
    const plan = planOf();
    expect(plan.slots).toHaveLength(32);
    expect(plan.slots.map((slot) => slot.places).slice(0, 8)).toEqual([2, 2, 2, 3, 2, 2, 2, 3]);
    expect(plan.places).toBe(72);
    expect(inWords(slotAt(plan, '09:00').exact)).toBe('2.25');
  });

  it('are exact where doubles are not: 2 × 30 ÷ 14 × 70 % is 3', () => {
    const plan = planOf({
      group: { gridMinutes: 30, minutesPerPlace: 14, share: 70 },
      reservations: { staffingPlan: [{ from: '09:00', to: '17:00', booths: 2 }] },
    });
    expect(plan.slots.every((slot) => slot.places === 3)).toBe(true);
    expect(plan.places).toBe(48);
  });

  it('are shown with their reckoning', () => {
    const slot = slotAt(planOf(), '09:45');
    expect(reckoningLines.ja(figuresOf(slot))).toEqual([
      '窓口3 × 15分 ÷ 12分 × 60% = 2.25',
      '前の枠からの繰越し 0.75 → 3名分、次の枠へ 0',
      '予約できる人数 3名',
    ]);
  });

  it('follow breaks, shares by the hour and several rows', () => {
    const plan = planOf({
      group: { minutesPerPlace: 15, share: 100, shareByHour: [{ from: '10:00', to: '11:00', share: '0.5' }] },
      reservations: {
        staffingPlan: [
          { from: '09:00', to: '17:00', booths: 4, breaks: [{ from: '12:00', to: '13:00', booths: 2 }] },
          { from: '14:00', to: '15:00', booths: [9, 10] },
        ],
      },
    });
    const places = (clock: string): number => slotAt(plan, clock).places;
    expect([places('09:00'), places('10:00'), places('12:45'), places('14:00'), places('15:00')]).toEqual([
      4, 2, 2, 6, 4,
    ]);
  });

  it('divide a row alike among the groups it serves, so that no booth is given out twice', () => {
    const groups = [
      { id: 'card', names: { ja: 'a' }, procedures: ['card-issue'], minutesPerPlace: 15, share: 100 },
      { id: 'renewal', names: { ja: 'b' }, procedures: ['renewal'], minutesPerPlace: 15, share: 100 },
    ];
    expect([planOf({ groups }).places, planOf({ groups }, {}, 'renewal').places]).toEqual([48, 48]);
  });

  it('have no more booths at once than terminals, over all groups that use them', () => {
    const groups = [
      { id: 'card', names: { ja: 'a' }, procedures: ['card-issue'], minutesPerPlace: 15, share: 100 },
      { id: 'renewal', names: { ja: 'b' }, procedures: ['renewal'], minutesPerPlace: 15, share: 100 },
    ];
    const staffingPlan = [
      { from: '09:00', to: '17:00', booths: 4, procedures: ['card-issue'] },
      { from: '09:00', to: '17:00', booths: 2, procedures: ['renewal'] },
    ];
    const of = (terminals: object, group: string) =>
      planOf({ groups, reservations: { staffingPlan, terminals } }, {}, group).places;
    expect([of({ count: 3 }, 'card'), of({ count: 3 }, 'renewal')]).toEqual([64, 32]);
    expect([
      of({ count: 3, groups: ['card'] }, 'card'),
      of({ count: 3, groups: ['card'] }, 'renewal'),
    ]).toEqual([96, 64]);
    expect(of({ count: 6 }, 'card')).toBe(128);
  });

  it('end so early that four last visits in five are over when the doors close, or the national link ends', () => {
    const p80 = { learned: { p80Minutes: new Map([['card-issue', 20]]) as never } };
    const doors = planOf({}, p80);
    expect(slotAt(doors, '16:30')).toMatchObject({ closed: null });
    expect(slotAt(doors, '16:45')).toMatchObject({ closed: { by: 'dayEnd' }, places: 0 });
    // Of the last open slot all minutes count: 16:45 is before 17:00 − (20 − 12).
    expect(inWords(slotAt(doors, '16:30').exact)).toBe('2.25');
    const link = planOf({ reservations: { nationalLinkEnds: '16:30' } }, p80);
    expect(slotAt(link, '16:00')).toMatchObject({ closed: null });
    expect(slotAt(link, '16:15')).toMatchObject({ closed: { by: 'linkEnd' } });
    // With slots of an hour the minutes near the end do not count: 2 h × 3 − 3 × 8 min.
    const hour = planOf({ group: { gridMinutes: 60, share: 100 } }, p80);
    expect(inWords(slotAt(hour, '16:00').exact)).toBe('13');
  });

  it('are none for procedures whose doors are closed', () => {
    const plan = planOf(
      {
        groups: [
          {
            id: 'card',
            names: { ja: 'a' },
            procedures: ['card-issue', 'renewal'],
            minutesPerPlace: 15,
            share: 100,
          },
        ],
        calendar: {
          weekly: {
            mon: [
              { from: '09:00', to: '12:00' },
              { from: '12:00', to: '17:00', procedures: ['renewal'] },
            ],
          },
        },
      },
      {
        learned: {
          p80Minutes: new Map([
            ['card-issue', 15],
            ['renewal', 15],
          ]) as never,
        },
      },
    );
    expect(slotAt(plan, '09:00').procedures).toEqual(['card-issue', 'renewal']);
    expect(slotAt(plan, '12:00').procedures).toEqual(['renewal']);
    expect(
      planSlots({ site: siteWith(), date: '2026-12-08' as never, changes: [] })?.groups[0]?.slots,
    ).toEqual([]);
  });

  it('are none in a closure, by hand or planned, and the carry begins anew', () => {
    const byHand = planOf({}, { changes: [close('09:50', '10:10')] });
    expect(slotAt(byHand, '09:45')).toMatchObject({
      places: 0,
      closed: { by: 'hand', reason: '統合端末の停止' },
    });
    expect(slotAt(byHand, '10:00').closed).not.toBeNull();
    expect(slotAt(byHand, '10:15').reckoning.carriedIn).toEqual(rational(0));
    expect(['10:15', '10:30', '10:45', '11:00'].map((clock) => slotAt(byHand, clock).places)).toEqual([
      2, 2, 2, 3,
    ]);
    const planned = planOf({
      reservations: { closures: [{ date: monday, reason: { ja: '国のシステム停止' } }] },
    });
    expect(planned.places).toBe(0);
    expect(planned.slots[0]?.closed).toEqual({ by: 'settings', reason: { ja: '国のシステム停止' } });
  });

  it('are more or fewer by hand, never below none', () => {
    const change = { groups: null, fromMs: at('10:00'), toMs: at('10:30'), reason: '応援2名' };
    const wide = planOf({}, { changes: [{ kind: 'widen', by: 2, ...change }] });
    expect(slotAt(wide, '10:00')).toMatchObject({ places: 4, byHand: 2, reasons: ['応援2名'] });
    expect(slotAt(wide, '10:30')).toMatchObject({ places: 2, byHand: 0 });
    const narrow = planOf({}, { changes: [{ kind: 'narrow', by: 5, ...change }] });
    expect(slotAt(narrow, '10:15').places).toBe(0);
  });
});

/** Any plan that a city may write. */
const anyPlan = fc.record({
  gridMinutes: fc.integer({ min: 5, max: 60 }),
  minutesPerPlace: fc.integer({ min: 1, max: 60 }),
  share: fc.integer({ min: 0, max: 100 }),
  booths: fc.integer({ min: 1, max: 10 }),
  terminals: fc.integer({ min: 1, max: 12 }),
  p80: fc.integer({ min: 1, max: 90 }),
  rest: fc.integer({ min: 0, max: 10 }),
  closed: fc.array(fc.tuple(fc.integer({ min: 0, max: 479 }), fc.integer({ min: 1, max: 90 })), {
    maxLength: 3,
  }),
});

const planFrom = (one: typeof anyPlan extends fc.Arbitrary<infer T> ? T : never) =>
  planOf(
    {
      group: { gridMinutes: one.gridMinutes, minutesPerPlace: one.minutesPerPlace, share: one.share },
      reservations: {
        terminals: { count: one.terminals },
        staffingPlan: [
          {
            from: '09:00',
            to: '17:00',
            booths: one.booths,
            breaks:
              one.rest === 0 ? [] : [{ from: '12:00', to: '13:00', booths: Math.min(one.rest, one.booths) }],
          },
        ],
      },
    },
    {
      learned: { p80Minutes: new Map([['card-issue', one.p80]]) as never },
      changes: one.closed.map(([start, length]) => ({
        ...{ kind: 'close' as const, groups: null, reason: 'x' },
        ...{ fromMs: at('09:00') + start * 60_000, toMs: at('09:00') + (start + length) * 60_000 },
      })),
    },
  );

describe('whatever the settings', () => {
  it('each stretch between closures publishes the floor of its exact sum, and no beginning of it more', () => {
    fc.assert(
      fc.property(anyPlan, (one) => {
        const plan = planFrom(one);
        let run = [] as (typeof plan.slots)[number][];
        for (const slot of plan.slots) {
          if (slot.closed !== null) {
            expect(slot.places).toBe(0);
            run = [];
            continue;
          }
          run = [...run, slot];
          const published = run.reduce((all, { places }) => all + places, 0);
          expect(published).toBe(floor(exactSum(run)));
          // No slot is more than one rounding above its own.
          expect(slot.places).toBeLessThanOrEqual(ceil(slot.exact));
          expect(compare(slot.reckoning.carriedOut, rational(1))).toBeLessThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('no minute has more booths than are staffed, or than there are terminals', () => {
    fc.assert(
      fc.property(anyPlan, (one) => {
        for (const slot of planFrom(one).slots) {
          const minutes = (slot.endAtMs - slot.startAtMs) / 60_000;
          const most = rational(Math.min(one.booths, one.terminals) * minutes);
          expect(compare(slot.reckoning.boothMinutes, most)).toBeLessThanOrEqual(0);
          expect(
            compare(
              plus(slot.reckoning.boothMinutes, slot.reckoning.lostToTerminals),
              rational(one.booths * minutes),
            ),
          ).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('more booths, more terminals or a larger share never give fewer places', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 0, max: 3 }), (one, more) => {
        const larger = {
          ...one,
          booths: one.booths + more,
          terminals: one.terminals + more,
          share: Math.min(100, one.share + more),
        };
        expect(planFrom(larger).places).toBeGreaterThanOrEqual(planFrom(one).places);
      }),
      { numRuns: 60 },
    );
  });

  it('portions and places for the telephone only ever change one way, and end with everything', () => {
    const group = {
      releases: [
        { share: 60, daysBefore: 30, at: '08:30' },
        { share: 40, daysBefore: 7, at: '12:00' },
      ],
      channels: { keptForTelephone: { share: 30 } },
    };
    const plan = planOf({ group });
    const sumOf = (list: readonly number[]): number => list.reduce((all, count) => all + count, 0);
    expect(sumOf(plan.slots.map((slot) => slot.releases[0]?.places ?? 0))).toBe(43);
    for (const slot of plan.slots) {
      expect(slot.releases.map((step) => step.fromMs)).toEqual([
        at('08:30', '2026-11-07'),
        at('12:00', '2026-11-30'),
      ]);
      expect(slot.releases[0]?.places).toBeLessThanOrEqual(slot.places);
      expect(slot.releases[1]?.places).toBe(slot.places);
      const kept = slot.keptForTelephone.map((step) => step.places);
      expect(kept).toEqual([...kept].sort((left, right) => right - left));
      expect(slot.keptForTelephone.at(-1)).toEqual({ fromMs: at('00:00', '2026-12-05'), places: 0 });
    }
    expect(sumOf(plan.slots.map((slot) => slot.keptForTelephone[0]?.places ?? 0))).toBe(21);
  });
});

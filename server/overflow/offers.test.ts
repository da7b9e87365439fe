// Offers: soonest finished first, only what the person can use, never from old figures, never beyond a budget, not everybody the same way.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetOf, createBudget, roomOf } from './budget.ts';
import { lookAt, type Needs, offersFor, type Target } from './offers.ts';
import { inMinutes, limits, look, minuteMs, needs, nowMs, place, probe, target } from './test-support.ts';

const here = target('here', { look: look(80), travelMinutes: 0, slots: [inMinutes(1_450)] });
const offers = (
  others: readonly Target[],
  over: { needs?: Partial<Needs>; here?: Target; seed?: string; nowMs?: number } = {},
) =>
  offersFor({
    needs: { ...needs, ...over.needs },
    here: over.here ?? here,
    others,
    nowMs: over.nowMs ?? nowMs,
    seed: over.seed ?? 'A001',
  });
const told = (found: ReturnType<typeof offers>) => found.map(({ kind, site }) => `${kind} ${site}`);

describe('offers', () => {
  it('stand in the order in which one would be finished, travel included', () => {
    const near = target('near', { look: look(35), travelMinutes: 10 });
    const far = target('far', { look: look(5), travelMinutes: 60 });
    const slot = target('slot', {
      look: look(29),
      budget: 0,
      slots: [inMinutes(15), inMinutes(200)],
      travelMinutes: 20,
    });
    const found = offers([far, slot, target('quick')], {});
    expect(told(found)).toEqual([
      'siteNow quick',
      'siteNow far',
      'returnToday here',
      'siteSlot slot',
      'otherDay here',
    ]);
    // A place that promises thirty minutes and has a wait of 35 is strained already.
    expect(told(offers([near]))).not.toContain('siteNow near');
    expect(found[3]?.atMs).toBe(inMinutes(200));
  });

  it('tell a time that holds in nine of ten cases, on whole five minutes', () => {
    for (const { finishByMs, finishP50Ms } of offers([
      target('a'),
      target('b', { slots: [inMinutes(33)] }),
    ])) {
      expect(finishByMs % (5 * minuteMs)).toBe(0);
      expect(finishByMs).toBeGreaterThanOrEqual(finishP50Ms);
    }
  });

  it('leave out what the person cannot use', () => {
    const cases: readonly [Partial<Needs>, Parameters<typeof place>[1]][] = [
      [{ wheelchair: true }, { wheelchair: false }],
      [{ language: 'vi' }, {}],
      [{ ward: 'tama' }, { wards: ['takatsu'] }],
      [{ ward: null }, { wards: ['takatsu'] }],
      [{ cardAt: 'here' }, {}],
      [{}, { walkIn: false }],
      [{}, { procedures: ['issue'] }],
    ];
    for (const [need, can] of cases)
      expect(told(offers([target('there', { place: place('there', can) })], { needs: need }))).not.toContain(
        'siteNow there',
      );
    const some = { language: 'en', wheelchair: true, ward: 'takatsu', cardAt: 'there' };
    const there = target('there', { place: place('there', { wards: ['takatsu'] }) });
    expect(told(offers([there], { needs: some }))).toContain('siteNow there');
    // A slot is for those places too that take nobody without one.
    const reserved = target('there', { place: place('there', { walkIn: false }), slots: [inMinutes(60)] });
    expect(told(offers([reserved]))).toContain('siteSlot there');
  });

  it('are never made of figures older than a minute, nor beyond a budget, nor past the end', () => {
    expect(told(offers([target('there')], { nowMs: inMinutes(1.02) }))).toEqual(['otherDay here']);
    expect(told(offers([target('there', { look: null })]))).not.toContain('siteNow there');
    expect(told(offers([target('there', { budget: 0 })]))).not.toContain('siteNow there');
    const closing = { ...limits, closesAtMs: inMinutes(34) };
    expect(told(offers([target('there', { limits: closing })]))).not.toContain('siteNow there');
    expect(told(offers([], { here: { ...here, limits: closing } }))).not.toContain('returnToday here');
  });

  it('offer a return only when it is worth leaving for', () => {
    expect(told(offers([], { here: { ...here, look: look(20) } }))).not.toContain('returnToday here');
    const back = offers([]).find(({ kind }) => kind === 'returnToday');
    expect(back?.atMs).toBe(inMinutes(80));
    // Little is lost by it; between two looked-at instants it is told rather too late than too soon.
    expect(back?.finishP50Ms).toBeLessThanOrEqual(look(80).now.finishP50Ms + 10 * minuteMs);
  });

  it('show near-ties in an order of chance that stays for who asks again', () => {
    const alike = ['a', 'b', 'c'].map((site, i) => target(site, { look: look(20 + 4 * i) }));
    const first = Array.from({ length: 300 }, (_, i) => told(offers(alike, { seed: `A${i}` }))[0]);
    for (const site of ['a', 'b', 'c'])
      expect(first.filter((one) => one === `siteNow ${site}`).length).toBeGreaterThan(70);
    expect(offers(alike)).toEqual(offers(alike.toReversed()));
    const [a, b] = alike as [Target, Target];
    const apart = { ...b, travelMinutes: 45 };
    for (let i = 0; i < 30; i += 1) expect(told(offers([a, apart], { seed: `A${i}` }))[0]).toBe('siteNow a');
  });

  it('are in order up to ten minutes, whatever there is', () => {
    const some = fc.record({
      wait: fc.integer({ min: 0, max: 60 }),
      travelMinutes: fc.integer({ min: 0, max: 100 }),
      budget: fc.integer({ min: 0, max: 2 }),
      slot: fc.option(fc.integer({ min: 0, max: 400 })),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), fc.string(), (all, seed) => {
        const others = all.map(({ wait, travelMinutes, budget, slot }, i) =>
          target(`s${i}`, {
            look: look(wait),
            travelMinutes,
            budget,
            slots: slot === null ? [] : [inMinutes(slot)],
          }),
        );
        const found = offers(others, { seed });
        found.forEach((offer, i) => {
          for (const later of found.slice(i + 1))
            expect(later.finishP50Ms).toBeGreaterThan(offer.finishP50Ms - 10 * minuteMs);
          expect(offer.atMs).toBeGreaterThanOrEqual(nowMs);
        });
        expect(new Set(told(found)).size).toBe(found.length);
      }),
    );
  });

  it('read between two instants, and nothing beyond the last', () => {
    expect(lookAt([probe(0, 10), probe(60, 40)], inMinutes(30))?.waitP50).toBeCloseTo(25);
    expect(lookAt([probe(0, 10)], inMinutes(1))).toBeNull();
    expect(lookAt([probe(10, 10)], inMinutes(5))).toBeNull();
  });
});

describe('a budget', () => {
  it('is what the place can take before it is strained, and never lengthens it by more than ten minutes', () => {
    // P80 26.6 of 30, two minutes each: one. With 13.3 the ten minutes bind: five.
    expect(budgetOf(look(20), limits, 0, nowMs)).toBe(1);
    expect(budgetOf(look(10), limits, 0, nowMs)).toBe(5);
    expect(budgetOf(look(10), limits, 3, nowMs)).toBe(2);
    expect(budgetOf(look(10), limits, 9, nowMs)).toBe(0);
    expect(budgetOf(look(40), limits, 0, nowMs)).toBe(0);
    expect(budgetOf(look(10), { ...limits, closesAtMs: inMinutes(28) }, 0, nowMs)).toBe(0);
    expect(budgetOf(look(10, { reservation: { id: 'R', lateP80: 7 } }), limits, 0, nowMs)).toBe(1);
    expect(budgetOf(look(10), limits, 0, inMinutes(1.02))).toBe(0);
  });

  it('of a strained place itself is what keeps it at what is allowed', () => {
    expect(roomOf(look(26), limits, nowMs)).toBe(3);
    expect(roomOf(look(30), limits, nowMs)).toBe(1);
    expect(roomOf(look(31), limits, nowMs)).toBe(0);
    expect(roomOf(look(10, { reservation: { id: 'R', lateP80: 7 } }), limits, nowMs)).toBe(2);
    expect(roomOf(look(10), { ...limits, closesAtMs: inMinutes(26) }, nowMs)).toBe(0);
    expect(roomOf(look(10), limits, inMinutes(1.02))).toBe(0);
  });

  it('is counted down at once, and gives back no more than was taken', () => {
    const budget = createBudget(2);
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
    budget.giveBack();
    budget.giveBack();
    budget.giveBack();
    expect(budget.left()).toBe(2);
  });
});

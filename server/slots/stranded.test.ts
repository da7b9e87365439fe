// Whom a change of plan leaves without a place, and whom it does not.
import { describe, expect, it } from 'vitest';
import type { Taken } from './contract.ts';
import { planSlots } from './plan-slots.ts';
import { at, even, monday, type SiteChange, siteWith } from './slots.test-support.ts';
import { stranded } from './stranded.ts';

const plan = (change: SiteChange = {}, changes: Parameters<typeof planSlots>[0]['changes'] = []) =>
  planSlots({ site: siteWith(change), date: monday, changes, learned: even });
const taken = (id: string, clock: string, madeAtMs = 1, procedure = 'card-issue'): Taken =>
  ({ id, group: 'card', procedure, startAtMs: at(clock), places: 1, madeAtMs }) as Taken;
const names = (list: ReturnType<typeof stranded>) => list.map((one) => `${one.taken.id} ${one.why}`);

describe('stranded reservations', () => {
  const before = plan();
  it('are those of closed slots, of hours that are no more, and of fewer booths: the last booked', () => {
    const closed = plan({}, [
      { kind: 'close', groups: null, fromMs: at('11:00'), toMs: at('12:00'), reason: '国のシステム停止' },
    ]);
    const list = [taken('a', '11:45'), taken('b', '11:00'), taken('c', '12:00')];
    expect(names(stranded(before, closed, list))).toEqual(['b closed', 'a closed']);
    expect(stranded(before, closed, list)[0]?.closed).toEqual({ by: 'hand', reason: '国のシステム停止' });
    const short = plan({ calendar: { weekly: { mon: [{ from: '09:00', to: '16:00' }] } } });
    expect(names(stranded(before, short, [taken('d', '16:00')]))).toEqual(['d noSlot']);
    expect(names(stranded(before, null, [taken('e', '09:00')]))).toEqual(['e noSlot']);
    const one = plan({ reservations: { staffingPlan: [{ from: '09:00', to: '17:00', booths: 1 }] } });
    expect(names(stranded(before, one, [taken('late', '09:00', 9), taken('soon', '09:00', 3)]))).toEqual([
      'late fewerPlaces',
    ]);
  });

  it('are told once: who did not fit before is not told again', () => {
    const list = [
      taken('a', '09:00', 1),
      taken('b', '09:00', 2),
      taken('c', '09:00', 3),
      taken('d', '09:00', 4),
    ];
    expect(names(stranded(null, before, list))).toEqual(['d fewerPlaces']);
    expect(stranded(before, plan(), list)).toEqual([]);
  });

  it('are none when only the remainder is carried otherwise', () => {
    // 09:45 had three places; with 09:30 closed the remainder is gone, and its exact 2.25 still hold three people.
    const closed = plan({}, [
      { kind: 'close', groups: null, fromMs: at('09:30'), toMs: at('09:45'), reason: '会議' },
    ]);
    const three = [taken('a', '09:45', 1), taken('b', '09:45', 2), taken('c', '09:45', 3)];
    expect(stranded(before, closed, three)).toEqual([]);
  });

  it('are those whose procedure is no more served then', () => {
    const change: SiteChange = {
      group: { procedures: ['card-issue', 'renewal'] },
      reservations: {
        staffingPlan: [
          { from: '09:00', to: '12:00', booths: 3 },
          { from: '12:00', to: '17:00', booths: 3, procedures: ['renewal'] },
        ],
      },
    };
    expect(names(stranded(before, plan(change), [taken('a', '13:00'), taken('b', '10:00')]))).toEqual([
      'a procedure',
    ]);
  });
});

// Planned hours of booths on a date: by weekday, in Japan's time, and what the queue makes of a break of the doors.
import { describe, expect, it } from 'vitest';
import { BoothNumber, type BusinessDate } from '../../../protocol/ids.ts';
import { PlannedHours } from '../../../protocol/settings.ts';
import { at, date, testSite } from '../../day/test-support.ts';
import { plannedAt, plannedOn } from './planned-hours.ts';

const site = (() => {
  const plain = testSite();
  const booth = plain.booths.get(1);
  if (booth === undefined) throw new Error('no booth 1');
  const planned = [
    { from: '13:00', to: '17:00', weekdays: ['tue', 'wed'], procedures: [{ procedure: 'pickup' }] },
    { from: '09:00', to: '12:00' },
    { from: '18:00', to: '19:00', weekdays: ['sat'] },
  ].map((one) => PlannedHours.parse(one));
  return { ...plain, booths: new Map([...plain.booths, [1, { ...booth, planned }]]) };
})();

describe('planned hours', () => {
  it('are those of the weekday, in order of time', () => {
    // A Tuesday.
    expect(plannedOn(site, BoothNumber.parse(1), date)).toEqual([
      { fromMs: at('09:00'), toMs: at('12:00'), procedures: null },
      {
        fromMs: at('13:00'),
        toMs: at('17:00'),
        procedures: [{ procedure: 'pickup', delayMinutes: 0 }],
      },
    ]);
    expect(plannedOn(site, BoothNumber.parse(1), '2026-11-26' as BusinessDate)).toHaveLength(1);
    expect(plannedOn(site, BoothNumber.parse(2), date)).toEqual([]);
    expect(plannedAt(site, date).map(({ booth }) => booth)).toEqual([1, 1]);
  });
});

// The demo day is repeatable, busy at the right hours, and as loaded as asked.
import { describe, expect, it } from 'vitest';
import { MarkId, ProcedureId } from '../../protocol/ids.ts';
import { visitorsOf } from './visitors.ts';

const plan = {
  seed: 7,
  minutes: 480,
  procedures: [
    { id: ProcedureId.parse('renewal'), plannedMinutes: 12, share: 3 },
    { id: ProcedureId.parse('issue'), plannedMinutes: 20, share: 1 },
  ],
  marks: [MarkId.parse('infants')],
  booths: 10,
  load: 1,
};

describe('the visitors of a demo day', () => {
  it('are the same for the same seed and others for another', () => {
    expect(visitorsOf(plan)).toEqual(visitorsOf(plan));
    expect(visitorsOf({ ...plan, seed: 8 })).not.toEqual(visitorsOf(plan));
  });

  it('bring about as much work as the booths can do at load 1', () => {
    const work = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
      visitorsOf({ ...plan, seed }).reduce((sum, v) => sum + v.serviceMinutes + 1, 0),
    );
    const mean = work.reduce((sum, w) => sum + w, 0) / work.length;
    expect(mean / (plan.booths * plan.minutes)).toBeGreaterThan(0.75);
    expect(mean / (plan.booths * plan.minutes)).toBeLessThan(1.15);
  });

  it('come in order, mostly in the morning', () => {
    const visitors = visitorsOf(plan);
    const times = visitors.map((v) => v.arrivesAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const between = (from: number, to: number) => times.filter((t) => t >= from && t < to).length;
    expect(between(50, 130)).toBeGreaterThan(between(220, 300));
  });
});

// The made-up world keeps the domain's order, is the same for the same seed, and its limit is calibrated.
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Day, dayOf, type Seen } from './day.ts';
import { limitOf } from './limit.ts';
import { hours, officeOf } from './office.ts';
import { noSurprises, type Surprises, waitingIn } from './state.ts';

const play = (seed: number, surprises: Surprises = noSurprises): Day => {
  const day = dayOf(officeOf(seed), seed, surprises);
  day.runUntil(hours.endsAt);
  return day;
};
const calls = (seen: readonly Seen[]) => seen.flatMap((event) => (event.type === 'called' ? [event] : []));

describe('the made-up world', () => {
  it('shares no code with anything outside its folder', () => {
    for (const file of globSync(`${import.meta.dirname}/*.ts`)) {
      if (file.endsWith('.test.ts')) continue;
      const imported = [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].map(
        (match) => match[1] ?? '',
      );
      expect(imported.filter((path) => !/^\.\/[a-z]+\.ts$/.test(path))).toEqual([]);
    }
  });

  it('is the same for the same seed, however it is stepped through', () => {
    const stepped = dayOf(officeOf(3), 3, noSurprises);
    for (let minute: number = hours.opensAt; minute <= hours.endsAt; minute += 7.3) {
      stepped.runUntil(minute);
      limitOf(stepped.world, stepped.state, waitingIn(stepped.state), 2, 1);
    }
    stepped.runUntil(hours.endsAt);
    expect(stepped.seen).toEqual(play(3).seen);
    expect(play(4).seen).not.toEqual(play(3).seen);
  });

  it('calls, of those whom a booth may serve, the one due first; early ones only if nobody else waits', () => {
    const { seen, world } = play(6);
    const waiting = new Map<number, { due: number; procedure: number; callableFrom: number }>();
    let checked = 0;
    for (const event of seen) {
      if (event.type === 'issued' || event.type === 'returned')
        waiting.set(event.visitor.sequence, event.visitor);
      if (event.type !== 'called') continue;
      const skills = world.office.booths[event.booth]?.skills ?? [];
      const turn = (one: { due: number; procedure: number; callableFrom: number }) => {
        const skill = skills.find(({ procedure }) => procedure === one.procedure);
        if (skill === undefined) return Number.POSITIVE_INFINITY;
        return one.due + skill.delayMinutes + (one.callableFrom > event.at ? 10_000 : 0);
      };
      const own = turn(event.visitor);
      for (const other of waiting.values()) expect(turn(other)).toBeGreaterThanOrEqual(own);
      if (waiting.size > 3) checked += 1;
      waiting.delete(event.visitor.sequence);
    }
    expect(checked).toBeGreaterThan(100);
  });

  it('has lunches, no-shows, priorities, absences and surprises as told', () => {
    const day = play(7, { closing: { booth: 3, at: 700 }, slow: null, busy: false });
    const of = (type: Seen['type']) => day.seen.filter((event) => event.type === type);
    expect(of('paused').length).toBeGreaterThanOrEqual(9);
    expect(of('absent').length).toBeGreaterThan(3);
    expect(of('returned').length).toBeGreaterThan(1);
    const booked = day.world.bookings.reduce((sum, slot) => sum + slot.procedures.length, 0);
    const issued = day.seen.flatMap((event) => (event.type === 'issued' ? [event.visitor] : []));
    const came = issued.filter(({ slotAt }) => slotAt !== null).length;
    expect(came / booked).toBeGreaterThan(0.8);
    expect(came / booked).toBeLessThan(0.95);
    expect(issued.some(({ markMinutes }) => markMinutes === 15)).toBe(true);
    const closed = day.seen.find((event) => event.type === 'closed' && event.booth === 3);
    expect(closed?.at).toBeGreaterThanOrEqual(700);
    expect(calls(day.seen).filter(({ booth, at }) => booth === 3 && at > (closed?.at ?? 0))).toEqual([]);
    const busy = play(7, { ...noSurprises, busy: true });
    expect(calls(busy.seen).length).toBeGreaterThan(calls(play(7).seen).length);
  });

  it('has a limit that is calibrated: three in five true waits lie between its P20 and P80', () => {
    let count = 0;
    let covered = 0;
    let signed = 0;
    for (let seed = 21; seed < 29; seed += 1) {
      const whole = play(seed);
      const day = dayOf(officeOf(seed), seed, noSurprises);
      for (let minute = 560; minute < 1150; minute += 10) {
        day.runUntil(minute);
        const waiting = waitingIn(day.state);
        const limit = limitOf(day.world, day.state, waiting, 59, seed * 10_000 + minute);
        for (const { sequence } of waiting) {
          const at = calls(whole.seen).find(
            (call) => call.visitor.sequence === sequence && call.at > minute,
          )?.at;
          const truth = (at ?? hours.endsAt) - minute;
          const range = limit.get(sequence);
          if (range === undefined) throw new Error('one who waits has no range');
          count += 1;
          covered += truth >= range.p20 && truth <= range.p80 ? 1 : 0;
          signed += range.mean - truth;
        }
      }
    }
    expect(count).toBeGreaterThan(2_000);
    expect(covered / count).toBeGreaterThan(0.53);
    expect(covered / count).toBeLessThan(0.67);
    expect(Math.abs(signed / count)).toBeLessThan(2.5);
  });
});

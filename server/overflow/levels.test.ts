// Levels: what each figure does, patience and margin, the same on two hubs and after a restart, and nothing for want of advice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OverflowFigures as Figures, type LevelState, levels } from '../../protocol/overflow.ts';
import { forgottenMs, levelAt, levelInForce, nextLevel, startingLevel } from './levels/levels.ts';
import { lastTicketAt, mustEndBy } from './limits.ts';
import { answerTo } from './policy.ts';
import { figures, inMinutes, limits, look, minuteMs, nowMs } from './test-support.ts';

const crowded = { waitP50: 31 };
const tooLate = { finishP80Ms: inMinutes(421) };
/** Figures once a minute from now on. */
const played = (readings: readonly (Partial<Figures> | null)[], from = startingLevel) => {
  let state = from;
  return readings.map((reading, i) => {
    const atMs = inMinutes(i);
    state = nextLevel(state, reading === null ? null : figures({ ...reading, atMs }), atMs);
    return state;
  });
};
const levelsOf = (states: readonly LevelState[]) => states.map(({ level }) => level);

describe('a level', () => {
  it('is full when one more would not be finished in time, at P80, by the doors or the national system', () => {
    expect(levelAt(figures(tooLate))).toBe('full');
    expect(levelAt(figures({ finishP80Ms: inMinutes(420) }))).toBe('clear');
    expect(mustEndBy({ ...limits, overrunMinutes: 15 })).toBe(inMinutes(435));
    expect(mustEndBy({ ...limits, overrunMinutes: 15, linkEndsAtMs: inMinutes(400) })).toBe(inMinutes(400));
  });

  it('is strained when half would wait longer than promised, or a reservation be called late', () => {
    expect(levelAt(figures(crowded))).toBe('strained');
    expect(levelAt(figures({ waitP50: 30 }))).toBe('clear');
    const reservation = { id: 'R1', lateP80: 10.5, promiseMinutes: 10 };
    expect(levelAt(figures({ reservation }))).toBe('strained');
    expect(levelAt(figures({ reservation: { ...reservation, lateP80: 10 } }))).toBe('clear');
  });

  it('rises after two minutes without a pause, and falls with a tenth to spare', () => {
    expect(levelsOf(played([crowded, crowded, crowded]))).toEqual(['clear', 'clear', 'strained']);
    expect(levelsOf(played([crowded, {}, crowded, crowded, crowded]))).toEqual([
      ...['clear', 'clear', 'clear', 'clear', 'strained'],
    ]);
    expect(levelsOf(played([tooLate, crowded, tooLate, tooLate, tooLate]))).toEqual([
      ...['clear', 'clear', 'strained', 'strained', 'full'],
    ]);
    const high = played([crowded, crowded, crowded]).at(-1);
    const from = (waitP50: number) => levelsOf(played([{ waitP50 }], high)).at(-1);
    expect(from(28)).toBe('strained');
    expect(from(27)).toBe('clear');
    const thinned = (waitP50: number) =>
      nextLevel(high as LevelState, figures({ waitP50, atMs: inMinutes(3) }), inMinutes(3), 0.5);
    expect([thinned(16).level, thinned(15).level]).toEqual(['strained', 'clear']);
  });

  it('keeps the figures that led there', () => {
    const state = played([crowded, crowded, crowded]).at(-1);
    expect(state?.figures).toEqual(figures({ ...crowded, atMs: inMinutes(2) }));
  });

  it('is forgotten when no figures come, and stops nothing meanwhile for longer than that', () => {
    const high = played([tooLate, tooLate, tooLate]).at(-1) as LevelState;
    expect(levelInForce(high, inMinutes(5))).toBe('full');
    expect(levelInForce(high, inMinutes(2) + forgottenMs)).toBe('clear');
    expect(nextLevel(high, null, inMinutes(3))).toBe(high);
    expect(nextLevel(high, figures({ ...tooLate, atMs: inMinutes(5) }), inMinutes(7))).toBe(high);
    expect(nextLevel(high, null, inMinutes(2) + forgottenMs)).toEqual(startingLevel);
    expect(levelInForce(startingLevel, nowMs)).toBe('clear');
  });

  it('tells its figures again while it stands, and makes no events while all is clear', () => {
    const states = played(Array.from({ length: 30 }, () => crowded));
    const told = states.filter((state, i) => i > 0 && state !== states[i - 1]).length;
    expect(told).toBeGreaterThanOrEqual(6);
    expect(told).toBeLessThanOrEqual(9);
    expect(new Set(played(Array.from({ length: 30 }, () => ({}))))).toEqual(new Set([startingLevel]));
    const last = states.at(-1) as LevelState;
    expect(levelInForce(last, inMinutes(29))).toBe('strained');
  });

  const reading = fc.option(
    fc.record({
      waitP50: fc.integer({ min: 0, max: 60 }),
      finishP80Ms: fc.integer({ min: 0, max: 900 }).map(inMinutes),
    }),
    { freq: 8 },
  );

  it('comes to the same on a hub that starts anew from what was kept, and never jumps for a single reading', () => {
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 40 }), fc.nat(), (readings, cut) => {
        const whole = played(readings);
        const at = cut % readings.length;
        // What an event keeps is JSON; nothing else comes along.
        let state = JSON.parse(JSON.stringify(whole[at])) as LevelState;
        for (let i = at + 1; i < readings.length; i += 1) {
          const one = readings[i] ?? null;
          state = nextLevel(
            state,
            one === null ? null : figures({ ...one, atMs: inMinutes(i) }),
            inMinutes(i),
          );
        }
        expect(state).toEqual(whole.at(-1));
        whole.forEach(({ level }, i) => {
          const before = whole[i - 1]?.level ?? 'clear';
          if (levels.indexOf(level) <= levels.indexOf(before)) return;
          // Two minutes of readings, all at least as bad.
          for (const earlier of readings.slice(i - 2, i + 1))
            expect(
              earlier === null ? 0 : levels.indexOf(levelAt(figures({ ...earlier, atMs: inMinutes(i) }))),
            ).toBeGreaterThanOrEqual(earlier === null ? 0 : Math.min(1, levels.indexOf(level)));
        });
      }),
      { numRuns: 200 },
    );
  });

  it('is never higher with one figure less bad', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 900 }),
        fc.nat({ max: 30 }),
        (waitP50, end, less) => {
          const worse = levelAt(figures({ waitP50, finishP80Ms: inMinutes(end) }));
          const better = levelAt(figures({ waitP50: waitP50 - less, finishP80Ms: inMinutes(end - less) }));
          expect(levels.indexOf(better)).toBeLessThanOrEqual(levels.indexOf(worse));
        },
      ),
    );
  });
});

describe('the last ticket', () => {
  it('is given where the end passes what is allowed, between two looked-at instants', () => {
    // A visitor of minute t ends, at P80, 53 minutes after: 420 − 53 = 367.
    const found = lastTicketAt(look(30), limits);
    expect(((found ?? 0) - nowMs) / minuteMs).toBeCloseTo(367.1, 0);
  });

  it('is past when nobody would be finished, and not in sight where all are', () => {
    expect(lastTicketAt(look(30), { ...limits, closesAtMs: inMinutes(40) })).toBe(nowMs);
    expect(lastTicketAt(look(30), { ...limits, closesAtMs: inMinutes(900) })).toBeNull();
  });
});

describe('policy', () => {
  const asked = {
    level: 'full',
    mode: 'act',
    confirmed: false,
    exempt: false,
    offers: 2,
    stopsAt: 'full',
    room: 0,
  } as const;
  it('stops only where the site acts or a supervisor confirmed, never an exempt visitor, never with nothing', () => {
    expect(answerTo(asked)).toBe('offersOnly');
    expect(answerTo({ ...asked, level: 'strained' })).toBe('offersFirst');
    expect(answerTo({ ...asked, level: 'strained', stopsAt: 'strained' })).toBe('offersOnly');
    expect(answerTo({ ...asked, level: 'strained', stopsAt: 'strained', room: 1 })).toBe('offersFirst');
    expect(answerTo({ ...asked, room: 1 })).toBe('offersOnly');
    expect(answerTo({ ...asked, level: 'clear', stopsAt: 'strained' })).toBe('ticket');
    expect(answerTo({ ...asked, mode: 'advise' })).toBe('ticket');
    expect(answerTo({ ...asked, mode: 'advise', confirmed: true })).toBe('offersOnly');
    for (const change of [{ exempt: true }, { offers: 0 }, { mode: 'off' }, { level: 'clear' }] as const)
      expect(answerTo({ ...asked, confirmed: true, ...change })).toBe('ticket');
  });
});

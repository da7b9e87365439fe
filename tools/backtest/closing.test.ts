// Offices whose booths close when their queue is empty, whose visitors leave, and that once went on into the night.
import { describe, expect, it } from 'vitest';
import type { BoothSession } from './booths-file.ts';
import { createDoors } from './opening-hours.ts';
import { oursWith } from './ours.ts';
import { readVisits } from './visits-file.ts';
import { walk } from './walk.ts';

const clock = (minute: number): string =>
  [Math.floor(minute / 60), Math.floor(minute) % 60].map((part) => String(part).padStart(2, '0')).join(':');
const header = 'site,date,ticket,procedure,source,slot,issued_at,called_at,finished_at,booth,outcome';
const read = (lines: readonly string[]) =>
  readVisits('visits.csv', new TextEncoder().encode([header, ...lines].join('\n')));

/** Ten days on which a booth goes when its 6 to 11 people are served; on the eleventh 24 come. */
const emptyingDays = () => {
  const lines: string[] = [];
  const sessions: BoothSession[] = [];
  for (let day = 1; day <= 11; day += 1) {
    const date = `2026-04-${String(day).padStart(2, '0')}`;
    const people = day === 11 ? 24 : 6 + ((day * 7) % 6);
    let at = 540;
    for (let i = 0; i < people; i += 1) {
      const long = 8 + ((i * 3 + day) % 5);
      lines.push(
        `x,${date},A${i},A,,,${clock(535 + i)},${clock(Math.max(at, 535 + i))},${clock(at + long)},1,`,
      );
      at += long;
    }
    const openedMs = Date.parse(`${date}T09:00:00+09:00`);
    sessions.push({ site: 'x', date, booth: '1', openedMs, closedMs: openedMs + (at - 540 + 1) * 60_000 });
  }
  return { visits: read(lines).visits, sessions };
};

describe('a past with odd habits', () => {
  it('lets booths that go when nobody waits stay while people wait', () => {
    const { visits, sessions } = emptyingDays();
    const last = walk(visits, sessions, oursWith(64)).filter(({ visit }) => visit.date === '2026-04-11');
    const late = last.find(({ visit }) => visit.ticket === 'A18');
    expect(late?.wait).toBeGreaterThan(145);
    expect(late?.said?.p50).toBeGreaterThan(0.75 * (late?.wait ?? 0));
    expect(late?.said?.p50).toBeLessThan(1.3 * (late?.wait ?? 0));
    expect(last.slice(0, 15).every(({ said }) => (said?.calledShare ?? 0) > 0.5)).toBe(true);
  });

  it('accepts who left before the call, and lets them hold up nobody', () => {
    const found = read([
      'x,2026-04-01,1,A,,,9:00,9:00,9:10,1,',
      'x,2026-04-01,2,A,,,9:01,,9:04,,cancelled',
      'x,2026-04-01,3,A,,,9:05,9:10,9:20,1,',
    ]);
    expect(found.bad).toEqual([]);
    const waiting: number[] = [];
    walk(found.visits, null, () => (queue) => {
      waiting.push(queue.waiting.length);
      return new Map();
    });
    expect(waiting).toEqual([1, 1, 1]);
  });

  it('does not stretch every later day after one late night', () => {
    const doors = createDoors();
    const ends = (nth: number) => (nth === 4 ? 1_380 : 1_040 + (nth % 3));
    for (let nth = 0; nth < 15; nth += 1) doors.learn(0, 540 * 60_000, 1_020 * 60_000, ends(nth) * 60_000);
    expect(doors.at(0, 600 * 60_000).endsAtMs).toBeLessThan(1_110 * 60_000);
    // The night itself goes on, as far as can be known.
    expect(doors.at(0, 1_200 * 60_000).endsAtMs).toBeGreaterThan(1_200 * 60_000);
  });
});

// However many threads walk through the past, the forecasts are the same, in the same order, and all are told of.
import { describe, expect, it } from 'vitest';
import { walkInThreads } from './threads.ts';
import { type PastVisit, placeOf } from './visits-file.ts';

const minute = 60_000;
/** Two days of two sites at two booths, 40 tickets a day. */
const visits: readonly PastVisit[] = ['east', 'west'].flatMap((site, s) =>
  [1, 2].flatMap((day) => {
    const date = `2026-04-0${day}`;
    const opensMs = Date.parse(`${date}T09:00:00+09:00`);
    const free = [opensMs, opensMs];
    return Array.from({ length: 40 }, (_, i): PastVisit => {
      const issuedMs = opensMs + Math.floor(i * 3.5 + ((i * 7) % 4)) * minute;
      const booth = (free[0] ?? 0) <= (free[1] ?? 0) ? 0 : 1;
      const calledMs = Math.max(issuedMs, free[booth] ?? 0);
      const finishedMs = calledMs + (4 + ((i * 13 + day) % 7)) * minute;
      free[booth] = finishedMs;
      return {
        ...{ line: s * 1_000 + day * 200 + i, site, date, ticket: `T${i}`, source: '', slotMs: null },
        ...{ procedure: i % 3 === 0 ? 'issue' : 'renewal', issuedMs, calledMs, finishedMs, leftMs: null },
        ...{ booth: String(booth + 1), ...placeOf(issuedMs, null), outcome: 'finished' },
      };
    });
  }),
);

describe('the walk on several threads', () => {
  it('gives the same as on one, and tells how far it is', async () => {
    const told: number[] = [];
    const shared = await walkInThreads(visits, null, (done, of) => told.push(done / of), 2);
    expect(shared).toHaveLength(visits.length);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(shared).toEqual(await walkInThreads(visits, null, () => {}, 1));
  });
});

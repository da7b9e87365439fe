// Which calls are huge, that every fresh one finds a place, and when the wall rests.
import { describe, expect, it } from 'vitest';
import { aCall, aLobby } from '../test-support/wall-fixtures.ts';
import { callsShown, freshAmong, listGrid, restingPhase } from './wall-model.ts';

const noon = 1_800_000_000_000;
const tickets = (calls: readonly { ticket: string }[]) => calls.map((call) => call.ticket);

describe('the calls shown', () => {
  it('are huge while they stand, newest first; withdrawn ones nowhere; a recalled number once', () => {
    const calls = [
      aCall('A001', 1, noon, { withdrawn: true }),
      aCall('A002', 2, noon - 1_000),
      aCall('A003', 3, noon - 2_000, { count: 2 }),
      aCall('A003', 3, noon - 50_000),
      aCall('A004', 4, noon - 3_000, { over: true }),
      aCall('A005', 5, noon - 90_000),
    ];
    const shown = callsShown(aLobby({ calls }));
    expect(tickets(shown.huge)).toEqual(['A002', 'A003']);
    expect(tickets(shown.listed)).toEqual(['A004', 'A005']);
  });

  it('are the newest of the log, also after the clock was put back by two hours', () => {
    const calls = [
      aCall('A009', 3, noon - 7_200_000),
      aCall('A008', 2, noon),
      aCall('A007', 1, noon - 1_000),
    ];
    const shown = callsShown(aLobby({ calls }));
    expect(tickets(shown.huge)).toEqual(['A009']);
    expect(freshAmong(calls, aLobby({ calls }), noon - 7_199_000)).toBe(1);
  });

  it('find a place as long as their numbers can be read: never more than five in a row', () => {
    for (const rows of [2, 3, 4])
      for (let fresh = 0; fresh <= 40; fresh++) {
        const grid = listGrid(rows, fresh);
        expect(grid.columns).toBeLessThanOrEqual(5);
        expect(grid.rows * grid.columns).toBeGreaterThanOrEqual(Math.min(fresh, rows * 5));
      }
  });
});

describe('the wall rests', () => {
  it.each(['closed', 'before', 'break', 'ended'] as const)('in phase %s', (phase) => {
    expect(restingPhase(aLobby({ over: { phase } }))).toBe(phase);
  });
  it.each(['open', 'after'] as const)('not in phase %s', (phase) => {
    expect(restingPhase(aLobby({ over: { phase } }))).toBeNull();
  });
  it('not in a break while somebody is at a booth', () => {
    expect(restingPhase(aLobby({ calls: [aCall('A001', 1, noon)], over: { phase: 'break' } }))).toBeNull();
  });
});

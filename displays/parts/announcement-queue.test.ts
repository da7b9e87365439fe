// Each fresh call is spoken exactly once, in order, never over another; withdrawn and stale ones never.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BusinessDate } from '../../protocol/ids.ts';
import type { WallCall, WallView } from '../../protocol/views.ts';
import { aCall, aLobby } from '../test-support/wall-fixtures.ts';
import { type AnnouncementQueue, emptyQueue, finishSpeaking, hear, startNext } from './announcement-queue.ts';

const noon = 1_800_000_000_000;
const lobby = aLobby({ nowMs: noon });
const viewOf = (calls: readonly WallCall[], over: Partial<WallView> = {}): WallView => ({
  ...lobby,
  calls: calls.toSorted((a, b) => b.atMs - a.atMs),
  ...over,
});
const ids = (calls: readonly WallCall[]) => calls.map((call) => call.callId);

/** Speaks until nothing is left; what was spoken, in order. */
const speakAll = (queue: AnnouncementQueue, nowMs: number) => {
  const spoken: WallCall[] = [];
  let rest = startNext(queue, 60, nowMs);
  while (rest.speaking !== null) {
    spoken.push(rest.speaking);
    rest = startNext(finishSpeaking(rest), 60, nowMs);
  }
  return { spoken, rest };
};

describe('the announcement queue', () => {
  it('speaks several calls of one second, each once, in the order of their time', () => {
    const calls = [aCall('A012', 3, noon - 300), aCall('B001', 1, noon - 900), aCall('C007', 2, noon - 600)];
    const heard = hear(emptyQueue(), viewOf(calls), noon);
    const { spoken, rest } = speakAll(hear(heard, viewOf(calls), noon + 5), noon);
    expect(ids(spoken)).toEqual(['B001.1', 'C007.1', 'A012.1']);
    expect(hear(rest, viewOf(calls), noon + 10).waiting).toEqual([]);
  });

  it('does not start a second announcement while one is being spoken', () => {
    const calls = [aCall('A012', 3, noon - 300), aCall('B001', 1, noon - 900)];
    const first = startNext(hear(emptyQueue(), viewOf(calls), noon), 60, noon);
    expect(startNext(first, 60, noon)).toBe(first);
  });

  it('speaks a recall of a number that was spoken already', () => {
    const first = [aCall('A012', 3, noon - 20_000)];
    const { rest } = speakAll(hear(emptyQueue(), viewOf(first), noon), noon);
    const again = [...first, aCall('A012', 3, noon, { count: 2 })];
    expect(ids(speakAll(hear(rest, viewOf(again), noon), noon).spoken)).toEqual(['A012.2']);
  });

  it('skips a call that is withdrawn while it waits', () => {
    const calls = [aCall('A012', 3, noon - 300), aCall('B001', 1, noon - 900)];
    const heard = startNext(hear(emptyQueue(), viewOf(calls), noon), 60, noon);
    const undone = viewOf(calls.map((call) => ({ ...call, withdrawn: call.ticket === 'A012' })));
    const { spoken } = speakAll(finishSpeaking(hear(heard, undone, noon)), noon);
    expect(spoken).toEqual([]);
  });

  it('never speaks a call that was stale when first seen', () => {
    const stale = viewOf([aCall('A012', 3, noon - 60_001)]);
    expect(speakAll(hear(emptyQueue(), stale, noon), noon).spoken).toEqual([]);
  });

  it('does not repeat after a reload what it remembers as handled', () => {
    const view = viewOf([aCall('A012', 3, noon - 1_000), aCall('B001', 1, noon - 500)]);
    const reloaded = emptyQueue(view.date, [aCall('A012', 3, noon).callId]);
    expect(ids(speakAll(hear(reloaded, view, noon), noon).spoken)).toEqual(['B001.1']);
  });

  it('starts afresh on a new business day, where numbers come again', () => {
    const { rest } = speakAll(hear(emptyQueue(), viewOf([aCall('A001', 1, noon)]), noon), noon);
    const nextDay = noon + 86_400_000;
    const tomorrow = viewOf([aCall('A001', 1, nextDay)], { date: BusinessDate.parse('2026-11-25') });
    expect(ids(speakAll(hear(rest, tomorrow, nextDay), nextDay).spoken)).toEqual(['A001.1']);
  });

  it('repeats nothing when it meets a hub that is still in the old day, and comes back', () => {
    const [old, fresh] = [viewOf([aCall('A001', 1, noon - 1_000)]), viewOf([aCall('A001', 2, noon)])];
    const tomorrow = { ...fresh, date: BusinessDate.parse('2026-11-25') };
    let queue = emptyQueue();
    const said: string[] = [];
    for (const view of [old, tomorrow, old, tomorrow, old]) {
      const { spoken, rest } = speakAll(hear(queue, view, noon), noon);
      said.push(...spoken.map((call) => `${view.date} ${call.callId}`));
      queue = rest;
    }
    expect(said).toEqual([`${old.date} A001.1`, '2026-11-25 A001.1']);
  });

  it('drops what waited through a long sleep', () => {
    const heard = hear(emptyQueue(), viewOf([aCall('A012', 3, noon)]), noon);
    expect(speakAll(heard, noon + 600_000).spoken).toEqual([]);
  });

  it('speaks each fresh call exactly once whatever the views and the pace', () => {
    const step = fc.record({
      newCalls: fc.integer({ min: 0, max: 4 }),
      afterMs: fc.integer({ min: 0, max: 900 }),
      withdraw: fc.option(fc.nat(30), { nil: null }),
      finish: fc.boolean(),
      missed: fc.boolean(),
      reload: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let nowMs = noon;
        let calls: WallCall[] = [];
        let queue = emptyQueue();
        const begun: WallCall[] = [];
        const go = () => {
          const before = queue.speaking;
          queue = startNext(queue, 60, nowMs);
          if (before !== null) expect(queue.speaking).toBe(before);
          else if (queue.speaking !== null) {
            const call = queue.speaking;
            expect(calls.find(({ callId }) => callId === call.callId)?.withdrawn).toBe(false);
            expect(queue.waiting.filter(({ atMs }) => atMs < call.atMs)).toEqual([]);
            begun.push(call);
          }
        };
        for (const { newCalls, afterMs, withdraw, finish, missed, reload } of steps) {
          nowMs += afterMs;
          for (let made = 0; made < newCalls; made++)
            calls.push(aCall(`A${String(calls.length).padStart(3, '0')}`, 1, nowMs - made));
          if (withdraw !== null && withdraw < calls.length)
            calls = calls.map((call, index) => (index === withdraw ? { ...call, withdrawn: true } : call));
          if (finish) queue = finishSpeaking(queue);
          if (reload) queue = emptyQueue(queue.date, queue.handled);
          if (!missed) {
            queue = hear(queue, viewOf(calls), nowMs);
            go();
          }
        }
        queue = hear(finishSpeaking(queue), viewOf(calls), nowMs);
        do {
          go();
          queue = finishSpeaking(queue);
        } while (queue.waiting.length > 0);
        const spoken = ids(begun);
        expect(new Set(spoken).size).toBe(spoken.length);
        const standing = ids(calls.filter((call) => !call.withdrawn));
        expect(standing.filter((callId) => !spoken.includes(callId))).toEqual([]);
      }),
    );
  });
});

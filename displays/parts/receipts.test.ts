// A wall tells what it has shown and spoken in batches, tells it again to a new hub, and shows that it lives.
import { describe, expect, it } from 'vitest';
import { CallId } from '../../protocol/ids.ts';
import type { Receipt } from '../../protocol/wire.ts';
import { createReceipts } from './receipts.ts';

const first = CallId.parse('A012.1');
const second = CallId.parse('B001.1');

const wall = () => {
  const sent: Receipt[] = [];
  const state = { nowMs: 1_000, connected: true, sound: 'on' as Receipt['sound'] };
  const receipts = createReceipts({
    send: (receipt) => {
      if (state.connected) sent.push(receipt);
      return state.connected;
    },
    sound: () => state.sound,
    now: () => state.nowMs,
  });
  return { sent, state, receipts };
};

describe('receipts', () => {
  it('gather what was shown and spoken since the last', () => {
    const { sent, receipts, state } = wall();
    receipts.shown([first, second]);
    state.nowMs = 1_200;
    receipts.spoken(first, 1_150);
    receipts.tick();
    receipts.tick();
    expect(sent).toEqual([
      {
        sound: 'on',
        calls: [
          { callId: first, shownAtMs: 1_000, spokenAtMs: 1_150 },
          { callId: second, shownAtMs: 1_000, spokenAtMs: null },
        ],
      },
    ]);
  });

  it('are a plain sign of life every five seconds, and at once when the sound changes', () => {
    const { sent, receipts, state } = wall();
    receipts.tick();
    state.nowMs += 4_999;
    receipts.tick();
    expect(sent).toHaveLength(1);
    state.nowMs += 1;
    receipts.tick();
    expect(sent).toHaveLength(2);
    state.sound = 'blocked';
    receipts.tick();
    expect(sent.at(-1)).toEqual({ calls: [], sound: 'blocked' });
  });

  it('wait for the connection, and tell a new hub all that is on the screen', () => {
    const { sent, receipts, state } = wall();
    state.connected = false;
    receipts.shown([first]);
    receipts.tick();
    expect(sent).toEqual([]);
    state.connected = true;
    receipts.tick();
    expect(sent).toHaveLength(1);
    receipts.connected();
    receipts.tick();
    expect(sent.at(-1)?.calls).toEqual([{ callId: first, shownAtMs: 1_000, spokenAtMs: null }]);
  });

  it('forget calls that left the screen, once told', () => {
    const { sent, receipts } = wall();
    receipts.shown([first]);
    receipts.tick();
    receipts.shown([second]);
    receipts.tick();
    receipts.connected();
    receipts.tick();
    expect(sent.at(-1)?.calls.map((call) => call.callId)).toEqual([second]);
  });
});

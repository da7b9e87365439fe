// When this hub heard of each call: what another hub made with a clock that is ahead was made, at the latest, when it was heard.
import { clockAgreementMs } from '../../protocol/fresh.ts';
import type { CallId } from '../../protocol/ids.ts';
import type { Call, DayState } from '../day/state.ts';

export type HeardCalls = {
  /** The day has changed while this hub listened; `nowMs`: its own clock. */
  heard(state: DayState, nowMs: number): void;
  /**
   * When the call was made (epoch ms); when it was heard, if it seemed to come from the future then. Without this a screen takes a call of a hub whose clock
   * is ahead for one of the future, and never speaks it. What was there when the hub began to listen keeps its given time.
   */
  atMs(call: Call): number;
};

export const createHeardCalls = (before: DayState): HeardCalls => {
  let day = before;
  let heardAt = new Map<CallId, number>();

  const newIn = (calls: DayState['calls']): DayState['calls'] => {
    if (calls === day.calls) return [];
    const last = day.calls.at(-1)?.callId;
    return calls.slice(calls.findLastIndex(({ callId }) => callId === last) + 1);
  };

  return {
    heard: (state, nowMs) => {
      if (state.date !== day.date) heardAt = new Map();
      else
        for (const call of newIn(state.calls))
          if (call.atMs > nowMs + clockAgreementMs) heardAt.set(call.callId, nowMs);
      day = state;
    },
    atMs: (call) => Math.min(call.atMs, heardAt.get(call.callId) ?? call.atMs),
  };
};

// Which calls are to be spoken, and in what order: pure, so that every case can be tried by the thousand.

import { isFresh } from '../../protocol/fresh.ts';
import type { BusinessDate, CallId } from '../../protocol/ids.ts';
import type { WallCall, WallView } from '../../protocol/views.ts';

export type AnnouncementQueue = {
  /** The business day whose calls these are; call ids are unique within it only. */
  readonly date: BusinessDate | null;
  /** Spoken, being spoken, or decided never to be: never again. */
  readonly handled: ReadonlySet<CallId>;
  /**
   * The day before the last change of date, with what was handled of it: at midnight a wall may move from a hub that
   * is in the new day to one that is still in the old one, and back.
   */
  readonly other: { readonly date: BusinessDate; readonly handled: ReadonlySet<CallId> } | null;
  /** To be spoken, in the order in which they were made. */
  readonly waiting: readonly WallCall[];
  readonly speaking: WallCall | null;
};

export const emptyQueue = (
  date: BusinessDate | null = null,
  handled: Iterable<CallId> = [],
): AnnouncementQueue => ({
  date,
  handled: new Set(handled),
  other: null,
  waiting: [],
  speaking: null,
});

/** How long after its freshness a call may still be spoken because others were before it. */
const patienceMs = 120_000;

/** By their place in the view, which is that of the log: a clock that was put back does not turn calls round. */
const inOrderOf = (view: WallView): ((a: WallCall, b: WallCall) => number) => {
  const places = new Map(view.calls.map(({ callId }, place) => [callId, place]));
  const place = ({ callId }: WallCall): number => places.get(callId) ?? Number.POSITIVE_INFINITY;
  // What is no longer listed is older than all that is.
  return (a, b) => (place(a) === place(b) ? 0 : place(b) - place(a));
};

/**
 * Takes in a view: new fresh calls wait for their turn; stale or withdrawn ones are never spoken.
 * A call still waiting follows the view: withdrawn there, it is dropped. `nowMs` by the hub's clock.
 */
export const hear = (queue: AnnouncementQueue, view: WallView, nowMs: number): AnnouncementQueue => {
  const sameDay = queue.date === view.date;
  const { handled: known, other } = sameDay ? queue : onDay(queue, view.date);
  const handled = new Set(known);
  const shown = new Map(view.calls.map((call) => [call.callId, call]));
  const before = sameDay ? queue.waiting.map((call) => shown.get(call.callId) ?? call) : [];
  for (const call of before) if (call.withdrawn) handled.add(call.callId);
  const waiting = before.filter((call) => !call.withdrawn);
  const inLine = new Set(waiting.map((call) => call.callId));
  for (const call of view.calls) {
    if (handled.has(call.callId) || inLine.has(call.callId)) continue;
    const fresh = isFresh(call.atMs, nowMs, view.callFreshSeconds * 1000);
    if (fresh && !call.withdrawn) waiting.push(call);
    else handled.add(call.callId);
  }
  return {
    date: view.date,
    handled,
    other,
    waiting: waiting.sort(inOrderOf(view)),
    speaking: queue.speaking,
  };
};

/** What is known of another day than the queue's, and what is to be kept of the queue's own. */
const onDay = (
  queue: AnnouncementQueue,
  date: BusinessDate,
): Pick<AnnouncementQueue, 'handled' | 'other'> => ({
  handled: queue.other?.date === date ? queue.other.handled : new Set(),
  other: queue.date === null ? null : { date: queue.date, handled: queue.handled },
});

/** Starts the next announcement if none is being spoken; `speaking` tells which. `nowMs` by the hub's clock. */
export const startNext = (
  queue: AnnouncementQueue,
  callFreshSeconds: number,
  nowMs: number,
): AnnouncementQueue => {
  if (queue.speaking !== null || queue.waiting.length === 0) return queue;
  const handled = new Set(queue.handled);
  // After a long sleep what waited is no longer news.
  const oldest = nowMs - callFreshSeconds * 1000 - patienceMs;
  const index = queue.waiting.findIndex((call) => call.atMs >= oldest);
  const passed = index === -1 ? queue.waiting : queue.waiting.slice(0, index + 1);
  for (const call of passed) handled.add(call.callId);
  return {
    ...queue,
    handled,
    waiting: queue.waiting.slice(passed.length),
    speaking: index === -1 ? null : (queue.waiting[index] ?? null),
  };
};

/** The announcement being spoken is over, whether heard or not. */
export const finishSpeaking = (queue: AnnouncementQueue): AnnouncementQueue => ({ ...queue, speaking: null });

// What must hold of lobby screens: a call is spoken once, not when known to be withdrawn, and none that was shown in time is missed.

import type { CallsShown } from '../../../../displays/wall/wall-model.ts';
import type { WallCall, WallView } from '../../../../protocol/views.ts';
import type { WallProcess } from '../actors/wall.ts';
import type { Sim } from '../sim.ts';
import type { History } from './history.ts';

export type WallChecks = {
  /** A page begins; it remembers these calls as handled, the last one newest. What an earlier one was about to say is forgotten. */
  pageOpened(wall: string, date: string, handled: readonly string[]): void;
  slept(wall: string): void;
  /** A view has come; `nowMs` by the hub's clock as the wall knows it. */
  views(wall: string, view: WallView, shown: CallsShown, nowMs: number): void;
  speaks(wall: string, view: WallView | null, callId: string, nowMs: number): void;
  /** When all has been quiet for a while: nothing is left unsaid. */
  allSaid(): void;
  /** After healing: the screen shows the day as it is on disk. */
  upToDate(walls: readonly WallProcess[]): void;
};

/** A call may wait behind others for so long after its freshness (displays/parts/announcement-queue.ts), ms. */
const patienceMs = 120_000;

export const createWallChecks = (sim: Sim, history: History): WallChecks => {
  const spoken = new Set<string>();
  /** Calls that a wall has been shown while fresh, and has not spoken yet. */
  const owed = new Map<string, { readonly wall: string; readonly date: string; readonly call: WallCall }>();
  const keyOf = (wall: string, date: string, callId: string): string => `${wall} ${date} ${callId}`;
  const forget = (wall: string): void => {
    for (const [key, debt] of owed) if (debt.wall === wall) owed.delete(key);
  };

  const isCall = (date: string, call: WallCall): boolean => {
    const day = history.day(date);
    return day.events.some(
      ({ event }) =>
        (event.type === 'ticketCalled' || event.type === 'ticketRecalled') &&
        event.callId === call.callId &&
        event.booth === call.booth,
    );
  };

  return {
    pageOpened: (wall, date, handled) => {
      forget(wall);
      // A page that ends in the middle of an announcement may not begin it again: once is a promise, twice a nuisance.
      const last = handled.at(-1);
      if (last !== undefined) spoken.add(keyOf(wall, date, last));
    },
    slept: forget,
    views: (wall, view, shown, nowMs) => {
      sim.count('view shown on a wall');
      const fresh = view.calls.filter((call) => nowMs - call.atMs <= view.callFreshSeconds * 1_000);
      for (const call of view.calls) {
        const key = keyOf(wall, view.date, call.callId);
        if (call.withdrawn) owed.delete(key);
        else if (fresh.includes(call) && !spoken.has(key) && !owed.has(key)) {
          owed.set(key, { wall, date: view.date, call });
          if (!isCall(view.date, call))
            sim.violate(
              'a wall shows only calls that are on disk',
              `${wall} shows ${call.callId} at booth ${call.booth}`,
            );
        }
      }
      // What is shown huge or in the list is never withdrawn, and every standing fresh call has its place.
      const seen = [...shown.huge, ...shown.listed];
      const missing = fresh.find(
        (call) => !call.withdrawn && !seen.some(({ ticket }) => ticket === call.ticket),
      );
      if (missing !== undefined) sim.violate('a fresh call is on the screen', `${wall}: ${missing.callId}`);
      const wrong = seen.find((call) => call.withdrawn);
      if (wrong !== undefined)
        sim.violate('a withdrawn call is not on the screen', `${wall}: ${wrong.callId}`);
      // Yesterday's calls are nobody's any more.
      for (const [key, debt] of owed) if (debt.wall === wall && debt.date < view.date) owed.delete(key);
    },
    speaks: (wall, view, callId, nowMs) => {
      // While the chime sounded, a hub that is behind, or in another day, may have sent a view without the call.
      const debt = [...owed.values()].find((one) => one.wall === wall && one.call.callId === callId);
      const date = debt?.date ?? view?.date ?? '';
      const key = keyOf(wall, date, callId);
      const seen = view?.date === date ? view.calls.find((one) => one.callId === callId) : undefined;
      const call = seen ?? debt?.call;
      sim.count(call?.recall === true ? 'recall spoken' : 'call spoken');
      sim.note(`speaks ${callId}`);
      if (call === undefined) return;
      if (spoken.has(key)) sim.violate('a call is spoken once by a wall', key);
      spoken.add(key);
      owed.delete(key);
      if (call.withdrawn) sim.violate('a call known to be withdrawn is not spoken', key);
      const latestMs = (view?.callFreshSeconds ?? 0) * 1_000 + patienceMs + 10_000;
      if (nowMs - call.atMs > latestMs)
        sim.violate('a stale call is not spoken', `${key}, ${nowMs - call.atMs} ms old`);
    },
    allSaid: () => {
      const [left] = owed.values();
      if (left !== undefined)
        sim.violate(
          'a wall speaks every fresh call it was shown',
          `${left.wall} never spoke ${left.call.callId} of ${left.date}`,
        );
    },
    upToDate: (walls) => {
      for (const wall of walls) {
        const view = wall.view();
        const { length } = history.day(view?.date ?? '').events;
        if (view === null || wall.state() !== 'live' || view.version !== length) {
          sim.violate(
            'after the storm every wall shows the day as it is on disk',
            `${wall.name} is ${wall.state()} and shows version ${view?.version} of ${view?.date}; on disk are ${length}`,
          );
        } else sim.count('wall found up to date');
      }
    },
  };
};

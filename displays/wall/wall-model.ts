// What the wall makes of a view before drawing it: which calls are huge, which are listed, and when to rest.
import { isFresh } from '../../protocol/fresh.ts';
import type { Language } from '../../protocol/ids.ts';
import type { Phase, ProcedureNow, WallCall, WallView } from '../../protocol/views.ts';

/** Calls made so close together are shown huge together. */
const togetherMs = 20_000;
const mostHuge = 4;
/** How long a new call flashes. */
export const flashMs = 12_000;

export type CallsShown = { readonly huge: readonly WallCall[]; readonly listed: readonly WallCall[] };

/**
 * One line per ticket, the newest of its calls; withdrawn calls are never shown. The view lists them newest first by
 * the log: their times would turn round when a clock is put back.
 */
const lastOfEach = (calls: readonly WallCall[]): WallCall[] => {
  const seen = new Set<string>();
  return calls
    .filter((call) => !call.withdrawn)
    .filter((call) => !seen.has(call.ticket) && seen.add(call.ticket));
};

/** The newest calls that still stand are huge, up to four; the others are listed, newest first. */
export const callsShown = (view: WallView): CallsShown => {
  const calls = lastOfEach(view.calls);
  const standing = calls.filter((call) => !call.over);
  const newest = standing[0];
  const huge = newest
    ? standing.filter((call) => Math.abs(newest.atMs - call.atMs) <= togetherMs).slice(0, mostHuge)
    : [];
  return { huge, listed: calls.filter((call) => !huge.includes(call)) };
};

/** How many of the listed calls are fresh: they should find a place. */
export const freshAmong = (calls: readonly WallCall[], view: WallView, nowMs: number): number =>
  calls.filter((call) => isFresh(call.atMs, nowMs, view.callFreshSeconds * 1000)).length;

/**
 * Rows and columns of the list: `rows` × 4 as a rule, × 5 when more calls are fresh, and never more: smaller numbers would be
 * read by nobody. What does not find a place stands at its booth, is spoken, and is told to its phone.
 */
export const listGrid = (
  rows: number,
  fresh: number,
): { readonly rows: number; readonly columns: number } => {
  return { rows, columns: fresh <= rows * 4 ? 4 : 5 };
};

/** Booth tiles in a row: one row up to ten booths, then two. */
export const boothColumns = (count: number): number =>
  count <= 10 ? Math.max(count, 6) : Math.ceil(count / 2);

/** The phases in which nobody is called: the whole screen rests, unless somebody is at a booth still. */
export const restingPhase = (view: WallView): Exclude<Phase, 'open' | 'after'> | null => {
  if (view.phase === 'open' || view.phase === 'after') return null;
  const busy = view.booths.some((booth) => booth.ticket !== null);
  return view.phase !== 'closed' && view.phase !== 'ended' && busy ? null : view.phase;
};

/** The languages that take turns beside Japanese. */
export const secondLanguages = (view: WallView): readonly Language[] =>
  view.languages.filter((language) => language !== 'ja');

/** Procedures whose calls are frozen because the national system is down. */
export const inOutage = (view: WallView): readonly ProcedureNow[] =>
  view.procedures.filter((procedure) => procedure.intake === 'outage');

/** The n-th of a list that takes turns, e.g. every eight seconds; undefined when it is empty. */
export const turn = <T>(items: readonly T[], nowMs: number, everyMs: number): T | undefined =>
  items[Math.floor(nowMs / everyMs) % Math.max(1, items.length)];

// When somebody waited for a booth: closings, pauses and hours are told apart by it, because staff look at the queue before they go.
import type { DayRecord } from '../contract.ts';

export type Span = { readonly fromMs: number; readonly toMs: number };

/** In order of time, none touching another. */
export const merged = (spans: readonly Span[]): readonly Span[] => {
  const all: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (toMs <= fromMs) continue;
    const last = all.at(-1);
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else all.push({ fromMs, toMs });
  }
  return all;
};

/**
 * The spans of a day in which somebody waited whom a booth serves. `usual`: procedures that it called on earlier days
 * (what it called on this one counts as well).
 */
export const busyTimes = (
  day: DayRecord,
  usual: (booth: number) => readonly string[],
): ((booth: number) => readonly Span[]) => {
  const waits = new Map<string, Span[]>();
  const called = new Map<number, Set<string>>();
  const note = (procedure: string, fromMs: number, toMs: number) => {
    const own = waits.get(procedure) ?? [];
    waits.set(procedure, own);
    own.push({ fromMs, toMs });
  };
  for (const visit of day.visits) {
    if (visit.resumed) continue;
    note(visit.procedure, visit.waitingSinceMs, visit.calledAtMs);
    const own = called.get(visit.booth) ?? new Set();
    called.set(visit.booth, own.add(visit.procedure));
  }
  for (const { procedure, sinceMs, leftAtMs } of day.left ?? []) note(procedure, sinceMs, leftAtMs);
  const perProcedure = new Map([...waits].map(([id, spans]) => [id, merged(spans)]));
  return (booth) =>
    merged(
      [...new Set([...(called.get(booth) ?? []), ...usual(booth)])].flatMap(
        (id) => perProcedure.get(id) ?? [],
      ),
    );
};

/** Whether an instant lies within one of the spans; their ends do not. */
export const isWithin = (spans: readonly Span[], atMs: number): boolean =>
  spans.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);

/** Cuts a span at the edges of others: what lies within them, and what lies between. */
export const cutBy = (
  spans: readonly Span[],
  { fromMs, toMs }: Span,
): { readonly within: readonly Span[]; readonly between: readonly Span[] } => {
  const within: Span[] = [];
  const between: Span[] = [];
  let atMs = fromMs;
  for (const span of spans) {
    if (span.toMs <= atMs) continue;
    if (span.fromMs >= toMs) break;
    if (span.fromMs > atMs) between.push({ fromMs: atMs, toMs: span.fromMs });
    within.push({ fromMs: Math.max(atMs, span.fromMs), toMs: Math.min(toMs, span.toMs) });
    atMs = Math.min(toMs, span.toMs);
  }
  if (atMs < toMs) between.push({ fromMs: atMs, toMs });
  return { within, between };
};

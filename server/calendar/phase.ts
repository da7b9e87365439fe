// Where in its plan a business day is at an instant: its phase, and the intake of each procedure.
import type { DayPlan } from '../../protocol/day-plan.ts';
import type { ProcedureId } from '../../protocol/ids.ts';
import type { Phase } from '../../protocol/views.ts';

type Span = { readonly fromMs: number; readonly toMs: number };

/** The phase at an instant (epoch ms); `ended` is what the day's own log says. */
export const phaseOf = (plan: DayPlan | null, ended: boolean, nowMs: number): Phase => {
  const first = plan?.openings[0];
  const last = plan?.openings.at(-1);
  if (!plan || !first || !last) return 'closed';
  if (ended || nowMs >= plan.endsAtMs) return 'ended';
  if (nowMs < first.fromMs) return 'before';
  if (nowMs >= last.toMs) return 'after';
  return plan.openings.some((opening) => opening.fromMs <= nowMs && nowMs < opening.toMs) ? 'open' : 'break';
};

/** Whether the calendar lets walk-in tickets for a procedure be given at an instant (epoch ms). */
export const isProcedureOpen = (
  plan: DayPlan | null,
  procedure: ProcedureId,
  nowMs: number,
  lastIntakeMinutes: number,
): boolean =>
  plan !== null &&
  intakeSpans(plan, procedure, lastIntakeMinutes).some((span) => span.fromMs <= nowMs && nowMs < span.toMs);

/**
 * When tickets for a procedure are given next in this plan (epoch ms): now, when they are given already;
 * null: not any more on this day.
 */
export const nextIntake = (
  plan: DayPlan | null,
  procedure: ProcedureId,
  nowMs: number,
  lastIntakeMinutes = 0,
): number | null => {
  if (plan === null) return null;
  const span = intakeSpans(plan, procedure, lastIntakeMinutes).find((one) => nowMs < one.toMs);
  return span === undefined ? null : Math.max(span.fromMs, nowMs);
};

/** When the last tickets for a procedure are given in this plan (epoch ms); null: none on this day. */
export const intakeEnd = (
  plan: DayPlan | null,
  procedure: ProcedureId,
  lastIntakeMinutes: number,
): number | null =>
  plan === null ? null : (intakeSpans(plan, procedure, lastIntakeMinutes).at(-1)?.toMs ?? null);

/**
 * The spans in which tickets for a procedure are given. Openings that touch count as one: where the counter
 * stays open for card issue after its general closing, card issue has no last intake in between.
 */
const intakeSpans = (plan: DayPlan, procedure: ProcedureId, lastIntakeMinutes: number): readonly Span[] => {
  const first = plan.openings[0];
  if (first === undefined) return [];
  const earlyMs = first.fromMs - plan.intakeFromMs;
  const joined: Span[] = [];
  for (const opening of plan.openings) {
    if (opening.procedures !== null && !opening.procedures.includes(procedure)) continue;
    const last = joined.at(-1);
    if (last !== undefined && last.toMs === opening.fromMs) {
      joined[joined.length - 1] = { fromMs: last.fromMs, toMs: opening.toMs };
    } else {
      joined.push({ fromMs: opening.fromMs, toMs: opening.toMs });
    }
  }
  return joined
    .map((span) => ({ fromMs: span.fromMs - earlyMs, toMs: span.toMs - lastIntakeMinutes * 60_000 }))
    .filter((span) => span.fromMs < span.toMs);
};

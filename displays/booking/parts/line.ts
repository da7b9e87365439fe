// Whether a day has a line, and the pass for it. Pure.
import type { Visit } from './visit.ts';

/** The hub lets people stand in line so long before a release. */
const lineOpensMs = 30 * 60_000;
/** The pass for a day; null: none is needed. */
export const passFor = ({ line, choice }: Pick<Visit, 'line' | 'choice'>): string | null =>
  line !== null && line.site === choice.site && line.date === choice.date ? line.pass : null;

/** When the chosen day opens, if that is so near that there is a line; null: it is open, or opens later. */
export const opensSoonAt = ({
  days,
  choice,
  nowMs,
}: Pick<Visit, 'days' | 'choice' | 'nowMs'>): number | null => {
  const opensAtMs = days?.days.find(({ date }) => date === choice.date)?.opensAtMs ?? null;
  return opensAtMs !== null && opensAtMs > nowMs && opensAtMs - nowMs <= lineOpensMs ? opensAtMs : null;
};

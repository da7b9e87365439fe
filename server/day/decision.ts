// The two ways a decision ends, and how rules hand a refusal on.
import type { DayEvent } from '../../protocol/events.ts';
import { type RefusalCode, refuse } from '../../protocol/refusals.ts';
import type { Decision } from './contract.ts';

export type Refused = Extract<Decision, { kind: 'refused' }>;

/** The command is accepted: this is what happened. */
export const happened = (...events: readonly [DayEvent, ...DayEvent[]]): Decision => ({
  kind: 'events',
  events,
});

/** The command is refused, in the words of the catalogue; `allowed` are the commands accepted instead. */
export const refused = (
  code: RefusalCode,
  params: Readonly<Record<string, string | number>> = {},
  allowed: readonly string[] = [],
): Refused => ({ kind: 'refused', refusal: refuse(code, params, allowed) });

/** Tells a refusal from the thing that was looked for. */
export const isRefused = (found: object): found is Refused => 'kind' in found && found.kind === 'refused';

/** Items in one line of a message; "-" when there are none. */
export const inWords = (items: Iterable<string | number>): string => [...items].join(', ') || '-';

// What the pure day gives to the rest of the house, and what it needs to decide.
import type { AnyCommand } from '../../protocol/commands.ts';
import type { DayEvent } from '../../protocol/events.ts';
import type { Actor, CommandId, ProcedureId, TicketCode } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { Said } from '../../protocol/said.ts';
import type { Offering } from '../reservations/contract.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { DayState } from './state.ts';

/** All that `decide` needs besides state and command; clock, randomness and identity come from the hub. */
export type DecideContext = {
  readonly nowMs: number;
  readonly commandId: CommandId;
  readonly actor: Actor;
  readonly site: ResolvedSite;
  /** A fresh unguessable code, used if a ticket is issued. */
  readonly newCode: TicketCode;
  /** What the forecast's runs say of one more walk-in of a procedure now; null: nothing. Left out: there is no forecast. */
  readonly said?: (procedure: ProcedureId) => Said | null;
  /** What can be reserved on the day; left out: nothing. */
  readonly offering?: Offering;
  /** The next opening after now in words ("2026-11-24 09:00"), for refusals; "-" when none is known. */
  readonly nextOpening: string;
};

export type Decision =
  | { readonly kind: 'events'; readonly events: readonly [DayEvent, ...DayEvent[]] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type Decide = (state: DayState, command: AnyCommand, context: DecideContext) => Decision;

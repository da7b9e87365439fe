// Numbers lent to a device in advance, so that it can go on giving tickets when the hub is away.
import type { CommandOf } from '../../protocol/commands.ts';
import { businessDateAt } from '../calendar/dates.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, inWords, isRefused, refused } from './decision.ts';
import { findProcedure } from './known.ts';
import { numbersHeld, numbersToLease, rangeOf } from './numbers.ts';
import type { DayState } from './state.ts';

/** Fills up what the device holds to `count` numbers, or to as many as are left. */
export const leaseNumbers = (
  state: DayState,
  command: CommandOf<'leaseNumbers'>,
  context: DecideContext,
): Decision => {
  const { actor, site } = context;
  if (actor.kind !== 'device')
    return refused('unknownPrinter', {
      device: actor.id,
      known: inWords(site.settings.printers.map((printer) => printer.id)),
    });
  // Numbers of a day gone by are of use to nobody.
  if (state.date < businessDateAt(context.nowMs)) return refused('dateNotAllowed', { date: state.date });
  const procedure = findProcedure(context, command.procedure);
  if (isRefused(procedure)) return procedure;
  const held = numbersHeld(state, actor.id, procedure.id);
  const numbers = numbersToLease(state, procedure, Math.max(0, command.count - held.length));
  if (held.length + numbers.length === 0)
    return refused('numbersExhausted', { procedure: procedure.names.ja, range: rangeOf(procedure) });
  // Also when nothing is added: the event carries the answer, with the numbers held already.
  return happened({
    type: 'numbersLeased',
    device: actor.id,
    procedure: procedure.id,
    numbers: [...numbers],
  });
};

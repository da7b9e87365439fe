// Handing a visit on: to another procedure, to another booth; the number and the due time go along.
import type { CommandOf } from '../../protocol/commands.ts';
import type { BoothNumber, ProcedureId } from '../../protocol/ids.ts';
import type { BoothProcedure } from '../../protocol/settings.ts';
import { allowedForTicket } from './allowed.ts';
import { findOpenBooth, findVisit } from './at-booth.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, inWords, isRefused, type Refused, refused } from './decision.ts';
import { findProcedure, nameOf, namesOf } from './known.ts';
import type { Booth, DayState, Ticket } from './state.ts';

export const transfer = (
  state: DayState,
  command: CommandOf<'transfer'>,
  context: DecideContext,
): Decision => {
  const visit = findVisit(state, context, command, ['serving']);
  if (isRefused(visit)) return visit;
  const { ticket } = visit;
  const procedure = command.procedure ?? ticket.procedure;
  const found = findProcedure(context, procedure);
  if (isRefused(found)) return found;
  const elsewhere = command.toBooth !== null && command.toBooth !== command.booth;
  if (procedure === ticket.procedure && !elsewhere)
    return refused('nothingToTransfer', {}, allowedForTicket(state, ticket));
  const refusal =
    command.toBooth === null
      ? servedNowhere(state, context, ticket, procedure)
      : notServedAt(state, context, ticket, procedure, command.toBooth);
  if (refusal !== null) return refusal;
  return happened({
    type: 'ticketTransferred',
    ticket: ticket.number,
    booth: command.booth,
    procedure,
    onlyBooth: command.toBooth,
    note: command.note,
  });
};

/** A booth named as the goal must be there and serve the procedure, or the visitor would wait for nobody. */
const notServedAt = (
  state: DayState,
  context: DecideContext,
  ticket: Ticket,
  procedure: ProcedureId,
  number: BoothNumber,
): Refused | null => {
  const booth = findOpenBooth(state, context, number);
  if (isRefused(booth)) return booth;
  if (serves(booth.procedures, procedure)) return null;
  return notServed(state, context, ticket, procedure, [booth]);
};

/** Any booth that is open, or could open by the settings, will do; it may be closed for the moment. */
const servedNowhere = (
  state: DayState,
  context: DecideContext,
  ticket: Ticket,
  procedure: ProcedureId,
): Refused | null => {
  const open = [...state.booths.values()].filter((booth) => booth.state !== 'closed');
  const settings = [...context.site.booths.values()];
  if ([...open, ...settings].some((booth) => serves(booth.procedures, procedure))) return null;
  return notServed(state, context, ticket, procedure, open);
};

const serves = (served: readonly BoothProcedure[], procedure: ProcedureId): boolean =>
  served.some((one) => one.procedure === procedure);

const notServed = (
  state: DayState,
  context: DecideContext,
  ticket: Ticket,
  procedure: ProcedureId,
  booths: readonly Booth[],
): Refused => {
  const served = new Set(booths.flatMap((booth) => booth.procedures.map((one) => one.procedure)));
  return refused(
    'procedureNotServed',
    {
      booth: inWords(booths.map((booth) => booth.number)),
      procedure: nameOf(context, procedure),
      serves: namesOf(context, served),
    },
    allowedForTicket(state, ticket),
  );
};

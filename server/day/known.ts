// Looks up what a command names; what is not there is refused with the names that are.
import type {
  BoothNumber,
  DeviceId,
  MarkId,
  ProcedureId,
  StaffId,
  TicketNumber,
} from '../../protocol/ids.ts';
import type { BoothProcedure } from '../../protocol/settings.ts';
import type { OfferedProcedure, StaffName } from '../settings/resolved-site.ts';
import type { DecideContext } from './contract.ts';
import { inWords, isRefused, type Refused, refused } from './decision.ts';
import type { Booth, DayState, Ticket } from './state.ts';

/** The procedure's name as staff know it; its id when the settings no longer have it. */
export const nameOf = (context: DecideContext, procedure: ProcedureId): string =>
  context.site.procedures.get(procedure)?.names.ja ?? procedure;

/** Several names in one line. */
export const namesOf = (context: DecideContext, procedures: Iterable<ProcedureId>): string =>
  inWords([...procedures].map((procedure) => nameOf(context, procedure)));

export const findProcedure = (context: DecideContext, procedure: ProcedureId): OfferedProcedure | Refused =>
  context.site.procedures.get(procedure) ??
  refused('unknownProcedure', { procedure, known: inWords(context.site.procedures.keys()) });

/** The procedures without repetitions, or a refusal that names the first unknown one. */
export const findProcedures = (
  context: DecideContext,
  procedures: readonly ProcedureId[],
): readonly ProcedureId[] | Refused => {
  for (const procedure of procedures) {
    const found = findProcedure(context, procedure);
    if (isRefused(found)) return found;
  }
  return [...new Set(procedures)];
};

/** What a booth is to serve; of a procedure named twice the last counts. */
export const findServed = (
  context: DecideContext,
  served: readonly BoothProcedure[],
): readonly BoothProcedure[] | Refused => {
  const known = findProcedures(
    context,
    served.map((one) => one.procedure),
  );
  return isRefused(known) ? known : [...new Map(served.map((one) => [one.procedure, one])).values()];
};

/** The marks without repetitions, or a refusal that names the first unknown one. */
export const findMarks = (context: DecideContext, marks: readonly MarkId[]): readonly MarkId[] | Refused => {
  const unknown = marks.find((mark) => !context.site.marks.has(mark));
  if (unknown !== undefined)
    return refused('unknownMark', { mark: unknown, known: inWords(context.site.marks.keys()) });
  return [...new Set(marks)];
};

/** A booth of the settings as it is now; one that has not opened today is closed. */
export const findBooth = (state: DayState, context: DecideContext, number: BoothNumber): Booth | Refused => {
  // A booth taken out of the settings while it is open still has to finish and close.
  const booth = state.booths.get(number);
  if (booth !== undefined && (booth.state !== 'closed' || context.site.booths.has(number))) return booth;
  if (!context.site.booths.has(number))
    return refused('unknownBooth', { booth: number, known: inWords(context.site.booths.keys()) });
  return {
    number,
    state: 'closed',
    staff: null,
    procedures: [],
    pauseNote: '',
    pausedUntilMs: null,
    sinceMs: 0,
    ticket: null,
  };
};

export const findTicket = (state: DayState, number: TicketNumber): Ticket | Refused =>
  state.tickets.get(number) ?? refused('unknownTicket', { ticket: number }, ['recordTicket']);

export const findStaff = (context: DecideContext, staff: StaffId): StaffName | Refused =>
  context.site.staff.get(staff) ?? refused('unknownStaff', { staff });

/** A device agent that may be asked to print here. */
export const findPrinter = (
  context: DecideContext,
  device: DeviceId,
): { readonly id: DeviceId } | Refused => {
  const { printers } = context.site.settings;
  return (
    printers.find((printer) => printer.id === device) ??
    refused('unknownPrinter', { device, known: inWords(printers.map((printer) => printer.id)) })
  );
};

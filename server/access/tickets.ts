// Finds the ticket of a code, for phones: by HTTP and by socket, with guessing slowed down the same way.
import type { IncomingMessage } from 'node:http';
import { TicketCode, type TicketNumber } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Addresses } from '../base/addresses.ts';
import type { DayState, Ticket } from '../day/state.ts';
import type { Hub, SiteHub, Snapshot } from '../hub/contract.ts';
import type { Rates } from './rates.ts';

export type FoundTicket = {
  readonly code: TicketCode;
  readonly siteHub: SiteHub;
  readonly snapshot: Snapshot;
  readonly ticket: Ticket;
};

export type Tickets = {
  /**
   * For a stranger's request: refuses with `unknownCode`, or `tooManyAttempts` when the address asked for too many of
   * those. A right code always opens: 80 random bits are not guessed at any rate, but one guesser may share his address
   * with all phones of a hall.
   */
  lookUp(request: IncomingMessage, code: unknown): Promise<Parsed<FoundTicket>>;
  /** For a code that was found before; null: its day is gone. */
  again(code: TicketCode): FoundTicket | null;
};

/** Codes never change, so a site's index is made anew only when a ticket was added. */
const createFinder = (hub: Hub) => {
  const indexes = new Map<
    SiteHub,
    { readonly key: string; readonly numbers: ReadonlyMap<string, TicketNumber> }
  >();
  const indexOf = (siteHub: SiteHub, state: DayState) => {
    const key = `${state.date}/${state.tickets.size}`;
    const known = indexes.get(siteHub);
    if (known?.key === key) return known.numbers;
    const numbers = new Map([...state.tickets.values()].map((ticket) => [ticket.code, ticket.number]));
    indexes.set(siteHub, { key, numbers });
    return numbers;
  };
  return (code: TicketCode): FoundTicket | null => {
    for (const siteHub of hub.sites.values()) {
      const snapshot = siteHub.snapshot();
      const number = indexOf(siteHub, snapshot.state).get(code);
      const ticket = number === undefined ? undefined : snapshot.state.tickets.get(number);
      if (ticket !== undefined) return { code, siteHub, snapshot, ticket };
    }
    return null;
  };
};

/** Looks into today of every site. */
export const createTickets = (parts: {
  readonly hub: Hub;
  readonly rates: Pick<Rates, 'spend'>;
  readonly addresses: Addresses;
}): Tickets => {
  const find = createFinder(parts.hub);
  return {
    again: find,
    lookUp: async (request, input) => {
      // Typed by hand it may be in small letters.
      const code = TicketCode.safeParse(typeof input === 'string' ? input.toUpperCase() : input);
      const found = code.success ? find(code.data) : null;
      if (found !== null) return { ok: true, value: found };
      const waits = await parts.rates.spend('lookups', parts.addresses.ofRequest(request));
      return { ok: false, refusal: waits ?? refuse('unknownCode') };
    },
  };
};

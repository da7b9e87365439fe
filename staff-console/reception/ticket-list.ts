// Finding a ticket: by typing its number, or in the list of those waiting, absent and held.
import { html, nothing, type TemplateResult } from 'lit';
import type { TicketNumber } from '../../protocol/ids.ts';
import type { ReservationCode } from '../../protocol/reservation-ids.ts';
import { codeIn } from '../../protocol/scanned-code.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { checkInTexts } from '../../protocol/texts/staff-check-in.ts';
import { clockTime, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { ReceptionView, TicketLine } from '../../protocol/views.ts';
import { procedureName, typedTicket, waitText } from '../parts/format.ts';
import { ticketPlates } from '../parts/queue-table.ts';
import { comingList, matchingComing } from './coming-list.ts';

export const filters = [
  'all',
  'waiting',
  'absent',
  'held',
  'called',
  'serving',
  'unprinted',
  'coming',
] as const;
export type Filter = (typeof filters)[number];

export type TicketList = {
  readonly view: ReceptionView;
  readonly typed: string;
  readonly filter: Filter;
  readonly language: StaffLanguage;
  readonly type: (typed: string) => void;
  readonly choose: (filter: Filter) => void;
  readonly open: (ticket: TicketNumber) => void;
  readonly notFound: (typed: string) => void;
  /** Somebody with this reservation is there. */
  readonly checkIn: (code: ReservationCode) => void;
};

const mostShown = 120;

const isOf = ({ state, print }: TicketLine, filter: Filter): boolean =>
  filter === 'all' ||
  filter === 'coming' ||
  (filter === 'unprinted' ? print === 'pending' : state === filter);

/** The tickets to show: an exact number wins, else those that begin with what was typed. */
export const matchingTickets = (
  tickets: readonly TicketLine[],
  typed: string,
  filter: Filter,
): readonly TicketLine[] => {
  const exact = typedTicket(typed);
  const found = tickets.find((line) => line.ticket === exact);
  if (found !== undefined) return [found];
  const start = typed.normalize('NFKC').toUpperCase().trim();
  return tickets.filter((line) => isOf(line, filter) && line.ticket.startsWith(start)).slice(0, mostShown);
};

/** The find field, the filters and the list. */
export const ticketList = (list: TicketList): TemplateResult => {
  const { view, typed, filter, language } = list;
  const texts = staffTexts(language);
  const say = texts.reception;
  const found = matchingTickets(view.tickets, typed, filter);
  const coming = filter === 'coming' ? matchingComing(view.coming, typed) : [];
  const count = (wanted: Filter) =>
    wanted === 'coming' ? view.coming.length : view.tickets.filter((line) => isOf(line, wanted)).length;
  // Sheets that wait for their printer have a place of their own only while there are any.
  const offered = filters.filter(
    (wanted) => (wanted !== 'unprinted' && wanted !== 'coming') || filter === wanted || count(wanted) > 0,
  );
  return html`
    <form
      class="find"
      role="search"
      @submit=${(event: Event) => {
        event.preventDefault();
        const code = codeIn(typed);
        if (code !== null) return list.checkIn(code);
        const [first] = found;
        const [next] = coming;
        if (typed.trim() !== '' && next !== undefined) return list.checkIn(next.code);
        if (typed.trim() !== '' && first !== undefined) list.open(first.ticket);
        else if (typed.trim() !== '') list.notFound(typed);
      }}
    >
      <label for="find"><kbd>/</kbd> ${say.find}</label>
      <input
        id="find"
        type="search"
        autocomplete="off"
        placeholder=${say.findHint}
        .value=${typed}
        @input=${(event: InputEvent) => list.type((event.target as HTMLInputElement).value)}
      />
    </form>
    <div class="filters" role="group" aria-label=${say.tickets}>
      ${offered.map(
        (wanted) => html`<button
          type="button"
          aria-pressed=${wanted === filter ? 'true' : 'false'}
          @click=${() => list.choose(wanted)}
        >
          ${filterName(wanted, language)} <span class="small">${count(wanted)}</span>
        </button>`,
      )}
    </div>
    ${
      filter === 'coming' && typedTicket(typed) === null
        ? comingList(coming, list)
        : found.length === 0
          ? html`<p class="empty" role="status">${say.noTickets}</p>`
          : html`<ul class="tickets scroll">
          ${found.map((ticket) => ticketRow(ticket, list))}
        </ul>`
    }
  `;
};

const filterName = (filter: Filter, language: StaffLanguage): string => {
  const texts = staffTexts(language);
  if (filter === 'coming') return checkInTexts(language).coming;
  return filter === 'all' || filter === 'unprinted' ? texts.reception[filter] : texts.ticketStates[filter];
};

const ticketRow = (ticket: TicketLine, { view, language, open }: TicketList): TemplateResult => {
  const texts = staffTexts(language);
  const where =
    ticket.booth !== null && (ticket.state === 'called' || ticket.state === 'serving')
      ? ` ${texts.common.booth(ticket.booth)}`
      : '';
  return html`<li>
    <button type="button" class=${`ticket-row ${ticket.state}`} data-ticket=${ticket.ticket} @click=${() => open(ticket.ticket)}>
      <span class="row-number">${ticket.ticket}</span>
      <span class="row-what">
        ${procedureName(view.procedures, ticket.procedure, language)} ${ticketPlates(ticket, view.marks, language)}
        ${ticket.slotAtMs === null ? nothing : html`<span class="plate">${checkInTexts(language).coming} ${clockTime(ticket.slotAtMs)}</span>`}
      </span>
      <span class="row-state">
        ${texts.ticketStates[ticket.state]}${where}
        <span class="small">
          ${ticket.state === 'waiting' ? waitText(ticket.estimate, language) : clockTime(ticket.sinceMs)}
        </span>
      </span>
    </button>
  </li>`;
};

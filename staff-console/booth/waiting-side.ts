// The middle of the booth page: who is next and why, the queue, and those held or absent with their ways back.
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffLanguage, StaffTexts } from '../../protocol/texts/staff-catalogue.ts';
import { clockTime, whySentence } from '../../protocol/texts/staff-texts.ts';
import type { BoothView, TicketLine } from '../../protocol/views.ts';
import { procedureName } from '../parts/format.ts';
import { queueTable } from '../parts/queue-table.ts';

export type SideActs = {
  readonly resumeHere: (ticket: TicketLine) => void;
  readonly toQueue: (ticket: TicketLine) => void;
  readonly returned: (ticket: TicketLine) => void;
};

/** The ticket that "next" would call: the first of the queue that is neither frozen nor outside; null when none. */
export const nextOf = (view: BoothView): TicketLine | null =>
  view.queue.find((ticket) => !ticket.why.frozen && ticket.why.outUntilMs === null) ?? null;

/** The waiting side of the page. */
export const waitingSide = (
  view: BoothView,
  acts: SideActs,
  texts: StaffTexts,
  language: StaffLanguage,
): TemplateResult => {
  const next = nextOf(view);
  return html`
    <section class="next" aria-label=${texts.booth.next}>
      <h2>${texts.booth.next}</h2>
      ${
        next === null
          ? html`<p class="next-sentence">${texts.booth.queueEmpty}</p>`
          : html`<p class="next-number">${next.ticket}</p>
            <p class="next-sentence">
              <strong>${procedureName(view.procedures, next.procedure, language)}</strong>
              ${whySentence(next.why, next.slotAtMs, language)}
            </p>`
      }
    </section>
    <section class="queue-panel" aria-labelledby="queue-title">
      <h2 id="queue-title">${texts.booth.queue}<span class="count">${texts.common.people(view.queueLength)}</span></h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="queue-title">
        ${queueTable(view.queue, view.queueLength, view, language)}
      </div>
    </section>
    ${asideList(
      texts.booth.held,
      view.held,
      (ticket, place) => html`
        <button type="button" data-resume=${ticket.ticket} @click=${() => acts.resumeHere(ticket)}>
          ${place < 9 ? html`<kbd>${place + 1}</kbd>` : nothing} ${texts.booth.resumeHere}
        </button>
        <button type="button" @click=${() => acts.toQueue(ticket)}>${texts.booth.toQueue}</button>
      `,
      view,
      language,
    )}
    ${asideList(
      texts.booth.absent,
      view.absent,
      (
        ticket,
      ) => html`<button type="button" data-return=${ticket.ticket} @click=${() => acts.returned(ticket)}>
        ${texts.booth.returnTicket}
      </button>`,
      view,
      language,
    )}
  `;
};

const asideList = (
  title: string,
  tickets: readonly TicketLine[],
  buttons: (ticket: TicketLine, place: number) => TemplateResult,
  view: BoothView,
  language: StaffLanguage,
): TemplateResult | typeof nothing =>
  tickets.length === 0
    ? nothing
    : html`<section class="aside-list" aria-label=${title}>
      <h2>${title}<span class="count">${tickets.length}</span></h2>
      <ul class="scroll">
        ${tickets.map(
          (ticket, place) => html`<li>
            <span class="aside-number">${ticket.ticket}</span>
            <span class="aside-what">
              ${procedureName(view.procedures, ticket.procedure, language)}
              <span class="small">${clockTime(ticket.sinceMs)}～ ${ticket.note}</span>
            </span>
            <span class="aside-buttons">${buttons(ticket, place)}</span>
          </li>`,
        )}
      </ul>
    </section>`;

// The last ticket issued, its number huge, and what became of its paper.
import { html, nothing, type TemplateResult } from 'lit';
import type { TicketNumber } from '../../protocol/ids.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { clockTime, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { ReceptionView } from '../../protocol/views.ts';
import type { Message } from '../parts/console.ts';
import { procedureName } from '../parts/format.ts';
import { ticketPlates } from '../parts/queue-table.ts';

/** Shows the number until the next one, newest first, those before it small; the paper's state follows the view. */
export const resultPanel = (
  view: ReceptionView,
  issued: readonly TicketNumber[],
  open: (ticket: TicketNumber) => void,
  language: StaffLanguage,
  answer: TemplateResult,
  message: Message | null,
): TemplateResult => {
  const say = staffTexts(language).reception;
  const [last, ...before] = issued;
  const ticket = view.tickets.find((line) => line.ticket === last);
  if (last === undefined || ticket === undefined)
    return html`<section class="result empty-result" aria-label=${say.lastIssued}>
      ${message === null ? html`<p class="hint">${last ?? say.nothingIssued}</p>` : nothing}${answer}
    </section>`;
  const { printStates } = staffTexts(language);
  const paper = {
    none: say.withoutPaper,
    pending: say.printing,
    printed: say.printed,
    unprinted: printStates.unprinted,
    unconfirmed: printStates.unconfirmed,
  }[ticket.print];
  return html`<section class="result" aria-label=${say.lastIssued}>
    <p class="result-number" aria-live="polite">${ticket.ticket}</p>
    <div class="result-words">
      <p>
        <strong>${procedureName(view.procedures, ticket.procedure, language)}</strong>
        ${clockTime(ticket.issuedAtMs)} ${ticketPlates(ticket, view.marks, language)}
      </p>
      <p>
        <span class=${`paper-${ticket.print}`}>${paper}</span>
        ${before.length === 0 ? nothing : html`<span class="result-before">← ${before.join(' ← ')}</span>`}
      </p>
      ${answer}
    </div>
    <button type="button" @click=${() => open(ticket.ticket)}>${say.detail}</button>
  </section>`;
};

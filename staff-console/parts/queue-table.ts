// The queue in its order: number, due time, why, estimate; the first is next.
import { html, nothing, type TemplateResult } from 'lit';
import type { MarkId } from '../../protocol/ids.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { clockTime, staffText, staffTexts, whySentence } from '../../protocol/texts/staff-texts.ts';
import type { BoothView, ProcedureNow, TicketLine } from '../../protocol/views.ts';
import { languageNames, procedureName, waitText } from './format.ts';

type Marks = BoothView['marks'];

/** Marks, absence outside, language and party of a ticket as small plates; `said` is a mark that the sentence names already. */
export const ticketPlates = (
  ticket: TicketLine,
  marks: Marks,
  language: StaffLanguage,
  said: MarkId | null = null,
): TemplateResult => html`
  ${ticket.marks
    .filter((id) => id !== said)
    .map((id) => {
      const mark = marks.find((known) => known.id === id);
      return html`<span class="plate mark">${mark === undefined ? id : staffText(mark.names, language)}</span>`;
    })}
  ${ticket.why.outUntilMs === null ? nothing : html`<span class="plate outside">${staffTexts(language).why.outside(clockTime(ticket.why.outUntilMs))}</span>`}
  ${ticket.language === 'ja' ? nothing : html`<span class="plate language-plate" lang=${textsFor(ticket.language).tag}>${languageNames[ticket.language]}</span>`}
  ${ticket.partySize > 1 ? html`<span class="plate">${staffTexts(language).common.party(ticket.partySize)}</span>` : nothing}
`;

/** The table of a booth's queue. */
export const queueTable = (
  queue: readonly TicketLine[],
  queueLength: number,
  context: { readonly procedures: readonly ProcedureNow[]; readonly marks: Marks },
  language: StaffLanguage,
): TemplateResult => {
  const say = staffTexts(language);
  if (queue.length === 0) return html`<p class="empty">${say.booth.queueEmpty}</p>`;
  return html`<table class="queue">
    <thead>
      <tr>
        <th scope="col">${say.booth.columnNumber}</th>
        <th scope="col">${say.booth.columnDue}</th>
        <th scope="col">${say.booth.columnWhy}</th>
        <th scope="col">${say.booth.columnEstimate}</th>
      </tr>
    </thead>
    <tbody>
      ${queue.map(
        (ticket) => html`<tr class=${ticket.why.frozen || ticket.why.outUntilMs !== null ? 'frozen' : ''}>
          <th scope="row">${ticket.ticket}</th>
          <td class="due">${clockTime(ticket.why.due.atMs)}</td>
          <td class="why">
            <span class="of">${procedureName(context.procedures, ticket.procedure, language)}</span>
            ${whySentence(ticket.why, ticket.slotAtMs, language)}
            ${ticketPlates(ticket, context.marks, language, ticket.why.due.mark)}
          </td>
          <td class="estimate">${waitText(ticket.estimate, language)}</td>
        </tr>`,
      )}
    </tbody>
  </table>
  ${queueLength > queue.length ? html`<p class="hint">${say.common.more(queueLength - queue.length)}</p>` : nothing}`;
};

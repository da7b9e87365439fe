// The ticket at the booth, very large, with all that staff need to know of the visitor; or what to do when there is none.
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { clockTime, staffText, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { BoothView, TicketLine } from '../../protocol/views.ts';
import '../parts/elapsed-time.ts';
import { procedureName } from '../parts/format.ts';
import { ticketPlates } from '../parts/queue-table.ts';

/** The card; `nowMs` is the hub's clock. */
export const currentTicket = (
  view: BoothView,
  nowMs: () => number,
  language: StaffLanguage,
): TemplateResult => {
  const say = staffTexts(language);
  const { current, me } = view;
  if (current === null) return emptyBooth(view, language);
  return html`<section class=${`current ${current.state}`} aria-label=${say.ticketStates[current.state]}>
    <div class="current-head">
      <span class=${`state-plate ${current.state}`}>${say.ticketStates[current.state]}</span>
      <span class="current-since">
        ${current.state === 'called' ? say.booth.sinceCalled : say.booth.sinceStarted}
        <elapsed-time
          class="elapsed"
          role="timer"
          aria-label=${current.state === 'called' ? say.booth.sinceCalled : say.booth.sinceStarted}
          .sinceMs=${current.sinceMs}
          .nowMs=${nowMs}
          .language=${language}
        ></elapsed-time>
      </span>
    </div>
    <p class="current-number" aria-live="polite"><span>${current.ticket}</span></p>
    <p class="current-procedure">${fullName(view, current, language)}</p>
    <p class="plates">${ticketPlates(current, view.marks, language)}</p>
    ${current.note === '' ? nothing : html`<p class="current-note" tabindex="0">${say.booth.note}：${current.note}</p>`}
    <p class="current-facts">
      ${say.reception.issuedAt} ${clockTime(current.issuedAtMs)} · ${say.sources[current.source]}
      ${current.slotAtMs === null ? nothing : html` · ${say.sources.reservation} ${clockTime(current.slotAtMs)}`}
      · ${say.booth.callsSoFar} ${current.calls}
      ${me.state === 'paused' ? html` · <strong>${say.boothStates.paused}</strong>` : nothing}
    </p>
  </section>`;
};

const fullName = (view: BoothView, ticket: TicketLine, language: StaffLanguage): string => {
  const known = view.procedures.find((procedure) => procedure.id === ticket.procedure);
  return known === undefined
    ? procedureName(view.procedures, ticket.procedure, language)
    : staffText(known.names, language);
};

const emptyBooth = (view: BoothView, language: StaffLanguage): TemplateResult => {
  const say = staffTexts(language);
  const { me } = view;
  const until = me.pausedUntilMs === null ? '' : `（${say.pausedUntil(clockTime(me.pausedUntilMs))}）`;
  const [head, hint] = {
    open: [say.booth.noCurrent, view.queueLength > 0 ? say.booth.noCurrentHint : say.booth.queueEmpty],
    paused: [`${say.boothStates.paused}${until}`, `${me.pauseNote} ${say.booth.pausedHint}`],
    closed: [say.boothStates.closed, say.booth.closedHint],
  }[me.state] as [string, string];
  return html`<section class="current none" aria-label=${head}>
    <p class="none-head">${head}</p>
    <p class="none-hint">${hint}</p>
  </section>`;
};

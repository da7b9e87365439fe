// The first steps: what to do here, and for which procedure.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { textIn } from '../../../protocol/ids.ts';
import type { Acts } from '../parts/acts.ts';
import { proceduresOf, type Visit } from '../parts/visit.ts';

export const startStep = (visit: Visit, acts: Acts): TemplateResult => {
  const { texts, offer } = visit;
  const none = offer !== null && offer.sites.length === 0;
  return html`
    ${
      none
        ? html`<p class="note">${texts.start.none}</p>`
        : html`<button type="button" class="choice large" ?disabled=${offer === null} @click=${acts.begin}>
            <strong>${texts.start.book}</strong><span>${texts.start.bookHint}</span>
          </button>`
    }
    <button type="button" class="choice large" @click=${acts.find}>
      <strong>${texts.start.mine}</strong><span>${texts.start.mineHint}</span>
    </button>
    <p class="links">
      <a href="/now">${texts.start.now}</a>
    </p>
    ${offer?.telephone == null ? nothing : html`<p class="note">${texts.full.telephone(offer.telephone)}</p>`}
  `;
};

export const procedureStep = (visit: Visit, acts: Acts): TemplateResult =>
  html`<ul class="choices">
    ${(visit.offer === null ? [] : proceduresOf(visit.offer)).map(
      (one) =>
        html`<li><button type="button" class="choice" @click=${() => acts.chooseProcedure(one.procedure)}>
          <strong>${textIn(one.names, visit.language)}</strong>
        </button></li>`,
    )}
  </ul>`;

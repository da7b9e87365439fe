// Pieces that several steps show: the summary of what is reserved, what went wrong, other free times.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { timeOf } from '../../parts/civil-time.ts';
import type { Acts } from '../parts/acts.ts';
import type { Visit } from '../parts/visit.ts';
import { dayNamed, placeName, procedureOf } from '../parts/words.ts';

export type Drawn = TemplateResult | typeof nothing;

/** Rows of name and value. */
export const facts = (rows: readonly (readonly [string, unknown])[]): TemplateResult =>
  html`<dl class="facts">
    ${rows.filter(([, value]) => value !== null && value !== '').map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;

/** What was chosen so far, as one line above a step. */
export const chosenLine = (visit: Visit): Drawn => {
  const { procedure, site } = visit.choice;
  if (procedure === null) return nothing;
  const words = [
    procedureOf(visit, procedure, site).name,
    ...(site === null ? [] : [placeName(visit, site)]),
  ];
  return html`<p class="chosen">${words.join('　')}</p>`;
};

/** A refusal or a lost line in plain words, with what can be taken instead. */
export const troublePart = (visit: Visit, acts: Acts): Drawn => {
  const { texts, trouble } = visit;
  if (visit.unsure) return html`<div class="trouble" role="alert"><p>${texts.unsure}</p></div>`;
  if (trouble === null) return nothing;
  return html`<div class="trouble" role="alert" data-trouble=${trouble}>
    <p>${trouble === 'offline' ? texts.offline : texts.refused[trouble]}</p>
    ${
      trouble === 'offline'
        ? html`<button type="button" class="quiet" ?disabled=${visit.busy} @click=${acts.retry}>${texts.retry}</button>`
        : nothing
    }
    ${
      visit.alternatives.length === 0
        ? nothing
        : html`<h2>${texts.full.others}</h2>
            <ul class="choices">
              ${visit.alternatives.map(
                (time) =>
                  html`<li><button type="button" class="choice" ?disabled=${visit.busy} @click=${() => acts.takeInstead(time)}>
                    <strong>${dayNamed(visit, time.date)} ${timeOf(time.seats[0]?.atMs ?? 0)}</strong>
                    ${time.site === visit.choice.site ? nothing : html`<span>${placeName(visit, time.site)}</span>`}
                  </button></li>`,
              )}
            </ul>`
    }
  </div>`;
};

/** A text of several lines as a list when it names several things (、 or line breaks). */
export const bringList = (bring: string): TemplateResult => {
  const things = bring
    .split(/[、\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return things.length < 2
    ? html`<p>${bring}</p>`
    : html`<ul class="bring">${things.map((one) => html`<li>${one}</li>`)}</ul>`;
};

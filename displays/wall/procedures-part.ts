// The procedures: letter, name, how many wait, how long, and what does not go on just now.
import { html, nothing, type TemplateResult } from 'lit';
import { type PublicTexts, showRange } from '../../protocol/texts/index.ts';
import type { ProcedureNow, WallView } from '../../protocol/views.ts';
import { calendarIcon, clockIcon, stopIcon, warningIcon } from '../parts/icons.ts';
import { both, bothLocal, type Tongue } from './words.ts';

type Said = {
  readonly kind: 'stop' | 'warn' | 'soft';
  readonly icon: TemplateResult | typeof nothing;
  readonly pick: (texts: PublicTexts) => string;
};

const stateOf = (procedure: ProcedureNow): Said | null => {
  switch (procedure.intake) {
    case 'outage':
      return { kind: 'warn', icon: warningIcon, pick: (texts) => texts.wall.outageShort };
    case 'stopped':
      return { kind: 'stop', icon: stopIcon, pick: (texts) => texts.wall.intakeStopped };
    case 'notNow':
      return { kind: 'soft', icon: clockIcon, pick: (texts) => texts.wall.notNow };
    case 'reservationOnly':
      return { kind: 'soft', icon: calendarIcon, pick: (texts) => texts.wall.reservationOnly };
    case 'allGiven':
      return { kind: 'stop', icon: stopIcon, pick: (texts) => texts.wall.allGiven };
    case 'open':
      return procedure.estimate === null
        ? { kind: 'soft', icon: clockIcon, pick: (texts) => texts.wall.noBooth }
        : null;
  }
};

const waitCell = (procedure: ProcedureNow, tongue: Tongue): TemplateResult => {
  const said = stateOf(procedure);
  if (said !== null)
    return html`<span class="wait state ${said.kind}">${said.icon}<span class="words" data-fit
      >${both(tongue, said.pick)}</span></span>`;
  const estimate = procedure.estimate;
  return html`<span class="wait" data-fit
    >${estimate === null ? nothing : both(tongue, (texts) => showRange(estimate, texts.wall))}</span>`;
};

/** More procedures than this leave room for short names only. */
const shortFrom = 7;

export const proceduresPart = (view: WallView, tongue: Tongue): TemplateResult => html`
  <section class="procedures" aria-labelledby="procedures-heading">
    <div class="head">
      <h2 id="procedures-heading">${both(tongue, (texts) => texts.wall.procedures)}</h2>
      <span class="column">${both(tongue, (texts) => texts.wall.waitingLabel)}</span>
      <span class="column">${both(tongue, (texts) => texts.wall.waitLabel)}</span>
    </div>
    <ul class="panel" .style=${`--count:${view.procedures.length}`}>
      ${view.procedures.map(
        (procedure) => html`<li data-procedure=${procedure.id}>
          <span class="row">
            <span class="letter">${procedure.letter}</span>
            <span class="name" data-fit
              >${bothLocal(
                tongue,
                view.procedures.length >= shortFrom
                  ? (procedure.shortNames ?? procedure.names)
                  : procedure.names,
              )}</span>
            <span class="waiting">${procedure.waiting}</span>
            ${waitCell(procedure, tongue)}
          </span>
        </li>`,
      )}
    </ul>
  </section>`;

// The frame of the page: title, languages, way back, and the step.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type Language, textIn } from '../../protocol/ids.ts';
import { languageNames } from '../../protocol/texts/phone/load.ts';
import type { Acts } from './parts/acts.ts';
import type { Step, Visit } from './parts/visit.ts';
import { dayStep } from './steps/day-step.ts';
import { eligibleStep } from './steps/eligible-step.ts';
import { procedureStep, startStep } from './steps/first-steps.ts';
import { formStep } from './steps/form-step.ts';
import { findStep, mineStep } from './steps/mine-steps.ts';
import { chosenLine, troublePart } from './steps/parts.ts';
import { placeStep } from './steps/place-step.ts';

const drawn: Readonly<Record<Step, (visit: Visit, acts: Acts) => TemplateResult>> = {
  start: startStep,
  procedure: procedureStep,
  eligible: eligibleStep,
  place: placeStep,
  day: dayStep,
  form: formStep,
  done: mineStep,
  find: findStep,
  mine: mineStep,
};

/** What was just done with a reservation. */
const outcomeOf = ({ texts }: Visit, outcome: NonNullable<Visit['outcome']>): string =>
  ({ moved: texts.mine.moved, cancelled: texts.mine.cancelled, left: texts.wait.left })[outcome];

/** The heading of a step, which is the title of the page too. */
export const headingOf = (visit: Visit): string => {
  const { texts } = visit;
  switch (visit.step) {
    case 'start':
      return texts.title;
    case 'procedure':
      return texts.procedure.heading;
    case 'eligible':
      return texts.eligible.heading;
    case 'place':
      return texts.place.heading;
    case 'day':
      return texts.day.heading;
    case 'form':
      return visit.moving !== null
        ? texts.mine.move
        : visit.waiting
          ? texts.wait.heading
          : texts.form.heading;
    case 'done':
      if (visit.outcome !== null) return outcomeOf(visit, visit.outcome);
      return visit.mine?.state === 'waiting' ? texts.wait.joined : texts.done.heading;
    case 'find':
      return texts.mine.heading;
    case 'mine':
      return visit.outcome === null ? texts.mine.heading : outcomeOf(visit, visit.outcome);
  }
};

const languagePart = (visit: Visit, acts: Acts): TemplateResult | typeof nothing => {
  const languages = visit.offer?.languages ?? [];
  if (languages.length < 2) return nothing;
  return html`<label class="language"><span class="hidden">${visit.texts.language}</span>
    <select @change=${(event: Event) => acts.chooseLanguage((event.target as HTMLSelectElement).value as Language)}>
      ${languages.map(
        (one) =>
          html`<option value=${one} lang=${one === 'ja-easy' ? 'ja' : one} ?selected=${one === visit.language}>${languageNames[one]}</option>`,
      )}
    </select></label>`;
};

/** Everything below `body`. */
export const bookingPage = (visit: Visit, acts: Acts): TemplateResult => {
  const { texts, step, moving } = visit;
  const choosing = step === 'place' || step === 'day';
  return html`<div class="page" lang=${texts.tag} data-step=${step}>
    <header>
      <p class="office">${visit.offer === null ? nothing : textIn(visit.offer.organisation, visit.language)}</p>
      ${languagePart(visit, acts)}
    </header>
    <main>
      ${step === 'start' ? nothing : html`<button type="button" class="back noprint" @click=${acts.back}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M15 4.5 7.5 12l7.5 7.5" /></svg>${texts.back}</button>`}
      ${choosing || step === 'form' ? chosenLine(visit) : nothing}
      <h1 tabindex="-1">${headingOf(visit)}</h1>
      ${moving !== null && choosing ? html`<p class="note">${texts.mine.moving}</p>` : nothing}
      ${troublePart(visit, acts)} ${drawn[step](visit, acts)}
    </main>
  </div>`;
};

// "May I already?": the expiry date or the birthday is typed in and reckoned in the browser; it is never sent nor kept.
import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { dayOf } from '../../parts/civil-time.ts';
import type { Acts } from '../parts/acts.ts';
import { type DateKind, type Judged, judge } from '../parts/eligible.ts';
import { placesFor, type Visit } from '../parts/visit.ts';
import { dayNamed } from '../parts/words.ts';

type Asked = { kind: DateKind; year: string; month: string; day: string };

const wordsOf = (visit: Visit, judged: Judged): string => {
  const { eligible, form } = visit.texts;
  switch (judged.kind) {
    case 'notADate':
      return form.problem.date;
    case 'now':
      return eligible.now(dayNamed(visit, judged.until));
    case 'early':
      return eligible.early(dayNamed(visit, judged.from));
    case 'over':
      return eligible.over(dayNamed(visit, judged.on));
  }
};

/** Read from the fields when asked, so that the date is in nobody's state, history or storage. */
const readForm = (form: HTMLFormElement): Asked => {
  const data = new FormData(form);
  const text = (name: string) =>
    String(data.get(name) ?? '')
      .normalize('NFKC')
      .trim();
  return {
    kind: text('kind') === 'birthday' ? 'birthday' : 'expiry',
    year: text('year'),
    month: text('month'),
    day: text('day'),
  };
};

const part = (visit: Visit, name: 'year' | 'month' | 'day', width: number): TemplateResult =>
  html`<label class="part"><span>${visit.texts.eligible[name]}</span>
    <input name=${name} type="text" inputmode="numeric" autocomplete="off" size=${width} maxlength=${width} required /></label>`;

export const eligibleStep = (visit: Visit, acts: Acts): TemplateResult => {
  const { texts, choice } = visit;
  const rule = placesFor(visit.offer, choice.procedure).find(({ group }) => group.eligibility !== null)?.group
    .eligibility;
  const today = dayOf(visit.nowMs);
  const check = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const judged = judge(readForm(form), today, rule?.monthsBefore ?? 3);
    const answer = form.querySelector<HTMLElement>('.answer');
    if (answer === null) return;
    const go = judged.kind === 'notADate' ? null : judged.kind === 'early' ? judged.from : today;
    render(
      html`<p data-kind=${judged.kind}>${wordsOf(visit, judged)}</p>
        ${go === null ? nothing : html`<button type="button" class="main" @click=${() => acts.eligibleFrom(go)}>${texts.next}</button>`}`,
      answer,
    );
  };
  return html`<p class="note">${texts.eligible.why}</p>
    <form novalidate @submit=${check}>
      <fieldset class="options">
        <legend>${texts.eligible.by}</legend>
        <label><input type="radio" name="kind" value="expiry" checked /> ${texts.eligible.byExpiry}</label>
        <label><input type="radio" name="kind" value="birthday" /> ${texts.eligible.byBirthday}</label>
      </fieldset>
      <div class="date">${part(visit, 'year', 4)}${part(visit, 'month', 2)}${part(visit, 'day', 2)}</div>
      <button type="submit" class="main">${texts.eligible.check}</button>
      <div class="answer" aria-live="polite"></div>
    </form>
    <p class="links"><button type="button" class="link" @click=${() => acts.eligibleFrom(null)}>${texts.eligible.unknown}</button></p>`;
};

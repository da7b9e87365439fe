// Who comes: how long the time is kept, what is reserved, and the few fields that the site asks for.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { timeOf } from '../../parts/civil-time.ts';
import type { Acts } from '../parts/acts.ts';
import { chosenPlace, type Field, fields, heldForMs, type Visit } from '../parts/visit.ts';
import { dayNamed, momentIn, placeName, procedureOf, whenIn } from '../parts/words.ts';
import { facts } from './parts.ts';

const soonMs = 3 * 60_000;

const holdPart = (visit: Visit, acts: Acts): TemplateResult | typeof nothing => {
  const { texts, held } = visit;
  const left = heldForMs(visit);
  if (held === null || left === null) return nothing;
  if (left <= 0)
    return html`<div class="trouble" role="alert" data-trouble="holdOver">
      <p>${texts.hold.over}</p>
      <button type="button" class="main" ?disabled=${visit.busy} @click=${acts.holdAgain}>${texts.hold.again}</button>
      <button type="button" class="quiet" @click=${acts.otherTime}>${texts.hold.other}</button>
    </div>`;
  const until = timeOf(held.untilMs);
  return html`<div class="kept">
    <p>${held.extended ? texts.hold.extended(until) : texts.hold.until(until)}</p>
    <p role="status">${left < soonMs ? texts.hold.soon(Math.ceil(left / 60_000)) : nothing}</p>
    ${held.extended ? nothing : html`<button type="button" class="quiet" ?disabled=${visit.busy} @click=${acts.extend}>${texts.hold.extend}</button>`}
  </div>`;
};

/** How each field is filled in by the browser, and with which keyboard. */
const looks: Readonly<
  Record<
    Field,
    { readonly type: string; readonly auto: string; readonly text: 'name' | 'kana' | 'telephone' | 'mail' }
  >
> = {
  name: { type: 'text', auto: 'name', text: 'name' },
  kana: { type: 'text', auto: 'off', text: 'kana' },
  phone: { type: 'tel', auto: 'tel', text: 'telephone' },
  email: { type: 'email', auto: 'email', text: 'mail' },
};

const fieldPart = (visit: Visit, acts: Acts, field: Field): TemplateResult | typeof nothing => {
  const { form } = visit.texts;
  const look = looks[field];
  const need = chosenPlace(visit)?.group.contact[look.text] ?? 'off';
  if (need === 'off') return nothing;
  const problem = visit.problems[field];
  const hint = field === 'name' ? null : form[`${look.text === 'name' ? 'kana' : look.text}Hint`];
  const described = [hint === null ? '' : `hint-${field}`, problem === undefined ? '' : `problem-${field}`]
    .join(' ')
    .trim();
  return html`<div class="field" data-wrong=${problem !== undefined}>
    <label for=${field}>${form[look.text]}${need === 'optional' ? html`<span class="optional">${form.optional}</span>` : nothing}</label>
    ${hint === null ? nothing : html`<p class="hint" id=${`hint-${field}`}>${hint}</p>`}
    ${problem === undefined ? nothing : html`<p class="problem" id=${`problem-${field}`}>${form.problem[problem]}</p>`}
    <input id=${field} name=${field} type=${look.type} autocomplete=${look.auto} .value=${visit.typed[field]}
      maxlength="254" aria-describedby=${described || nothing} aria-invalid=${problem !== undefined} ?required=${need === 'required'}
      @input=${(event: Event) => acts.type(field, (event.target as HTMLInputElement).value)} />
  </div>`;
};

const problemsPart = (visit: Visit): TemplateResult | typeof nothing => {
  const wrong = fields.filter((field) => visit.problems[field] !== undefined);
  if (wrong.length === 0) return nothing;
  const { form } = visit.texts;
  return html`<div class="trouble" role="alert" tabindex="-1" id="problems">
    <p>${form.problems}</p>
    <ul>${wrong.map(
      (field) =>
        html`<li><a href=${`#${field}`} @click=${(event: Event) => {
          event.preventDefault();
          document.getElementById(field)?.focus();
        }}>${form[looks[field].text]}：${form.problem[visit.problems[field] ?? 'empty']}</a></li>`,
    )}</ul>
  </div>`;
};

/** What is being reserved, or from where to where it is moved. */
const summary = (visit: Visit): TemplateResult => {
  const { texts, choice, moving } = visit;
  const procedure = procedureOf(visit, choice.procedure ?? '', choice.site);
  const when =
    choice.slotAtMs === null
      ? choice.date === null
        ? null
        : dayNamed(visit, choice.date)
      : momentIn(visit, choice.slotAtMs);
  return html`${moving === null ? nothing : facts([[texts.mine.states.booked, `${whenIn(visit, moving) ?? ''}　${placeName(visit, moving.site)}`]])}
    ${facts([
      [texts.done.what, procedure.name],
      [texts.done.where, choice.site === null ? null : placeName(visit, choice.site)],
      [texts.done.when, when],
      [texts.done.people, choice.partySize < 2 ? null : texts.place.people(choice.partySize)],
    ])}`;
};

export const formStep = (visit: Visit, acts: Acts): TemplateResult => {
  const { texts, moving, waiting } = visit;
  const over = (heldForMs(visit) ?? 1) <= 0;
  const send = (event: Event): void => {
    event.preventDefault();
    if (moving === null) acts.book();
    else acts.moveHere();
  };
  const label = visit.busy
    ? texts.sending
    : moving !== null
      ? texts.mine.moveYes
      : waiting
        ? texts.wait.join
        : texts.form.book;
  return html`${holdPart(visit, acts)} ${summary(visit)}
    <form novalidate @submit=${send}>
      ${
        moving !== null
          ? nothing
          : html`${problemsPart(visit)} ${fields.map((field) => fieldPart(visit, acts, field))}
              <p class="note">${texts.form.privacy}</p>`
      }
      ${waiting ? html`<p class="note">${texts.wait.explain(chosenPlace(visit)?.group.offerMinutes ?? 30)}</p>` : nothing}
      <button type="submit" class="main" ?disabled=${visit.busy || over}>${label}</button>
    </form>`;
};

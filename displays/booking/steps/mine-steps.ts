// A reservation that exists: the page that tells that it is made, finding one again, moving, cancelling, waiting for a place.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { codeInWords } from '../../../protocol/reservation-ids.ts';
import type { ReservationView } from '../../../protocol/reservation-views.ts';
import { timeOf } from '../../parts/civil-time.ts';
import { qrPart } from '../../parts/qr-part.ts';
import type { Acts } from '../parts/acts.ts';
import type { Visit } from '../parts/visit.ts';
import { momentIn, placeName, procedureOf, whenIn } from '../parts/words.ts';
import { bringList, facts } from './parts.ts';

/** The address that opens the reservation again; its secret stands behind #, so that it is in no server's log. */
export const linkOf = (origin: string, code: string, secret: string): string =>
  `${origin}/booking#${code}.${secret}`;

const details = (visit: Visit, view: ReservationView): TemplateResult => {
  const { texts } = visit;
  const { name } = procedureOf(visit, view.procedure, view.site);
  const waits = view.waiting;
  return facts([
    [texts.done.what, name],
    [texts.done.where, placeName(visit, view.site)],
    [
      texts.done.when,
      whenIn(visit, view) ??
        (waits === null ? null : `${momentIn(visit, waits.fromMs)}–${timeOf(waits.toMs)}`),
    ],
    [texts.done.people, view.partySize < 2 ? null : texts.place.people(view.partySize)],
  ]);
};

const codePart = (visit: Visit, view: ReservationView): TemplateResult =>
  html`<div class="code">
    <p class="label">${visit.texts.done.code}</p>
    <p class="digits">${codeInWords(view.code)}</p>
    <p>${visit.texts.done.keep}</p>
  </div>`;

const bringPart = (visit: Visit, view: ReservationView): TemplateResult | typeof nothing => {
  const { bring } = procedureOf(visit, view.procedure, view.site);
  return bring === null
    ? nothing
    : html`<section><h2>${visit.texts.done.bring}</h2>${bringList(bring)}</section>`;
};

const linkPart = (visit: Visit): TemplateResult | typeof nothing => {
  const { key, texts } = visit;
  if (key?.secret === undefined) return nothing;
  return html`<figure class="qr">${qrPart(linkOf(location.origin, key.code, key.secret), texts.done.link)}<figcaption>${texts.done.link}</figcaption></figure>`;
};

const offerPart = (visit: Visit, view: ReservationView, acts: Acts): TemplateResult | typeof nothing => {
  const { texts } = visit;
  const offer = view.waiting?.offer ?? null;
  if (offer === null || !view.may.includes('accept')) return nothing;
  const first = offer.seats[0];
  return html`<div class="kept">
    <p><strong>${texts.wait.offer(timeOf(offer.untilMs))}</strong></p>
    <p>${first === undefined ? nothing : momentIn(visit, first.atMs)}</p>
    <button type="button" class="main" ?disabled=${visit.busy} @click=${acts.accept}>${texts.wait.accept}</button>
  </div>`;
};

const movesPart = (visit: Visit, view: ReservationView, acts: Acts): TemplateResult => {
  const { mine, wait } = visit.texts;
  return html`<div class="moves">
    ${view.may.includes('move') ? html`<button type="button" class="quiet" ?disabled=${visit.busy} @click=${acts.move}>${mine.move}</button>` : nothing}
    ${view.may.includes('cancel') ? html`<button type="button" class="quiet stop" ?disabled=${visit.busy} @click=${() => acts.ask('cancel')}>${mine.cancel}</button>` : nothing}
    ${view.may.includes('leave') ? html`<button type="button" class="quiet stop" ?disabled=${visit.busy} @click=${() => acts.ask('leave')}>${wait.leave}</button>` : nothing}
  </div>`;
};

const askPart = (visit: Visit, acts: Acts): TemplateResult => {
  const { mine, wait } = visit.texts;
  const leaving = visit.asking === 'leave';
  return html`<dialog aria-labelledby="ask" @cancel=${() => acts.ask(null)}>
    <h2 id="ask">${leaving ? wait.leave : mine.cancelAsk}</h2>
    <p>${mine.cancelExplain}</p>
    <div class="buttons">
      <button type="button" class="main" @click=${() => acts.ask(null)}>${mine.keep}</button>
      <button type="button" class="quiet stop" ?disabled=${visit.busy} @click=${leaving ? acts.leave : acts.cancel}>
        ${visit.busy ? visit.texts.sending : leaving ? wait.leave : mine.cancelYes}
      </button>
    </div>
  </dialog>`;
};

const waitPart = (visit: Visit, view: ReservationView): TemplateResult | typeof nothing =>
  view.state !== 'waiting' || view.waiting === null
    ? nothing
    : html`<p class="note">${visit.texts.wait.before(view.waiting.before)}</p>`;

/** Right after booking, and whenever it is opened again. */
export const mineStep = (visit: Visit, acts: Acts): TemplateResult => {
  const { texts, mine } = visit;
  if (mine === null) return html`<p class="note" aria-busy="true">${texts.loading}</p>`;
  const over = mine.state === 'cancelled' || mine.state === 'missed';
  return html`
    <p class="state" data-state=${mine.state}>${mine.state === 'arrived' && mine.ticket !== null ? `${texts.mine.states.arrived}　${texts.mine.ticket(mine.ticket)}` : texts.mine.states[mine.state]}</p>
    ${offerPart(visit, mine, acts)} ${codePart(visit, mine)} ${details(visit, mine)} ${waitPart(visit, mine)}
    ${over ? nothing : html`${bringPart(visit, mine)} ${mine.seats.length === 0 ? nothing : html`<p class="note">${texts.done.checkIn}</p>`} ${linkPart(visit)}`}
    <div class="moves noprint">
      <button type="button" class="quiet" @click=${acts.print}>${texts.done.print}</button>
      ${mine.seats.length === 0 || visit.key === null ? nothing : html`<button type="button" class="quiet" data-do="calendar" ?disabled=${visit.busy} @click=${acts.saveCalendar}>${texts.done.calendar}</button>`}
    </div>
    <div class="noprint">${movesPart(visit, mine, acts)}</div>
    <p class="links noprint"><button type="button" class="link" @click=${acts.restart}>${texts.done.another}</button></p>
    ${visit.asking === null ? nothing : askPart(visit, acts)}
  `;
};

const keyField = (visit: Visit, acts: Acts, field: 'code' | 'lastFour'): TemplateResult => {
  const { mine, form } = visit.texts;
  const problem = visit.problems[field];
  const described = [field === 'code' ? 'hint-code' : '', problem === undefined ? '' : `problem-${field}`]
    .join(' ')
    .trim();
  return html`<div class="field" data-wrong=${problem !== undefined}>
    <label for=${field}>${field === 'code' ? mine.code : mine.lastFour}</label>
    ${field === 'code' ? html`<p class="hint" id="hint-code">${mine.codeHint}</p>` : nothing}
    ${problem === undefined ? nothing : html`<p class="problem" role="alert" id=${`problem-${field}`}>${form.problem[problem]}</p>`}
    <input id=${field} class=${field} type="text" inputmode=${field === 'code' ? 'text' : 'numeric'} autocomplete="off" autocapitalize="characters" spellcheck="false"
      maxlength=${field === 'code' ? 20 : 8} .value=${visit.asked[field]} aria-describedby=${described || nothing} aria-invalid=${problem !== undefined} required
      @input=${(event: Event) => acts.typeKey(field, (event.target as HTMLInputElement).value)} />
  </div>`;
};

export const findStep = (visit: Visit, acts: Acts): TemplateResult =>
  html`<form novalidate @submit=${(event: Event) => {
    event.preventDefault();
    acts.open();
  }}>
    ${keyField(visit, acts, 'code')} ${keyField(visit, acts, 'lastFour')}
    <button type="submit" class="main" ?disabled=${visit.busy}>${visit.busy ? visit.texts.sending : visit.texts.mine.find}</button>
  </form>`;

// The right side of the desk: finding a reservation, what can be done with it, and the sheet of a day.
import { html, nothing, type TemplateResult } from 'lit';
import type { Contact, ReadReason } from '../../protocol/contacts.ts';
import { codeInWords } from '../../protocol/reservation-ids.ts';
import type { BookingOffer, DeskReservation } from '../../protocol/reservation-views.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { deskTexts } from '../../protocol/texts/staff-desk.ts';
import { clockTime } from '../../protocol/texts/staff-texts.ts';
import { placeName, procedureNamed } from './book-part.ts';
import { dayText } from './read-back.ts';

export type FindState = {
  readonly typed: string;
  readonly site: string | null;
  readonly date: string;
  /** null: nothing was asked for yet. */
  readonly found: readonly DeskReservation[] | null;
  readonly more: boolean;
  readonly isSheet: boolean;
  readonly picked: DeskReservation | null;
  /** undefined: not read; null: none is kept. */
  readonly contact: Contact | null | undefined;
  readonly cancelling: boolean;
  readonly problem: string;
  readonly news: string;
};

export type FindActs = {
  readonly set: (change: Partial<FindState>) => void;
  readonly search: () => void;
  readonly showSheet: () => void;
  readonly pick: (reservation: DeskReservation) => void;
  readonly readContact: (reason: ReadReason) => void;
  readonly reached: (done: boolean) => void;
  readonly cancel: (by: string, note: string) => void;
  readonly move: (reservation: DeskReservation) => void;
  readonly print: () => void;
  readonly save: () => void;
};

type FindPart = {
  readonly state: FindState;
  readonly acts: FindActs;
  readonly offer: BookingOffer;
  readonly language: StaffLanguage;
};

const reasons: readonly ReadReason[] = ['residentAsks', 'reachResident', 'checkIn', 'disclosure'];

const when = ({ seats, waiting }: DeskReservation, language: StaffLanguage): string => {
  const atMs = seats[0]?.atMs ?? waiting?.fromMs ?? 0;
  return `${dayText(atMs, language)} ${clockTime(atMs)}`;
};

const table = ({ state, acts, offer, language }: FindPart): TemplateResult => {
  const say = deskTexts(language);
  const { found, isSheet, more } = state;
  if (found === null) return html``;
  if (found.length === 0) return html`<p role="status">${isSheet ? say.sheetEmpty : say.none}</p>`;
  return html`<div class="sheet-scroll on-paper" tabindex="0" role="group" aria-label=${isSheet ? say.sheet : say.find}>
    <table>
      ${isSheet ? html`<caption>${say.sheet} ${placeName(offer, state.site ?? '', language)} ${state.date}</caption>` : nothing}
      <thead><tr>${say.columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>
        ${found.map(
          (one) => html`<tr data-code=${one.code}>
            <td>${isSheet ? clockTime(one.seats[0]?.atMs ?? one.waiting?.fromMs ?? 0) : when(one, language)}</td>
            <td>${procedureNamed(offer, one.procedure, language)}</td>
            <td>${say.people(one.partySize)}</td>
            <td><button type="button" @click=${() => acts.pick(one)}>${codeInWords(one.code)}</button></td>
            <td>${say.states[one.state]}</td>
            <td>${say.channels[one.channel]}</td>
            <td>${say.reachedAs(one.reached)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>
  ${more ? html`<p>${say.more}</p>` : nothing}`;
};

const contactPart = ({ state, acts, language }: FindPart): TemplateResult => {
  const say = deskTexts(language);
  const { contact } = state;
  if (contact === undefined)
    return html`<form class="row" @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      acts.readContact(new FormData(event.target as HTMLFormElement).get('reason') as ReadReason);
    }}>
      <label>${say.reason}<select name="reason">${reasons.map((reason) => html`<option value=${reason}>${say.reasons[reason]}</option>`)}</select></label>
      <button data-do="contact">${say.contact}</button>
    </form>`;
  if (contact === null) return html`<p>${say.noContact}</p>`;
  const { name, kana, phone } = contact;
  return html`<dl data-contact>
    ${[
      [say.name, name],
      [say.kana, kana],
      [say.phone, phone],
    ].map(([label, value]) => (value === undefined ? nothing : html`<dt>${label}</dt><dd>${value}</dd>`))}
  </dl>`;
};

const cancelForm = ({ acts, language }: FindPart): TemplateResult => {
  const say = deskTexts(language);
  return html`<form @submit=${(event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    acts.cancel(String(data.get('by')), String(data.get('note')));
  }}>
    <label>${say.cancelBy}<select name="by">${(['resident', 'desk', 'site'] as const).map((by) => html`<option value=${by}>${say.by[by]}</option>`)}</select></label>
    <label>${say.cancelNote}<input name="note" maxlength="200" autocomplete="off" /></label>
    <div class="buttons">
      <button class="primary" data-do="cancel-sure">${say.cancelSure}</button>
      <button type="button" @click=${() => acts.set({ cancelling: false })}>${say.keep}</button>
    </div>
  </form>`;
};

const picked = (part: FindPart): TemplateResult | typeof nothing => {
  const { state, acts, offer, language } = part;
  const say = deskTexts(language);
  const one = state.picked;
  if (one === null) return nothing;
  const alive = one.state === 'booked' || one.state === 'missed';
  return html`<div class="picked" data-picked=${one.code}>
    <h3 tabindex="-1">${codeInWords(one.code)} ${say.states[one.state]}</h3>
    <dl>
      <dt>${say.time}</dt><dd>${when(one, language)}</dd>
      <dt>${say.site}</dt><dd>${placeName(offer, one.site, language)}</dd>
      <dt>${say.procedure}</dt><dd>${procedureNamed(offer, one.procedure, language)} ${say.people(one.partySize)}</dd>
    </dl>
    ${contactPart(part)}
    <div class="buttons">
      ${
        alive
          ? html`<button type="button" data-do="move" @click=${() => acts.move(one)}>${say.move}</button>
        <button type="button" data-do="cancel" @click=${() => acts.set({ cancelling: true })}>${say.cancel}</button>`
          : nothing
      }
      <button type="button" aria-pressed=${one.reached === true ? 'true' : 'false'} @click=${() => acts.reached(true)}>${say.reached}</button>
      <button type="button" aria-pressed=${one.reached === false ? 'true' : 'false'} @click=${() => acts.reached(false)}>${say.notReached}</button>
    </div>
    ${state.cancelling ? cancelForm(part) : nothing}
  </div>`;
};

export const findPart = (part: FindPart): TemplateResult => {
  const { state, acts, offer, language } = part;
  const say = deskTexts(language);
  return html`<section class="finds">
    <h2>${say.find}</h2>
    <form role="search" @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      acts.search();
    }}>
      <label for="desk-find">${say.findLabel}</label>
      <div class="buttons">
        <input id="desk-find" type="search" autocomplete="off" placeholder=${say.findHint} .value=${state.typed}
          @input=${(event: Event) => acts.set({ typed: (event.target as HTMLInputElement).value })} />
        <button data-do="search">${say.search}</button>
      </div>
    </form>
    <form class="row" @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      acts.showSheet();
    }}>
      <label>${say.site}<select id="sheet-site" @change=${(event: Event) => acts.set({ site: (event.target as HTMLSelectElement).value })}>
        ${offer.sites.map(({ site }) => html`<option value=${site} ?selected=${site === state.site}>${placeName(offer, site, language)}</option>`)}
      </select></label>
      <label>${say.date}<input id="sheet-date" type="date" .value=${state.date} @change=${(event: Event) => acts.set({ date: (event.target as HTMLInputElement).value })} /></label>
      <div class="buttons"><button data-do="sheet">${say.sheet}</button></div>
    </form>
    <p class="problem" role="alert">${state.problem}</p>
    <p role="status">${state.news}</p>
    ${picked(part)}
    ${table(part)}
    ${
      state.isSheet && state.found !== null && state.found.length > 0
        ? html`<div class="buttons">
          <button type="button" data-do="print-sheet" @click=${acts.print}>${say.sheet} ${language === 'ja' ? 'を印刷' : 'print'}</button>
          <button type="button" data-do="csv" @click=${acts.save}>${say.csv}</button>
        </div>`
        : nothing
    }
  </section>`;
};

// The left side of the desk: one form from the procedure to the name, what is read back, and the slip.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ProcedureId, SiteId } from '../../protocol/ids.ts';
import { codeInWords } from '../../protocol/reservation-ids.ts';
import type { BookingOffer } from '../../protocol/reservation-views.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { deskTexts } from '../../protocol/texts/staff-desk.ts';
import { clockTime, refusalText, staffText } from '../../protocol/texts/staff-texts.ts';
import { type BookingDesk, type Draft, isKept } from './booking-desk.ts';
import { dayText, readBack } from './read-back.ts';

export type BookPart = {
  readonly desk: BookingDesk;
  readonly offer: BookingOffer;
  readonly language: StaffLanguage;
  readonly nowMs: number;
  readonly print: () => void;
};

const noon = (date: string): number => Date.parse(`${date}T12:00:00+09:00`);

/** Procedures of all sites, once each, by name. */
export const proceduresOf = (offer: BookingOffer, site: SiteId | null) => {
  const all = offer.sites
    .filter((one) => site === null || one.site === site)
    .flatMap(({ groups }) => groups.flatMap(({ procedures }) => procedures));
  return [...new Map(all.map((one) => [one.procedure, one])).values()];
};
const sitesFor = (offer: BookingOffer, procedure: ProcedureId | null) =>
  offer.sites.filter(({ groups }) =>
    groups.some(({ procedures }) => procedures.some((one) => one.procedure === procedure)),
  );
export const placeName = (offer: BookingOffer, site: string, language: StaffLanguage): string => {
  const names = offer.sites.find((one) => one.site === site)?.names;
  return names === undefined ? site : staffText(names, language);
};
export const procedureNamed = (offer: BookingOffer, id: string, language: StaffLanguage): string => {
  const names = proceduresOf(offer, null).find(({ procedure }) => procedure === id)?.names;
  return names === undefined ? id : staffText(names, language);
};

const typedIn = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

const choices = ({ desk, offer, language }: BookPart): TemplateResult => {
  const say = deskTexts(language);
  const { draft, moving } = desk.state();
  const sites = sitesFor(offer, draft.procedure);
  const most = Math.max(...offer.sites.flatMap(({ groups }) => groups.map(({ partyMost }) => partyMost)), 1);
  const pick = (procedure: ProcedureId) => {
    const [only, ...others] = sitesFor(offer, procedure);
    const known = sitesFor(offer, procedure).some(({ site }) => site === draft.site);
    const site = known ? draft.site : others.length === 0 ? (only?.site ?? null) : null;
    return desk.choose({ procedure, site });
  };
  return html`<div class="row">
    <label>${say.procedure}<select id="desk-procedure" ?disabled=${moving !== null}
      @change=${(event: Event) => void pick(typedIn(event) as ProcedureId)}>
      <option value="" .selected=${live(draft.procedure === null)} disabled></option>
      ${proceduresOf(offer, null).map(
        ({ procedure, names }) =>
          html`<option value=${procedure} .selected=${live(procedure === draft.procedure)}>${staffText(names, language)}</option>`,
      )}
    </select></label>
    <label>${say.site}<select id="desk-site" @change=${(event: Event) => void desk.choose({ site: typedIn(event) as SiteId })}>
      <option value="" .selected=${live(draft.site === null)} disabled></option>
      ${sites.map(
        ({ site, names }) =>
          html`<option value=${site} .selected=${live(site === draft.site)}>${staffText(names, language)}</option>`,
      )}
    </select></label>
    <label>${say.party}<select id="desk-party" ?disabled=${moving !== null}
      @change=${(event: Event) => void desk.choose({ partySize: Number(typedIn(event)) })}>
      ${Array.from({ length: most }, (_, index) => index + 1).map(
        (count) =>
          html`<option value=${count} .selected=${live(count === draft.partySize)}>${say.people(count)}</option>`,
      )}
    </select></label>
  </div>`;
};

const times = ({ desk, language }: BookPart): TemplateResult => {
  const say = deskTexts(language);
  const { draft, days, slots } = desk.state();
  const chosen = draft.procedure !== null && draft.site !== null;
  return html`<div class="row">
    <label>${say.date}<select id="desk-date" size="6" @change=${(event: Event) => void desk.choose({ date: typedIn(event) })}>
      ${days === null ? html`<option disabled>${say.loading}</option>` : chosen && days.length === 0 ? html`<option disabled>${say.noDay}</option>` : nothing}
      ${(days ?? []).map(
        ({ date, free }) =>
          html`<option value=${date} .selected=${live(date === draft.date)}>${say.dayOption(dayText(noon(date), language), free)}</option>`,
      )}
    </select></label>
    <label>${say.time}<select id="desk-time" size="6"
      @change=${(event: Event) => void desk.choose({ slotAtMs: Number(typedIn(event)) })}
      @blur=${() => void desk.keep()}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        (event.target as HTMLElement)
          .closest('form')
          ?.querySelector<HTMLElement>('#desk-kana, button.primary')
          ?.focus();
      }}>
      ${slots === null ? html`<option disabled>${say.loading}</option>` : slots.length === 0 ? html`<option disabled>${say.noTime}</option>` : nothing}
      ${(slots ?? []).map(
        ({ atMs, free }) =>
          html`<option value=${atMs} .selected=${live(atMs === draft.slotAtMs)}>${say.timeOption(clockTime(atMs), free)}</option>`,
      )}
    </select></label>
  </div>`;
};

const person = ({ desk, language }: BookPart): TemplateResult => {
  const say = deskTexts(language);
  const { draft, problem } = desk.state();
  const wrong = problem !== null && typeof problem === 'object' && 'field' in problem ? problem.field : null;
  const field = (name: 'kana' | 'name' | 'phone', kind: string) => html`<label>${say[name]}<input
    id=${`desk-${name}`} type=${kind} autocomplete="off" maxlength="200" .value=${draft[name]}
    aria-invalid=${wrong === name ? 'true' : 'false'}
    @input=${(event: Event) => void desk.choose({ [name]: typedIn(event) } as Partial<Draft>)} /></label>`;
  return html`<div class="row">${field('kana', 'text')}${field('name', 'text')}${field('phone', 'tel')}</div>`;
};

const problemLine = ({ desk, language }: BookPart): string => {
  const say = deskTexts(language);
  const { problem, unsure } = desk.state();
  if (problem === null) return unsure ? say.unsure : '';
  if (problem === 'failed') return say.unsure;
  if ('missing' in problem)
    return language === 'ja'
      ? `${say[problem.missing]}を選んでください`
      : `${say[problem.missing]}: choose one`;
  if ('field' in problem)
    return `${say[problem.field]}：${language === 'ja' ? '入力を確認してください' : 'check what was typed'}`;
  return refusalText(problem, language);
};

const instead = (part: BookPart): TemplateResult | typeof nothing => {
  const { desk, language, offer } = part;
  const { alternatives } = desk.state();
  if (alternatives.length === 0) return nothing;
  return html`<div class="field"><span>${deskTexts(language).alternatives}</span><div class="buttons">
    ${alternatives.map(
      (time) => html`<button type="button" data-instead @click=${() => void desk.takeInstead(time)}>
        ${dayText(time.seats[0]?.atMs ?? 0, language)} ${clockTime(time.seats[0]?.atMs ?? 0)} ${placeName(offer, time.site, language)}
      </button>`,
    )}
  </div></div>`;
};

const said = (part: BookPart): TemplateResult | typeof nothing => {
  const { desk, offer, language } = part;
  const { draft, done } = desk.state();
  const slotAtMs = done?.seats[0]?.atMs ?? draft.slotAtMs;
  const procedure = done?.procedure ?? draft.procedure;
  const site = done?.site ?? draft.site;
  if (slotAtMs === null || procedure === null || site === null) return nothing;
  const { name, kana, phone, partySize } = draft;
  const facts = {
    slotAtMs,
    partySize: done?.partySize ?? partySize,
    name: name || kana,
    phone,
    code: done?.code ?? null,
  };
  const sentence = readBack(
    {
      ...facts,
      place: placeName(offer, site, language),
      procedure: procedureNamed(offer, procedure, language),
    },
    language,
  );
  return html`<h3>${deskTexts(language).readBack}</h3><p class="read-back" data-read-back>${sentence}</p>`;
};

const slip = ({ desk, offer }: BookPart): TemplateResult | typeof nothing => {
  const { done } = desk.state();
  const atMs = done?.seats[0]?.atMs;
  if (done === null || atMs === undefined) return nothing;
  const bring = proceduresOf(offer, done.site).find(({ procedure }) => procedure === done.procedure)?.bring;
  return html`<div class="slip on-paper" lang="ja">
    <h2>${deskTexts('ja').slip}</h2>
    <p>${dayText(atMs, 'ja')} ${clockTime(atMs)}<br />${placeName(offer, done.site, 'ja')}<br />
      ${procedureNamed(offer, done.procedure, 'ja')} ${deskTexts('ja').people(done.partySize)}</p>
    <p>予約番号 <strong>${codeInWords(done.code)}</strong></p>
    ${bring == null ? nothing : html`<p>持ち物：${bring.ja}</p>`}
  </div>`;
};

export const bookPart = (part: BookPart): TemplateResult => {
  const { desk, language, nowMs } = part;
  const say = deskTexts(language);
  const state = desk.state();
  const { done, moving, held, draft, sending } = state;
  if (done !== null)
    return html`<section class="books">
      <h2 tabindex="-1" data-done>${moving === null ? say.booked(codeInWords(done.code)) : say.moved}</h2>
      ${said(part)}
      <div class="buttons">
        <button type="button" class="primary" data-do="next" @click=${() => desk.fresh()}>${say.next}</button>
        <button type="button" data-do="print" @click=${part.print}>${say.print}</button>
      </div>
      ${slip(part)}
    </section>`;
  const ready = draft.slotAtMs !== null && !sending;
  return html`<section class="books">
    <h2>${moving === null ? say.book : say.moving(codeInWords(moving.code))}</h2>
    <form @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void desk.send();
    }}>
      ${choices(part)}${times(part)}
      ${
        held === null
          ? nothing
          : html`<p class="kept" role="status">${isKept(state, nowMs) ? say.held(clockTime(held.untilMs)) : say.holdOver}
        ${isKept(state, nowMs) ? nothing : html`<button type="button" data-do="keep" @click=${() => void desk.keep()}>${say.holdAgain}</button>`}</p>`
      }
      ${moving === null ? person(part) : nothing}
      <p class="problem" role="alert">${problemLine(part)}</p>
      ${instead(part)}
      ${said(part)}
      <div class="buttons">
        <button class="primary" data-do="book" aria-disabled=${ready ? 'false' : 'true'}>${moving === null ? say.send : say.sendMove}</button>
        ${moving === null ? nothing : html`<button type="button" @click=${() => desk.fresh()}>${say.stopMoving}</button>`}
      </div>
    </form>
  </section>`;
};

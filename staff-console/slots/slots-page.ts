// The page /slots: the places of a day with their reckoning; closed, widened and narrowed by hand after a look at whom that concerns.
import { html, nothing, type TemplateResult } from 'lit';
import type { SiteId } from '../../protocol/ids.ts';
import { pageAddress } from '../../protocol/pages.ts';
import type { SlotsChanged } from '../../protocol/reservation-api.ts';
import { codeInWords } from '../../protocol/reservation-ids.ts';
import { BookingOffer } from '../../protocol/reservation-views.ts';
import type { SlotChange } from '../../protocol/slot-change.ts';
import type { SlotPlanView } from '../../protocol/slot-plan-view.ts';
import { dayOf } from '../../protocol/texts/dates.ts';
import { deskTexts } from '../../protocol/texts/staff-desk.ts';
import { type SlotsTexts, slotsTexts } from '../../protocol/texts/staff-slots.ts';
import { clockTime, refusalText, staffText } from '../../protocol/texts/staff-texts.ts';
import { procedureNamed } from '../desk/book-part.ts';
import { OfficePage } from '../office/office-page.ts';
import { ask, type Told } from '../parts/ask.ts';
import { dayPart } from './day-part.ts';
import { changeOf, type Draft, emptyDraft, type Wrong } from './draft.ts';
import * as requests from './requests.ts';

type Stranded = SlotsChanged['stranded'];
/** What a change would do at a site, or has done. */
type AtSite = {
  readonly site: SiteId;
  readonly change: SlotChange;
  readonly send: ReturnType<typeof requests.changeWith>;
  readonly stranded: Stranded;
  readonly state: 'checked' | 'done' | { readonly failed: string };
};

export class SlotsPage extends OfficePage {
  static override properties = {
    ...OfficePage.properties,
    ...{ site: { state: true }, date: { state: true }, plan: { state: true }, draft: { state: true } },
    ...{
      everywhere: { state: true },
      checked: { state: true },
      wrong: { state: true },
      news: { state: true },
    },
  };
  readonly page = 'slots' as const;
  declare site: SiteId | null;
  declare date: string;
  declare plan: SlotPlanView | null;
  declare draft: Draft;
  /** The change is for every site, not for the one that is shown. */
  declare everywhere: boolean;
  /** For the names of procedures. */
  private offer: BookingOffer | null = null;
  declare checked: readonly AtSite[] | null;
  declare wrong: Wrong | null;
  declare news: string;

  constructor() {
    super();
    this.site = null;
    this.date = dayOf(Date.now());
    this.plan = null;
    this.draft = emptyDraft;
    this.everywhere = false;
    this.checked = null;
    this.wrong = null;
    this.news = '';
  }

  get words(): SlotsTexts {
    return slotsTexts(this.language);
  }

  override async load(): Promise<void> {
    this.site ??= this.sites[0]?.id ?? null;
    if (this.site === null || this.date === '') return;
    const told = await requests.slotPlan(this.site, this.date);
    if (!this.heed(told)) return;
    if (this.offer === null) {
      const offer = await ask(BookingOffer, '/api/booking');
      if (offer.kind === 'ok') this.offer = offer.value;
    }
    this.plan = told.value;
  }

  private choose(change: { readonly site?: SiteId; readonly date?: string }): void {
    Object.assign(this, change);
    this.checked = null;
    this.news = '';
    void this.load();
  }
  private type(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    this.checked = null;
    this.wrong = null;
  }

  private said(told: Exclude<Told<unknown>, { kind: 'ok' }>): string {
    if (told.kind === 'failed') return this.texts.failed;
    return refusalText(told.refusal, this.language);
  }

  /** Asks each site whom the change would concern; nothing is changed. */
  private async check(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.news = '';
    const targets = this.everywhere ? this.sites.map(({ id }) => id) : this.site === null ? [] : [this.site];
    const found: AtSite[] = [];
    for (const site of targets) {
      const told = await requests.slotPlan(site, this.date);
      if (told.kind !== 'ok') {
        this.news = this.words.notDone(this.siteName(site), this.said(told));
        return;
      }
      const groups = told.value.groups.map(({ group }) => group);
      if (groups.length === 0) continue;
      const meant = changeOf(this.draft, this.date, groups);
      if (meant === null) continue;
      if ('wrong' in meant) {
        this.wrong = meant.wrong;
        return;
      }
      const tried = await requests.dryRun(site, this.date, meant.change);
      if (tried.kind !== 'ok') {
        this.news = this.words.notDone(this.siteName(site), this.said(tried));
        return;
      }
      const { stranded } = tried.value;
      found.push({
        ...{ site, change: meant.change, send: requests.changeWith(site), stranded, state: 'checked' },
      });
    }
    this.checked = found;
    await this.updateComplete;
    this.querySelector<HTMLElement>('[data-checked]')?.focus();
  }

  /** One site after the other; where it failed it can be sent again, and is then the same change. */
  private async publish(): Promise<void> {
    for (const one of this.checked ?? []) {
      if (one.state === 'done') continue;
      const told = await one.send(this.date, one.change);
      const now: AtSite =
        told.kind === 'ok'
          ? { ...one, state: 'done', stranded: told.value.stranded }
          : { ...one, state: { failed: this.said(told) } };
      this.checked = (this.checked ?? []).map((other) => (other.site === one.site ? now : other));
    }
    if ((this.checked ?? []).every(({ state }) => state === 'done')) this.draft = { ...emptyDraft };
    await this.load();
  }

  private async back(change: string): Promise<void> {
    if (this.site === null) return;
    const told = await requests.takeBack(this.site, this.date, change);
    this.news = told.kind === 'ok' ? this.words.takenBack : this.said(told);
    await this.load();
  }

  private strandedTable(stranded: Stranded): TemplateResult {
    const { words, language } = this;
    return html`<div class="slots-day" tabindex="0" role="region" aria-label=${words.keep}>
      <table class="office-table">
        <thead><tr>${words.columns.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
        <tbody>
          ${stranded.map(
            ({ reservation, why }) => html`<tr data-code=${reservation.code}>
              <th scope="row">${clockTime(reservation.seats[0]?.atMs ?? 0)}</th>
              <td>${this.procedureName(reservation.procedure)}</td>
              <td>${codeInWords(reservation.code)}</td>
              <td>${reservation.partySize}</td>
              <td>${words.why[why]}</td>
              <td>${deskTexts(language).reachedAs(reservation.reached)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private procedureName(id: string): string {
    return this.offer === null ? id : procedureNamed(this.offer, id, this.language);
  }

  private result(): TemplateResult | typeof nothing {
    const { words, checked } = this;
    if (checked === null) return nothing;
    const open = checked.filter(({ state }) => state !== 'done');
    const anybody = checked.some(({ stranded }) => stranded.length > 0);
    return html`<section class="office-panel" data-checked tabindex="-1">
      ${anybody ? html`<p><strong>${words.keep}</strong></p>` : nothing}
      ${checked.map((one) => {
        const name = this.siteName(one.site);
        const head =
          one.stranded.length === 0 ? words.nobody(name) : words.affected(name, one.stranded.length);
        return html`<div class="slots-concerned" data-site=${one.site}>
          <h3>${head}</h3>
          ${one.state === 'done' ? html`<p role="status" data-done>${words.done(name)}</p>` : nothing}
          ${typeof one.state === 'object' ? html`<p class="problem" role="alert">${words.notDone(name, one.state.failed)}</p>` : nothing}
          ${one.stranded.length === 0 ? nothing : this.strandedTable(one.stranded)}
        </div>`;
      })}
      <div class="office-buttons">
        ${
          open.length === 0
            ? nothing
            : html`<button type="button" class="primary" data-do="publish" @click=${() => void this.publish()}>
                ${open.some(({ state }) => typeof state === 'object') ? words.again : words.publish}
              </button>
              <button type="button" @click=${() => {
                this.checked = null;
              }}>${words.stop}</button>`
        }
        ${anybody ? html`<a class="button" href=${pageAddress('desk')}>${words.toDesk}</a>` : nothing}
      </div>
    </section>`;
  }

  private form(): TemplateResult {
    const { words, draft, language } = this;
    const value = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
    return html`<section class="office-panel">
      <h2>${words.change}</h2>
      <form class="office-form" novalidate @submit=${(event: SubmitEvent) => void this.check(event)}>
        <label>${words.site}<select data-field="where" @change=${(event: Event) => {
          this.everywhere = value(event) === 'every';
          this.checked = null;
        }}>
          <option value="one" ?selected=${!this.everywhere}>${this.siteName(this.site)}</option>
          <option value="every" ?selected=${this.everywhere}>${words.everySite}</option>
        </select></label>
        <label>${words.kind}<select data-field="kind" @change=${(event: Event) => this.type({ kind: value(event) as Draft['kind'] })}>
          ${(['close', 'widen', 'narrow'] as const).map(
            (kind) =>
              html`<option value=${kind} ?selected=${kind === draft.kind}>${words.kinds[kind]}</option>`,
          )}
        </select></label>
        <label>${words.groups}<select data-field="group" @change=${(event: Event) => this.type({ group: value(event) || null })}>
          <option value="">${words.everyGroup}</option>
          ${(this.plan?.groups ?? []).map(
            ({ group, names }) =>
              html`<option value=${group} ?selected=${group === draft.group}>${staffText(names, language)}</option>`,
          )}
        </select></label>
        <label>${words.from}<input data-field="from" type="time" .value=${draft.from} @input=${(event: Event) => this.type({ from: value(event) })} /></label>
        <label>${words.to}<input data-field="to" type="time" .value=${draft.to} @input=${(event: Event) => this.type({ to: value(event) })} /></label>
        ${
          draft.kind === 'close'
            ? nothing
            : html`<label>${words.by}<input data-field="by" type="number" min="1" max="100" .value=${String(draft.by)} @input=${(event: Event) => this.type({ by: Number(value(event)) })} /></label>`
        }
        <label class="wide">${words.reason}<input data-field="reason" maxlength="200" autocomplete="off" .value=${draft.reason} @input=${(event: Event) => this.type({ reason: value(event) })} /></label>
        <button class="primary">${words.check}</button>
        <p class="hint">${words.wholeDay}${words.reasonHint}</p>
      </form>
      <p class="problem" role="alert">${this.wrong === null ? '' : words.wrong[this.wrong]}</p>
    </section>`;
  }

  override content(): TemplateResult {
    const { words, plan } = this;
    const value = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
    return html`<p>${words.lead}</p>
      <form class="office-form" @submit=${(event: SubmitEvent) => event.preventDefault()}>
        <label>${words.site}<select data-field="site" @change=${(event: Event) => this.choose({ site: value(event) as SiteId })}>
          ${this.sites.map(
            ({ id }) => html`<option value=${id} ?selected=${id === this.site}>${this.siteName(id)}</option>`,
          )}
        </select></label>
        <label>${words.date}<input data-field="date" type="date" .value=${this.date} @change=${(event: Event) => this.choose({ date: value(event) })} /></label>
      </form>
      ${this.form()}
      <p role="status" data-news>${this.news}</p>
      ${this.result()}
      ${plan === null ? html`<p role="status">${this.texts.loading}</p>` : dayPart(plan, this.language, (change) => void this.back(change))}`;
  }
}
customElements.define('slots-page', SlotsPage);

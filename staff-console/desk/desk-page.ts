// The telephone desk: books while somebody talks, finds, moves and cancels, at every site; the sheet of a day on paper.
import { html, type TemplateResult } from 'lit';
import type { ReadReason } from '../../protocol/contacts.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { pageAddress } from '../../protocol/pages.ts';
import type { BookingOffer, DeskReservation } from '../../protocol/reservation-views.ts';
import { codeIn } from '../../protocol/scanned-code.ts';
import { dayOf } from '../../protocol/texts/dates.ts';
import { deskTexts } from '../../protocol/texts/staff-desk.ts';
import { refusalText } from '../../protocol/texts/staff-texts.ts';
import { OfficePage } from '../office/office-page.ts';
import { listenToKeys } from '../parts/keys.ts';
import { tellUsed } from '../parts/session.ts';
import { bookPart } from './book-part.ts';
import { type BookingDesk, createBookingDesk } from './booking-desk.ts';
import { type FindState, findPart } from './find-part.ts';
import * as requests from './requests.ts';
import { sheetCsv } from './sheet-csv.ts';

const lookEveryMs = 1_000;

export class DeskPage extends OfficePage {
  static override properties = { ...OfficePage.properties, offer: { state: true }, finding: { state: true } };
  readonly page = 'desk' as const;
  declare offer: BookingOffer | null;
  declare finding: FindState;
  readonly desk: BookingDesk = createBookingDesk(() => this.requestUpdate());
  private stops: (() => void)[] = [];
  private shownDone: DeskReservation | null = null;

  constructor() {
    super();
    this.offer = null;
    this.finding = {
      ...{
        typed: '',
        site: null,
        date: dayOf(Date.now()),
        found: null,
        more: false,
        isSheet: false,
        picked: null,
      },
      ...{ contact: undefined, cancelling: false, problem: '', news: '' },
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const clock = setInterval(() => {
      if (this.desk.state().held !== null) this.requestUpdate();
    }, lookEveryMs);
    const used = () => void tellUsed().catch(() => {});
    window.addEventListener('change', used);
    this.stops = [
      listenToKeys((key) => this.onKey(key)),
      () => clearInterval(clock),
      () => window.removeEventListener('change', used),
    ];
  }
  override disconnectedCallback(): void {
    for (const stop of this.stops.splice(0)) stop();
    super.disconnectedCallback();
  }

  override async load(): Promise<void> {
    const offer = await requests.offer();
    if (!this.heed(offer)) return;
    this.offer = offer.value;
    const site = this.finding.site ?? offer.value.sites[0]?.site ?? null;
    this.set({ site });
    // Who may not see the sheet may not see the page.
    if (site !== null) this.heed(await requests.sheet(site as SiteId, this.finding.date));
  }

  private set(change: Partial<FindState>): void {
    this.finding = { ...this.finding, ...change };
  }

  private onKey(key: string): boolean {
    // With Alt, so that they act while somebody types.
    if (key === 'Alt+F') this.querySelector<HTMLElement>('#desk-find')?.focus();
    else if (key === 'Alt+N') {
      this.desk.fresh();
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('#desk-procedure')?.focus());
    } else return false;
    return true;
  }

  /** In words, in the search's own line; true: there is a value. */
  private hear<T>(told: requests.Told<T>): told is Extract<requests.Told<T>, { kind: 'ok' }> {
    const say = deskTexts(this.language);
    const problem =
      told.kind === 'ok'
        ? ''
        : told.kind === 'failed'
          ? say.unsure
          : refusalText(told.refusal, this.language);
    this.set({ problem, news: '' });
    return told.kind === 'ok';
  }

  private async search(): Promise<void> {
    const by = requests.searchBy(this.finding.typed, codeIn(this.finding.typed));
    if (by === null) return;
    const told = await requests.search(by, 'residentAsks');
    if (!this.hear(told)) return;
    const { found, more } = told.value;
    this.set({ found, more, isSheet: false, picked: null });
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0) this.pick(only);
  }

  private async showSheet(): Promise<void> {
    const { site, date } = this.finding;
    if (site === null || date === '') return;
    const told = await requests.sheet(site as SiteId, date);
    if (!this.heed(told)) return;
    this.set({ found: told.value.reservations, more: false, isSheet: true, picked: null });
  }

  private pick(picked: DeskReservation): void {
    this.set({ picked, contact: undefined, cancelling: false, news: '' });
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.picked h3')?.focus());
  }

  private changed(reservation: DeskReservation): void {
    const found = this.finding.found?.map((one) =>
      one.reservation === reservation.reservation ? reservation : one,
    );
    this.set({ picked: reservation, cancelling: false, ...(found === undefined ? {} : { found }) });
  }

  private async readContact(reason: ReadReason): Promise<void> {
    const { picked } = this.finding;
    if (picked === null) return;
    const told = await requests.contact(picked.reservation, reason);
    if (this.hear(told)) this.set({ contact: told.value.contact });
  }

  private async reached(done: boolean): Promise<void> {
    const { picked } = this.finding;
    if (picked === null) return;
    const told = await requests.reached(picked.reservation, done);
    if (this.hear(told)) this.changed(told.value.reservation);
  }

  private async cancel(by: string, note: string): Promise<void> {
    const { picked } = this.finding;
    if (picked === null) return;
    const told = await requests.cancel(picked.reservation, by, note.trim());
    if (!this.hear(told)) return;
    this.changed(told.value.reservation);
    this.set({ news: deskTexts(this.language).cancelled });
  }

  private print(what: 'slip' | 'sheet'): void {
    this.querySelector('.desk')?.setAttribute('data-print', what);
    window.print();
  }

  private save(): void {
    const { found, date, site } = this.finding;
    if (found === null || this.offer === null) return;
    const url = URL.createObjectURL(
      new Blob([sheetCsv(found, this.offer, this.language)], { type: 'text/csv' }),
    );
    const link = document.createElement('a');
    link.href = url;
    link.download = `reservations-${site}-${date}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  }

  override nav(): TemplateResult {
    return html`<nav class="office-nav" aria-label=${deskTexts(this.language).book}>
      <a class="office-home" href="/">Junban</a>
      ${this.sites.map(({ id }) => html`<a href=${pageAddress('reception', { site: id })}>${this.siteName(id)}</a>`)}
    </nav>`;
  }

  override updated(): void {
    const { done } = this.desk.state();
    if (done === this.shownDone) return;
    this.shownDone = done;
    this.querySelector<HTMLElement>(done === null ? '#desk-procedure' : '[data-done]')?.focus();
  }

  override content(): TemplateResult {
    const { offer, language, desk, finding } = this;
    if (offer === null) return html`<p role="status">${this.texts.loading}</p>`;
    if (offer.sites.length === 0) return html`<p role="status">${deskTexts(language).nowhere}</p>`;
    return html`<p class="hint">${deskTexts(language).keys}</p>
      <div class="desk" data-print="slip">
        ${bookPart({ desk, offer, language, nowMs: Date.now(), print: () => this.print('slip') })}
        ${findPart({
          ...{ state: finding, offer, language },
          acts: {
            set: (change) => this.set(change),
            search: () => void this.search(),
            showSheet: () => void this.showSheet(),
            pick: (one) => this.pick(one),
            readContact: (reason) => void this.readContact(reason),
            reached: (done) => void this.reached(done),
            cancel: (by, note) => void this.cancel(by, note),
            move: (one) => void desk.startMove(one),
            print: () => this.print('sheet'),
            save: () => this.save(),
          },
        })}
      </div>`;
  }
}
customElements.define('desk-page', DeskPage);

// The page /transfer: a table of another system becomes reservations, whole or not at all; and one's own are written out.
import { html, nothing, type TemplateResult } from 'lit';
import { type Grant, holds } from '../../protocol/access.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { pages } from '../../protocol/pages.ts';
import {
  type ImportField,
  type ImportResult,
  type ImportRow,
  importFields,
} from '../../protocol/reservation-import.ts';
import { BookingOffer } from '../../protocol/reservation-views.ts';
import { dayOf } from '../../protocol/texts/dates.ts';
import { refusalText, staffText } from '../../protocol/texts/staff-texts.ts';
import { type TransferTexts, transferTexts } from '../../protocol/texts/staff-transfer.ts';
import { placeName, proceduresOf } from '../desk/book-part.ts';
import { OfficePage } from '../office/office-page.ts';
import { ask } from '../parts/ask.ts';
import { guess, importIdOf, type Mapping, readTable, rowsOf, type Table } from './read-table.ts';
import { type Ran, run } from './run.ts';

/** Held places are kept for a quarter of an hour; after this they are held anew before anything is booked, ms. */
const heldMs = 10 * 60_000;

type Stage =
  | { readonly at: 'choosing' }
  | { readonly at: 'working'; readonly done: number }
  | { readonly at: 'wrong'; readonly results: readonly ImportResult[] }
  | { readonly at: 'ready'; readonly already: number; readonly heldAtMs: number }
  | { readonly at: 'broken'; readonly words: string }
  | { readonly at: 'done'; readonly count: number }
  | { readonly at: 'undone'; readonly count: number };

export class TransferPage extends OfficePage {
  static override properties = {
    ...OfficePage.properties,
    ...{ offer: { state: true }, table: { state: true }, mapping: { state: true }, fixed: { state: true } },
    ...{ stage: { state: true }, badFile: { state: true } },
  };
  readonly page = 'transfer' as const;
  declare offer: BookingOffer | null;
  declare table: Table | null;
  declare mapping: Mapping | null;
  declare fixed: Partial<Record<ImportField, string>>;
  declare stage: Stage;
  declare badFile: keyof TransferTexts['badFile'] | null;
  private attempt = 1;
  private grants: readonly Grant[] = [];

  constructor() {
    super();
    this.offer = null;
    this.table = null;
    this.mapping = null;
    this.fixed = {};
    this.stage = { at: 'choosing' };
    this.badFile = null;
  }

  get words(): TransferTexts {
    return transferTexts(this.language);
  }

  override async load(): Promise<void> {
    const grants = await this.ownGrants();
    if (grants === null) return;
    this.grants = grants;
    const offer = await ask(BookingOffer, '/api/booking');
    if (!this.heed(offer)) return;
    this.offer = offer.value;
    const [site] = offer.value.sites;
    this.fixed = {
      site: site?.site ?? '',
      procedure: site === undefined ? '' : (proceduresOf(offer.value, site.site)[0]?.procedure ?? ''),
    };
  }

  private async choose(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    this.stage = { at: 'choosing' };
    this.table = null;
    this.badFile = null;
    if (file === undefined) return;
    const read = readTable(new Uint8Array(await file.arrayBuffer()));
    if (typeof read === 'string') {
      this.badFile = read;
      return;
    }
    this.table = read;
    this.mapping = guess(read.headings);
    this.attempt = 1;
  }

  private get rows(): readonly ImportRow[] {
    const { table, mapping, fixed } = this;
    return table === null || mapping === null ? [] : rowsOf(table, mapping, fixed);
  }
  /** Of the file with its columns; after it was given up, of its next taking over. */
  private get importId(): string {
    const content = JSON.stringify(this.rows);
    const round = localStorage.getItem(`junban.import.${importIdOf(content)}`) ?? '0';
    return importIdOf(`${round} ${content}`);
  }
  private nextRound(): void {
    const name = `junban.import.${importIdOf(JSON.stringify(this.rows))}`;
    localStorage.setItem(name, String(Number(localStorage.getItem(name) ?? '0') + 1));
  }

  private async go(step: 'hold' | 'book' | 'release' | 'undo', rows = this.rows): Promise<Ran> {
    this.stage = { at: 'working', done: 0 };
    const ran = await run(rows, { importId: this.importId, step, attempt: this.attempt }, (done) => {
      this.stage = { at: 'working', done };
    });
    if (ran.kind === 'stopped') {
      const { told } = ran;
      const words = told.kind === 'failed' ? this.words.broken : refusalText(told.refusal, this.language);
      this.stage = { at: 'broken', words };
    }
    return ran;
  }

  /** Holds all; with an error anywhere all is given back. */
  private async check(): Promise<boolean> {
    const { mapping } = this;
    this.badFile = mapping?.date == null || mapping.time == null ? 'columns' : null;
    if (this.badFile !== null) return false;
    const ran = await this.go('hold');
    if (ran.kind === 'stopped') return false;
    const wrong = ran.results.filter(({ state }) => state === 'problem');
    if (wrong.length > 0) {
      const held = new Set(ran.results.filter(({ state }) => state === 'held').map(({ line }) => line));
      const back = this.rows.filter(({ line }) => held.has(line));
      if (back.length > 0) await this.go('release', back);
      this.attempt += 1;
      this.stage = { at: 'wrong', results: wrong };
      return false;
    }
    const already = ran.results.filter(({ state }) => state === 'booked').length;
    this.stage = { at: 'ready', already, heldAtMs: Date.now() };
    return true;
  }

  private async book(): Promise<void> {
    const { stage } = this;
    if (stage.at === 'ready' && Date.now() - stage.heldAtMs > heldMs) {
      this.attempt += 1;
      if (!(await this.check())) return;
    }
    const ran = await this.go('book');
    if (ran.kind === 'stopped') return;
    const wrong = ran.results.filter(({ state }) => state === 'problem');
    this.stage =
      wrong.length > 0 ? { at: 'wrong', results: wrong } : { at: 'done', count: ran.results.length };
  }

  private async stop(): Promise<void> {
    if ((await this.go('release')).kind === 'stopped') return;
    this.attempt += 1;
    this.stage = { at: 'choosing' };
  }

  private async undo(): Promise<void> {
    const ran = await this.go('undo');
    if (ran.kind === 'stopped') return;
    this.nextRound();
    this.stage = { at: 'undone', count: ran.results.length };
  }

  private columns(table: Table, mapping: Mapping): TemplateResult {
    const { words, offer, language } = this;
    const choices = (field: ImportField): readonly { readonly value: string; readonly name: string }[] => {
      if (offer === null) return [];
      if (field === 'site')
        return offer.sites.map(({ site }) => ({ value: site, name: placeName(offer, site, language) }));
      if (field !== 'procedure') return [];
      return proceduresOf(offer, null).map(({ procedure, names }) => ({
        value: procedure,
        name: staffText(names, language),
      }));
    };
    const set = (field: ImportField) => (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      const heading = value.startsWith('column:') ? value.slice(7) : null;
      this.mapping = { ...mapping, [field]: heading };
      if (value.startsWith('all:')) this.fixed = { ...this.fixed, [field]: value.slice(4) };
      this.stage = { at: 'choosing' };
    };
    return html`<div class="transfer-columns" role="group" aria-label=${words.columns}>
      ${importFields.map(
        (field) => html`<label>${words.fields[field]}<select data-column=${field} @change=${set(field)}>
          ${choices(field).length > 0 ? nothing : html`<option value="" ?selected=${mapping[field] === null}>${words.noColumn}</option>`}
          ${choices(field).map(
            ({ value, name }) =>
              html`<option value=${`all:${value}`} ?selected=${mapping[field] === null && this.fixed[field] === value}>${words.fixed(name)}</option>`,
          )}
          ${table.headings.map(
            (heading) =>
              html`<option value=${`column:${heading}`} ?selected=${mapping[field] === heading}>${heading}</option>`,
          )}
        </select></label>`,
      )}
    </div>`;
  }

  private errors(results: readonly ImportResult[]): TemplateResult {
    const { words, language } = this;
    const typed = new Map(this.rows.map((row) => [row.line, row]));
    const lines = results.flatMap(({ line, problems }) => problems.map((problem) => ({ line, problem })));
    return html`<p class="problem" role="alert"><strong>${words.errors(lines.length)}</strong> ${words.nothingTaken}</p>
      <div class="transfer-errors" tabindex="0" role="region" aria-label=${words.errors(lines.length)}>
        <table class="office-table">
          <thead><tr>${words.errorColumns.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
          <tbody>${lines.map(({ line, problem: { field, refusal, known } }) => {
            const what =
              refusal === null
                ? `${words.wanted[field]}${known.length === 0 ? '' : ` ${words.known(known.join('、'))}`}`
                : refusalText(refusal, language);
            return html`<tr data-line=${line}><th scope="row">${line}</th><td>${words.fields[field]}</td><td>${typed.get(line)?.[field] ?? ''}</td><td>${what}</td></tr>`;
          })}</tbody>
        </table>
      </div>`;
  }

  private result(): TemplateResult | typeof nothing {
    const { words, stage } = this;
    switch (stage.at) {
      case 'choosing':
        return nothing;
      case 'working':
        return html`<p role="status">${words.working(stage.done, this.table?.lines.length ?? 0)}</p>`;
      case 'wrong':
        return this.errors(stage.results);
      case 'ready':
        return html`<p class="transfer-good" role="status" data-ready>${words.ready(this.table?.lines.length ?? 0)} ${stage.already > 0 ? words.already(stage.already) : nothing}</p>
          <div class="office-buttons">
            <button type="button" class="primary" data-do="book" @click=${() => void this.book()}>${words.book}</button>
            <button type="button" data-do="stop" @click=${() => void this.stop()}>${words.stop}</button>
            ${stage.already > 0 ? html`<button type="button" data-do="undo" @click=${() => void this.undo()}>${words.undo}</button>` : nothing}
          </div>`;
      case 'broken':
        return html`<p class="problem" role="alert">${stage.words}</p>
          <div class="office-buttons"><button type="button" class="primary" @click=${() => void this.check()}>${words.goOn}</button></div>`;
      case 'done':
        return html`<p class="transfer-good" role="status" data-done>${words.done(stage.count)}</p>
          <div class="office-buttons"><button type="button" data-do="undo" @click=${() => void this.undo()}>${words.undo}</button></div>`;
      case 'undone':
        return html`<p role="status" data-undone>${words.undone(stage.count)}</p>`;
    }
  }

  private writing(): TemplateResult {
    const { words, offer, language } = this;
    const today = dayOf(Date.now());
    return html`<section class="office-panel">
      <h2>${words.write}</h2>
      <form class="office-form" @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const data = new FormData(event.target as HTMLFormElement);
        const site = String(data.get('site')) as SiteId;
        location.assign(
          `/api/reservations/${site}/export.csv?from=${String(data.get('from'))}&to=${String(data.get('to'))}`,
        );
      }}>
        <label>${words.site}<select name="site">${(offer?.sites ?? [])
          .filter(({ site }) => holds(this.grants, pages.transfer.roles, site))
          .map(
            ({ site }) =>
              html`<option value=${site}>${offer === null ? site : placeName(offer, site, language)}</option>`,
          )}</select></label>
        <label>${words.from}<input name="from" type="date" required value=${today} /></label>
        <label>${words.to}<input name="to" type="date" required value=${today} /></label>
        <button class="primary" data-do="export">${words.save}</button>
        <p class="hint">${words.writeHint}</p>
      </form>
    </section>`;
  }

  override content(): TemplateResult {
    const { words, table, mapping, stage, badFile } = this;
    const busy = stage.at === 'working';
    return html`<p>${words.lead}</p>
      <section class="office-panel">
        <h2>${words.take}</h2>
        <form class="office-form" novalidate @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          if (!busy) void this.check();
        }}>
          <label>${words.file}<input type="file" name="file" accept=".csv,text/csv" ?disabled=${busy} @change=${(event: Event) => void this.choose(event)} /></label>
          ${table === null || mapping === null ? nothing : this.columns(table, mapping)}
          ${table === null ? nothing : html`<button class="primary" data-do="check" ?disabled=${busy}>${words.check}</button>`}
          <p class="hint">${words.fileHint}</p>
        </form>
        <p class="problem" role="alert">${badFile === null ? '' : words.badFile[badFile]}</p>
        ${this.result()}
      </section>
      ${this.writing()}`;
  }
}
customElements.define('transfer-page', TransferPage);

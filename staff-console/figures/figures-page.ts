// The page /figures: what came, how long it waited and took, per period, site, procedure or channel; printed on A4, taken as CSV.
import { html, nothing, type TemplateResult } from 'lit';
import { fiscalYearDays, fiscalYearOf } from '../../protocol/fiscal-year.ts';
import type { LocalText } from '../../protocol/ids.ts';
import { dayOf } from '../../protocol/texts/dates.ts';
import { type FiguresTexts, figuresTexts } from '../../protocol/texts/figures.ts';
import { Board } from '../../protocol/views.ts';
import { Figures, FiguresPeriod, type FiguresRow, FiguresSplit } from '../../protocol/wire-figures.ts';
import { OfficePage } from '../office/office-page.ts';
import { ask } from '../parts/ask.ts';
import '../parts/bar-chart.ts';
import { figuresTable, figuresTiles, periodName } from './parts.ts';

const dayNow = (): string => dayOf(Date.now());
/** How soon it is asked again while days are read for the first time, ms. */
const againMs = 1_000;
/** More bars than this cannot be told apart. */
const mostBars = 62;

export class FiguresPageElement extends OfficePage {
  static override properties = {
    ...OfficePage.properties,
    figures: { state: true },
    busy: { state: true },
    procedures: { state: true },
  };
  readonly page = 'figures' as const;
  declare figures: Figures | null;
  declare busy: boolean;
  /** Procedure → its names, of whatever site. */
  declare procedures: ReadonlyMap<string, LocalText>;
  /** What was asked for, as it stands in the addresses of the downloads too. */
  private query = new URLSearchParams({
    ...fiscalYearDays(fiscalYearOf(dayNow())),
    ...{ by: 'month', split: 'none' },
  });
  private asked = 0;

  constructor() {
    super();
    this.figures = null;
    this.busy = true;
    this.procedures = new Map();
  }

  get words(): FiguresTexts {
    return figuresTexts[this.language];
  }

  override async load(): Promise<void> {
    this.asked += 1;
    const turn = this.asked;
    this.busy = true;
    const told = await ask(Figures, `/api/figures?${this.query}`);
    // Somebody has asked for something else meanwhile.
    if (turn !== this.asked) return;
    this.busy = false;
    if (!this.heed(told)) return;
    this.figures = told.value;
    if (!told.value.complete) {
      setTimeout(() => {
        if (turn === this.asked && this.isConnected) void this.load();
      }, againMs);
    }
    void this.learnNames();
  }

  /** What procedures are called; an id stands for a name that does not come. */
  private async learnNames(): Promise<void> {
    if (this.procedures.size > 0) return;
    const names = new Map<string, LocalText>();
    for (const { id } of this.sites) {
      const told = await ask(Board, `/api/sites/${id}/board`);
      if (told.kind === 'ok') for (const one of told.value.procedures) names.set(one.id, one.names);
    }
    this.procedures = names;
  }

  private show(event: SubmitEvent): void {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.target as HTMLFormElement)) {
      if (typeof value === 'string' && value !== '' && name !== 'year') query.set(name, value);
    }
    this.query = query;
    void this.load();
  }

  /** A year sets both days; whoever wants others writes them. */
  private chooseYear(event: Event): void {
    const select = event.target as HTMLSelectElement;
    if (select.value === '') return;
    const { from, to } = fiscalYearDays(Number(select.value));
    const fields = select.form?.elements;
    for (const [name, value] of Object.entries({ from, to })) {
      const field = fields?.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
  }

  private form(): TemplateResult {
    const { words, query } = this;
    const year = fiscalYearOf(dayNow());
    const options = (
      all: readonly string[],
      names: Readonly<Record<string, string>>,
      chosen: string | null,
    ) => all.map((one) => html`<option value=${one} ?selected=${one === chosen}>${names[one]}</option>`);
    return html`<form class="office-form" @submit=${this.show}>
      <label
        >${words.year}<select name="year" @change=${this.chooseYear}>
          ${[0, 1, 2, 3].map((back) => html`<option value=${year - back} ?selected=${query.get('from') === fiscalYearDays(year - back).from}>${words.fiscalYear(year - back)}</option>`)}
        </select></label
      >
      <label>${words.from}<input type="date" name="from" .defaultValue=${query.get('from') ?? ''} required /></label>
      <label>${words.to}<input type="date" name="to" .defaultValue=${query.get('to') ?? ''} required /></label>
      <label>${words.by}<select name="by">${options(FiguresPeriod.options, words.periods, query.get('by'))}</select></label>
      <label
        >${words.split}<select name="split">
          ${options(FiguresSplit.options, words.splits, query.get('split'))}
        </select></label
      >
      <label
        >${words.site}<select name="site">
          <option value="">${words.allSites}</option>
          ${this.sites.map(({ id }) => html`<option value=${id}>${this.siteName(id)}</option>`)}
        </select></label
      >
      <button type="submit" class="primary">${words.show}</button>
    </form>`;
  }

  private partName({ part }: FiguresRow): string {
    const split = this.query.get('split');
    if (split === 'site') return this.siteName(part);
    if (split === 'channel') return this.words.channels[part] ?? part;
    const names = this.procedures.get(part);
    return names === undefined ? part : this.language === 'ja' ? names.ja : (names.en ?? names.ja);
  }

  private by(): FiguresPeriod {
    return FiguresPeriod.parse(this.query.get('by') ?? 'month');
  }

  private charts(rows: readonly FiguresRow[]): TemplateResult | typeof nothing {
    const { words, language } = this;
    const by = this.by();
    if (rows.length > mostBars) return nothing;
    const split = this.query.get('split') !== 'none';
    const labels = rows.map((row) => {
      const period = periodName(words, by, row.period, true);
      return split ? (by === 'all' ? this.partName(row) : `${period} ${this.partName(row)}`) : period;
    });
    const one = (caption: string, series: readonly object[]) => html`<figure>
      <figcaption>${caption}</figcaption>
      <div class="figures-plot">
        <bar-chart .language=${language} .labels=${labels} .series=${series}></bar-chart>
      </div>
    </figure>`;
    const [median = '', p80 = ''] = words.columns.slice(5, 7);
    return html`<div class="figures-charts">
      ${one(words.chart(words.periods[by]), [{ name: words.columns[0], values: rows.map(({ arrivals }) => arrivals) }])}
      ${one(words.chartWaits, [
        { name: median, values: rows.map(({ waitMedian }) => waitMedian) },
        { name: p80, values: rows.map(({ waitP80 }) => waitP80) },
      ])}
    </div>`;
  }

  private ways(): TemplateResult {
    const { words, query } = this;
    return html`<div class="office-row figures-ways">
      <button type="button" @click=${() => window.print()}>${words.print}</button>
      <a href=${`/api/figures.csv?${query}`} download>${words.csv}</a>
      <a href=${`/api/figures/open.csv?${query}`} download>${words.open}</a>
      <a href=${`/api/figures/visits.parquet?${query}`} download>${words.parquet}</a>
    </div>`;
  }

  override content(): TemplateResult {
    const { texts, words, figures, busy } = this;
    if (figures === null) return html`${this.form()}<p role="status">${busy ? texts.loading : nothing}</p>`;
    const { rows, total, reservations, outages, missing, complete, from, to } = figures;
    const stopped = outages.reduce((sum, { minutes }) => sum + minutes, 0);
    const site = this.query.get('site');
    return html`
      <p class="figures-lead">${words.lead}</p>
      ${this.form()}
      <p class="figures-printed">${from} – ${to} · ${site === null ? words.allSites : this.siteName(site)}</p>
      <p role="status">
        ${busy && complete ? texts.loading : complete ? (rows.length === 0 ? words.none : nothing) : words.reading}
      </p>
      ${missing.length === 0 ? nothing : html`<p class="problem">${words.missing(missing.join(', '))}</p>`}
      ${figuresTiles(words, total, reservations)}
      ${rows.length === 0 ? nothing : this.charts(rows)}
      <p>
        ${words.reservations(reservations)}
        ${outages.length === 0 ? nothing : words.outages(outages.length, stopped.toFixed(0))}
      </p>
      ${figuresTable(words, this.by(), rows, total, this.query.get('split') === 'none' ? null : (row) => this.partName(row))}
      ${this.ways()}
    `;
  }
}
customElements.define('figures-page', FiguresPageElement);

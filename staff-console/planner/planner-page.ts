// The page /planner: an office's own demand table against its places, reckoned again, with what the paper prints wrongly.
import { html, nothing, type TemplateResult } from 'lit';
import { reiwaYear } from '../../protocol/fiscal-year.ts';
import { type PlannerTexts, plannerTexts } from '../../protocol/texts/planner.ts';
import { OfficePage } from '../office/office-page.ts';
import '../parts/bar-chart.ts';
import { type Demand, type DemandRead, readDemand } from './demand.ts';

const count = (value: number): string => new Intl.NumberFormat('ja-JP').format(value);
/** A table of years or months is a few kilobytes; what is larger is another file. */
const mostBytes = 1_000_000;

export class PlannerPageElement extends OfficePage {
  static override properties = { ...OfficePage.properties, read: { state: true }, asked: { state: true } };
  readonly page = 'planner' as const;
  declare read: DemandRead | null;
  /** Something was asked that nothing can be reckoned from. */
  declare asked: boolean;

  constructor() {
    super();
    this.read = null;
    this.asked = false;
  }

  get words(): PlannerTexts {
    return plannerTexts[this.language];
  }

  /** The hub holds nothing of this page. */
  override async load(): Promise<void> {
    await this.ownGrants();
  }

  private async show(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const [file, places] = [data.get('file'), Number(data.get('capacity'))];
    const fits = file instanceof File && file.size > 0 && file.size <= mostBytes;
    this.asked = !fits || !Number.isSafeInteger(places) || places < 1;
    this.read = this.asked || !(file instanceof File) ? null : readDemand(await file.text(), places);
  }

  private years(demand: Extract<Demand, { kind: 'years' }>): TemplateResult {
    const { words } = this;
    const names = demand.rows[0]?.parts.map(({ name }) => name) ?? [];
    const heads = [...names, words.total, words.surplus, words.ratio];
    return html`<div class="figures-charts"><figure>
        <figcaption>${words.chart}</figcaption>
        <div class="figures-plot">
          <bar-chart
            .labels=${demand.rows.map(({ year }) => reiwaYear(year))}
            .series=${[{ name: words.chart, values: demand.rows.map(({ ratio }) => ratio) }]}
          ></bar-chart>
        </div></figure></div>
      ${this.table(
        [words.year],
        heads,
        demand.rows.map(({ year, parts, total, surplus, ratio }) => ({
          heads: [reiwaYear(year)],
          cells: [...parts.map((part) => count(part.count)), count(total), count(surplus), `${ratio}%`],
        })),
      )}`;
  }

  private months(demand: Extract<Demand, { kind: 'months' }>): TemplateResult {
    const { words } = this;
    return this.table(
      [words.year, words.kind, words.status],
      [...words.months, words.total],
      demand.rows.map(({ year, kind, status, months, total }) => ({
        heads: [reiwaYear(year), kind, status],
        cells: [...months, total].map(count),
      })),
    );
  }

  private table(
    heads: readonly string[],
    columns: readonly string[],
    rows: readonly { readonly heads: readonly string[]; readonly cells: readonly string[] }[],
  ): TemplateResult {
    return html`<div class="figures-table" tabindex="0" role="region" aria-label=${this.words.total}>
      <table class="office-table">
        <thead>
          <tr>
            ${heads.map((name) => html`<th scope="col">${name}</th>`)}
            ${columns.map((name) => html`<th scope="col" class="number">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) => html`<tr>
              ${row.heads.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}
              ${row.cells.map((cell, at) => html`<td class="number" data-name=${columns[at] ?? ''}>${cell}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private result(): TemplateResult | typeof nothing {
    const { words, read } = this;
    if (read === null) return nothing;
    if (!read.ok) return nothing;
    const { demand } = read;
    return html`${demand.kind === 'years' ? this.years(demand) : this.months(demand)}
    ${
      demand.differences.length === 0
        ? html`<p>${words.agrees}</p>`
        : html`<h2>${words.differences}</h2>
          <ul>
            ${demand.differences.map((one) => html`<li>${words.difference(one.row, one.field, one.printed, one.reckoned)}</li>`)}
          </ul>`
    }`;
  }

  override content(): TemplateResult {
    const { words, read, asked } = this;
    const fault = read?.ok === false ? read.fault : null;
    return html`
      <p class="figures-lead">${words.lead}</p>
      <form class="office-form" novalidate @submit=${(event: SubmitEvent) => void this.show(event)}>
        <label>${words.file}<input type="file" name="file" accept=".csv,text/csv" /></label>
        <label>${words.capacity}<input type="number" name="capacity" min="1" step="1" inputmode="numeric" /></label>
        <button type="submit" class="primary">${words.show}</button>
      </form>
      <div role="status">
        ${asked ? html`<p class="problem">${words.noFile}</p>` : nothing}
        ${fault === null ? nothing : html`<p class="problem">${words.fault(fault.line, fault.field, words.wanted[fault.wanted])}</p>`}
      </div>
      ${this.result()}
    `;
  }
}
customElements.define('planner-page', PlannerPageElement);

// A bar chart by Chart.js, hidden from readers of screens: whatever it shows stands in a table beside it.
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { LightElement } from './light-element.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip, Legend);

export type Series = { readonly name: string; readonly values: readonly (number | null)[] };

/** Dark, and light with an outline: told apart without colour too. */
const paints = [
  { backgroundColor: '#0031d8', borderColor: '#0031d8' },
  { backgroundColor: '#c5d7fb', borderColor: '#0031d8' },
];

export class BarChart extends LightElement {
  static override properties = {
    labels: { attribute: false },
    series: { attribute: false },
    language: { attribute: false },
  };
  declare labels: readonly string[];
  declare series: readonly Series[];
  declare language: string;
  private chart: Chart<'bar'> | null = null;

  constructor() {
    super();
    this.labels = [];
    this.series = [];
    this.language = 'ja';
  }

  override render(): TemplateResult {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  override updated(_: PropertyValues): void {
    const data = {
      labels: [...this.labels],
      datasets: this.series.map(({ name, values }, at) => ({
        label: name,
        data: [...values],
        borderWidth: 1,
        ...paints[at % paints.length],
      })),
    };
    if (this.chart !== null) {
      this.chart.data = data;
      this.chart.update('none');
      return;
    }
    const canvas = this.querySelector('canvas');
    if (canvas === null) return;
    const font = { family: getComputedStyle(this).fontFamily, size: 13 };
    this.chart = new Chart(canvas, {
      type: 'bar',
      data,
      options: {
        animation: false,
        maintainAspectRatio: false,
        plugins: { legend: { display: this.series.length > 1, labels: { font, boxWidth: 16 } } },
        scales: {
          x: { grid: { display: false }, ticks: { font, color: '#333' } },
          y: { beginAtZero: true, ticks: { font, color: '#333', precision: 0 } },
        },
      },
    });
  }

  /** A sheet of paper has its own width, which nobody tells a chart of. */
  private readonly onPrint = (): void => this.chart?.resize();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.onPrint);
    addEventListener('afterprint', this.onPrint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.onPrint);
    removeEventListener('afterprint', this.onPrint);
    this.chart?.destroy();
    this.chart = null;
  }
}
customElements.define('bar-chart', BarChart);

// A running time since an instant, ticking once a second by the hub's clock.
import { html } from 'lit';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import { elapsedText, minutesText } from './format.ts';
import { LightElement } from './light-element.ts';

export class ElapsedTime extends LightElement {
  static override properties = {
    sinceMs: { type: Number },
    nowMs: { attribute: false },
    language: {},
    coarse: { type: Boolean },
  };
  declare sinceMs: number;
  declare nowMs: () => number;
  declare language: StaffLanguage;
  /** Whole minutes only, for lists. */
  declare coarse: boolean;
  declare timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.sinceMs = 0;
    this.nowMs = Date.now;
    this.language = 'ja';
    this.coarse = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render() {
    // 0 is what the hub says of something that has not happened yet.
    if (this.sinceMs === 0) return html`${staffTexts(this.language).time.unknown}`;
    const elapsedMs = this.nowMs() - this.sinceMs;
    return html`${this.coarse ? minutesText(elapsedMs, this.language) : elapsedText(elapsedMs, this.language)}`;
  }
}
customElements.define('elapsed-time', ElapsedTime);

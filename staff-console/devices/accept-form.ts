// Accepting a device: its code, then where it stands and what it is called; says first what it would replace.
import { html, nothing, type TemplateResult } from 'lit';
import type { SiteId } from '../../protocol/ids.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { deviceTexts } from '../../protocol/texts/staff-devices.ts';
import { refusalText, staffTexts } from '../../protocol/texts/staff-texts.ts';
import {
  codeLength,
  type PairingFound,
  plainCode,
  type SitePlaces,
  shownCode,
} from '../../protocol/wire-devices.ts';
import type { Told } from '../parts/ask.ts';
import { LightElement } from '../parts/light-element.ts';
import { acceptDevice, findCode } from './devices-api.ts';
import { type Chosen, optionsAt, placeOf, placePicker, replacedBy } from './place-picker.ts';

export class AcceptForm extends LightElement {
  static override properties = {
    sites: { attribute: false },
    language: {},
    onDone: { attribute: false },
    code: { state: true },
    found: { state: true },
    chosen: { state: true },
    named: { state: true },
    problem: { state: true },
    busy: { state: true },
  };
  declare sites: readonly SitePlaces[];
  declare language: StaffLanguage;
  /** With the name of the device that was registered. */
  declare onDone: (name: string) => void;
  declare code: string;
  declare found: PairingFound | null;
  declare chosen: Chosen;
  /** null: as the settings call the place. */
  declare named: string | null;
  declare problem: string;
  declare busy: boolean;

  constructor() {
    super();
    this.sites = [];
    this.language = 'ja';
    this.onDone = () => {};
    this.busy = false;
    this.reset();
  }

  private reset(): void {
    this.code = '';
    this.found = null;
    this.chosen = { site: '' as SiteId, device: '' };
    this.named = null;
    this.problem = '';
  }

  private say = () => deviceTexts(this.language);

  private name(): string {
    if (this.named !== null) return this.named;
    const { site, device } = this.chosen;
    const options = optionsAt(this.sites, site, this.found?.purpose ?? 'wall');
    return options.find((option) => option.device === device)?.name ?? '';
  }

  /** The value; null: refused or away, and said so. */
  private taken<T>(asked: Told<T>): T | null {
    if (asked.kind === 'ok') return asked.value;
    const { refusal } = asked.kind === 'refused' ? asked : { refusal: null };
    this.problem = refusal === null ? this.say().away : refusalText(refusal, this.language);
    return null;
  }

  private typed(event: Event): void {
    const plain = plainCode((event.target as HTMLInputElement).value).slice(0, codeLength);
    this.code = plain;
    this.found = null;
    this.problem = '';
  }

  private async look(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    const found = this.taken(await findCode(this.code));
    this.busy = false;
    if (found === null) return;
    this.found = found;
    const wished = found.wanted === null ? null : this.sites.find(({ site }) => site === found.wanted?.site);
    const site = wished?.site ?? this.sites[0]?.site ?? ('' as SiteId);
    const known = optionsAt(this.sites, site, found.purpose).some(
      ({ device }) => device === found.wanted?.device,
    );
    this.chosen = { site, device: known ? (found.wanted?.device ?? '') : '' };
    await this.updateComplete;
    this.querySelector<HTMLElement>('select')?.focus();
  }

  private async register(event: Event): Promise<void> {
    event.preventDefault();
    const { found } = this;
    const place = found === null ? null : placeOf(this.chosen, found.purpose);
    const name = this.name().trim();
    if (this.busy || found === null || place === null || name === '') return;
    this.busy = true;
    this.problem = '';
    const replace = replacedBy(this.sites, this.chosen, found.purpose) !== null;
    const done = this.taken(await acceptDevice({ code: this.code, name, place, replace }));
    this.busy = false;
    if (done === null) return;
    this.reset();
    this.onDone(name);
    this.querySelector('input')?.focus();
  }

  private details(found: PairingFound): TemplateResult {
    const say = this.say();
    const replaced = replacedBy(this.sites, this.chosen, found.purpose);
    const ready = placeOf(this.chosen, found.purpose) !== null && this.name().trim() !== '';
    return html`<form class="accept-details" @submit=${(event: Event) => this.register(event)}>
      <p class="found">${say.found(say.purposes[found.purpose], found.from, found.about ?? '')}</p>
      ${found.wanted === null ? nothing : html`<p class="hint">${say.wish(`${found.wanted.site} / ${found.wanted.device}`)}</p>`}
      ${placePicker({
        id: 'accept',
        sites: this.sites,
        purpose: found.purpose,
        chosen: this.chosen,
        language: this.language,
        choose: (chosen) => {
          this.chosen = chosen;
        },
      })}
      <label for="accept-name">${say.name}</label>
      <input id="accept-name" maxlength="60" autocomplete="off" aria-describedby="accept-name-hint" .value=${this.name()}
        @input=${(event: Event) => {
          this.named = (event.target as HTMLInputElement).value;
        }} />
      <p id="accept-name-hint" class="hint">${say.nameHint}</p>
      ${replaced === null ? nothing : html`<p class="replaces" role="alert">${say.replaces(replaced)}</p>`}
      <button class="primary" ?disabled=${!ready || this.busy}>
        ${replaced === null ? say.register : say.replaceAndRegister}
      </button>
    </form>`;
  }

  override render() {
    const say = this.say();
    const { code, found } = this;
    return html`<section class="card accept" aria-labelledby="accept-title">
      <h2 id="accept-title">${say.accept}</h2>
      <form class="accept-code" @submit=${(event: Event) => this.look(event)}>
        <label for="accept-code">${say.code}</label>
        <div class="code-row">
          <input id="accept-code" class="code-field" autocomplete="off" autocapitalize="characters" spellcheck="false"
            placeholder="ACD-347" aria-describedby="accept-code-hint"
            .value=${code.length > 3 ? shownCode(code) : code}
            @input=${(event: Event) => this.typed(event)} />
          <button class=${found === null ? 'primary' : ''} ?disabled=${code.length !== codeLength || this.busy}>${say.look}</button>
        </div>
        <p id="accept-code-hint" class="hint">${say.codeHint}</p>
      </form>
      <p class="problem" role="alert">${this.problem}</p>
      ${this.busy ? html`<p role="status" class="visually-hidden">${staffTexts(this.language).common.sending}</p>` : nothing}
      ${found === null ? nothing : this.details(found)}
    </section>`;
  }
}
customElements.define('accept-form', AcceptForm);

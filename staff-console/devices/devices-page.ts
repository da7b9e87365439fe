// The page of administrators for devices: accept by code, see all, rename, move, revoke.
import { html, nothing, type TemplateResult } from 'lit';
import type { Refusal } from '../../protocol/refusals.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { deviceTexts } from '../../protocol/texts/staff-devices.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { DeviceLine, DeviceList } from '../../protocol/wire-devices.ts';
import { rememberedLanguage, rememberLanguage } from '../parts/language.ts';
import { languageButtons } from '../parts/language-buttons.ts';
import { LightElement } from '../parts/light-element.ts';
import './accept-form.ts';
import type { MoveDialog, RenameDialog, RevokeDialog } from './device-dialogs.ts';
import './device-dialogs.ts';
import { officeNav } from '../office/nav.ts';
import { deviceList } from './device-list.ts';
import { loadDevices } from './devices-api.ts';
import '../parts/shut-page.ts';
import '../parts/signed-out.ts';
import '../parts/who-button.ts';

/** Who is there now changes by itself. */
const lookAgainMs = 3_000;

type Stand = 'loading' | 'signedOut' | 'refused' | 'in';

export class DevicesPage extends LightElement {
  static override properties = {
    language: { state: true },
    list: { state: true },
    stand: { state: true },
    away: { state: true },
    message: { state: true },
    refusal: { state: true },
  };
  declare language: StaffLanguage;
  declare list: DeviceList;
  declare stand: Stand;
  declare away: boolean;
  /** What was done last. */
  declare message: string;
  /** Why the page is closed to this person. */
  declare refusal: Refusal | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #alive = false;

  constructor() {
    super();
    this.language = rememberedLanguage();
    this.list = { devices: [], sites: [] };
    this.stand = 'loading';
    this.away = false;
    this.message = '';
    this.refusal = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.documentElement.lang = this.language;
    this.#alive = true;
    void this.look();
  }

  override disconnectedCallback(): void {
    this.#alive = false;
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  private look = async (): Promise<void> => {
    clearTimeout(this.#timer);
    const asked = await loadDevices();
    if (!this.#alive) return;
    this.away = asked.kind === 'failed';
    if (asked.kind === 'ok') {
      this.list = asked.value;
      this.stand = 'in';
    }
    if (asked.kind === 'refused') {
      const { refusal } = asked;
      this.stand = ['notSignedIn', 'sessionLocked'].includes(refusal.code) ? 'signedOut' : 'refused';
      this.refusal = refusal;
    }
    // Somebody who signs in is not disturbed.
    if (this.stand !== 'signedOut') this.#timer = setTimeout(() => void this.look(), lookAgainMs);
  };

  private speak(language: StaffLanguage): void {
    rememberLanguage(language);
    this.language = language;
  }

  private dialog<D extends RenameDialog | MoveDialog | RevokeDialog>(name: string, device: DeviceLine): void {
    void this.querySelector<D>(name)?.openFor(device);
  }

  private done = (list: DeviceList, message: string): void => {
    this.list = list;
    this.message = message;
  };

  private header(): TemplateResult {
    return html`<header class="top">
      <div class="place">${officeNav('devices', this.language)}<h1 class="visually-hidden">${deviceTexts(this.language).title}</h1></div>
      <div class="top-tools">
        ${languageButtons(this.language, (language) => this.speak(language))}
        ${this.stand === 'in' ? html`<who-button .language=${this.language} .changed=${() => void this.look()}></who-button>` : nothing}
      </div>
    </header>`;
  }

  private inside(): TemplateResult {
    const { language, list } = this;
    return html`<main class="devices-main">
        <accept-form .sites=${list.sites} .language=${language}
          .onDone=${(name: string) => {
            this.message = deviceTexts(language).registered(name);
            void this.look();
          }}></accept-form>
        <div>
          <p class="done" role="status">${this.message}</p>
          ${deviceList(list, language, {
            rename: (device) => this.dialog('rename-dialog', device),
            move: (device) => this.dialog('move-dialog', device),
            revoke: (device) => this.dialog('revoke-dialog', device),
          })}
        </div>
      </main>
      <rename-dialog .language=${language} .onDone=${this.done}></rename-dialog>
      <move-dialog .language=${language} .sites=${list.sites} .onDone=${this.done}></move-dialog>
      <revoke-dialog .language=${language} .onDone=${this.done}></revoke-dialog>`;
  }

  private body(): TemplateResult {
    switch (this.stand) {
      case 'in':
        return this.inside();
      case 'signedOut':
        return html`<main class="alone">
          <signed-out .language=${this.language} .onSignedIn=${() => {
            this.message = '';
            void this.look();
          }}></signed-out>
        </main>`;
      case 'refused':
        return html`<main class="alone"><shut-page .language=${this.language} .refusal=${this.refusal} .changed=${() => void this.look()}></shut-page></main>`;
      case 'loading':
        return html`<main class="alone"><p role="status">${staffTexts(this.language).common.loading}</p></main>`;
    }
  }

  override render() {
    return html`<div class="bars" role="alert">
        ${this.away ? html`<p class="offline-bar"><span aria-hidden="true">⚠</span> ${deviceTexts(this.language).away}</p>` : nothing}
      </div>
      ${this.header()} ${this.body()}`;
  }
}
customElements.define('devices-page', DevicesPage);

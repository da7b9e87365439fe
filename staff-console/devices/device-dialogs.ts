// Renaming, moving and revoking one device, each after it was said what happens.
import { html, nothing } from 'lit';
import type { SiteId } from '../../protocol/ids.ts';
import { type DeviceTexts, deviceTexts } from '../../protocol/texts/staff-devices.ts';
import { refusalText } from '../../protocol/texts/staff-texts.ts';
import type { DeviceLine, DeviceList, SitePlaces } from '../../protocol/wire-devices.ts';
import type { Told } from '../parts/ask.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { changeDevice, revokeDevice } from './devices-api.ts';
import { type Chosen, placeOf, placePicker, replacedBy } from './place-picker.ts';

abstract class DeviceDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    device: { attribute: false },
    sites: { attribute: false },
    onDone: { attribute: false },
  };
  declare device: DeviceLine | null;
  declare sites: readonly SitePlaces[];
  /** The list as it is now, and what to say. */
  declare onDone: (list: DeviceList, message: string) => void;

  constructor() {
    super();
    this.device = null;
    this.sites = [];
    this.onDone = () => {};
  }

  say(): DeviceTexts {
    return deviceTexts(this.language);
  }

  /** Opens it for a device. */
  async openFor(device: DeviceLine): Promise<void> {
    this.device = device;
    await this.open();
  }

  finish(asked: Told<DeviceList>, message: string): boolean {
    if (asked.kind === 'ok') {
      this.onDone(asked.value, message);
      return true;
    }
    const refusal = asked.kind === 'refused' ? asked.refusal : null;
    this.problem = refusal === null ? this.say().away : refusalText(refusal, this.language);
    return false;
  }
}

export class RenameDialog extends DeviceDialog {
  static override properties = { ...DeviceDialog.properties, typed: { state: true } };
  declare typed: string;
  constructor() {
    super();
    this.typed = '';
  }
  override async openFor(device: DeviceLine): Promise<void> {
    this.typed = device.name;
    await super.openFor(device);
  }
  override heading(): string {
    return this.say().renameTitle(this.device?.name ?? '');
  }
  override body() {
    return html`<label for="rename-name">${this.say().name}</label>
      <input id="rename-name" maxlength="60" autocomplete="off" autofocus .value=${this.typed}
        @input=${(event: Event) => {
          this.typed = (event.target as HTMLInputElement).value;
        }} />
      <p class="hint">${this.say().nameHint}</p>`;
  }
  override submitLabel(): string {
    return this.say().rename;
  }
  override async submit(): Promise<boolean> {
    if (this.device === null) return true;
    const asked = await changeDevice(this.device.key, { name: this.typed });
    return this.finish(asked, this.say().renamed);
  }
}
customElements.define('rename-dialog', RenameDialog);

export class MoveDialog extends DeviceDialog {
  static override properties = { ...DeviceDialog.properties, chosen: { state: true } };
  declare chosen: Chosen;
  constructor() {
    super();
    this.chosen = { site: '' as SiteId, device: '' };
  }
  override async openFor(device: DeviceLine): Promise<void> {
    this.chosen = device.place;
    await super.openFor(device);
  }
  private replaced(): string | null {
    const { device } = this;
    return device === null ? null : replacedBy(this.sites, this.chosen, device.place.purpose, device.key);
  }
  override heading(): string {
    return this.say().moveTitle(this.device?.name ?? '');
  }
  override body() {
    const { device } = this;
    if (device === null) return nothing;
    const replaced = this.replaced();
    return html`${placePicker({
      id: 'move',
      sites: this.sites,
      purpose: device.place.purpose,
      chosen: this.chosen,
      language: this.language,
      choose: (chosen) => {
        this.chosen = chosen;
      },
    })}
      <p class="hint">${this.say().moveHint}</p>
      ${replaced === null ? nothing : html`<p class="replaces" role="alert">${this.say().replaces(replaced)}</p>`}`;
  }
  override submitLabel(): string {
    return this.replaced() === null ? this.say().move : this.say().replaceAndMove;
  }
  override async submit(): Promise<boolean> {
    const { device } = this;
    const place = device === null ? null : placeOf(this.chosen, device.place.purpose);
    if (device === null || place === null) return false;
    const asked = await changeDevice(device.key, { place, replace: this.replaced() !== null });
    return this.finish(asked, this.say().moved);
  }
}
customElements.define('move-dialog', MoveDialog);

export class RevokeDialog extends DeviceDialog {
  override heading(): string {
    return this.say().revokeTitle(this.device?.name ?? '');
  }
  override body() {
    return html`<p>${this.say().revokeHint}</p>`;
  }
  override submitLabel(): string {
    return this.say().revoke;
  }
  override async submit(): Promise<boolean> {
    if (this.device === null) return true;
    const { key, name } = this.device;
    return this.finish(await revokeDevice(key), this.say().revoked(name));
  }
}
customElements.define('revoke-dialog', RevokeDialog);

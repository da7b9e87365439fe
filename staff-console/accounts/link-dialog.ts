// A one-time link for somebody's password: made here, shown once, handed over by the administrator.
import { html, type TemplateResult } from 'lit';
import type { AccountView } from '../../protocol/access.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { failureText } from '../parts/session.ts';
import { passwordLink } from './accounts-api.ts';

export class LinkDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    account: { attribute: false },
    done: { attribute: false },
    link: { state: true },
    hours: { state: true },
    copied: { state: true },
  };
  declare account: AccountView | null;
  declare done: () => void;
  /** The whole address; empty: none is made yet. */
  declare link: string;
  declare hours: number;
  declare copied: boolean;

  constructor() {
    super();
    this.account = null;
    this.done = () => {};
    this.link = '';
    this.hours = 0;
    this.copied = false;
  }

  async openFor(account: AccountView): Promise<void> {
    this.account = account;
    this.link = '';
    this.copied = false;
    await this.open();
  }

  override heading(): string {
    return `${this.texts.people.passwordLink}${this.account === null ? '' : `（${this.account.name}）`}`;
  }

  override submitLabel(): string | null {
    return this.link === '' ? this.texts.people.makeLink : null;
  }

  override body(): TemplateResult {
    const say = this.texts.people;
    if (this.link === '') {
      return html`<label class="check">
        <input type="checkbox" id="link-drop" ?disabled=${this.account?.hasPassword !== true} /> ${say.dropOld}
      </label>`;
    }
    return html`<div class="dialog-fields">
      <p role="status">${say.linkMade(this.account?.name ?? '', this.hours)}</p>
      <input id="made-link" readonly aria-label=${say.passwordLink} .value=${this.link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
      <button type="button" @click=${() => void this.copy()}>${this.copied ? say.copied : say.copy}</button>
    </div>`;
  }

  override async submit(): Promise<boolean> {
    if (this.account === null) return true;
    const dropOld = this.querySelector<HTMLInputElement>('#link-drop')?.checked ?? false;
    try {
      const { path, hours } = await passwordLink(this.account.id, dropOld);
      this.hours = hours;
      this.link = new URL(path, location.origin).href;
      this.done();
      await this.updateComplete;
      this.querySelector<HTMLInputElement>('#made-link')?.focus();
    } catch (error) {
      this.problem = failureText(error, this.language, this.texts.people.unreachable);
    }
    return false;
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.link);
      this.copied = true;
    } catch {
      // Over plain http browsers give no clipboard: the text stands selected, to be copied by keys.
      this.querySelector<HTMLInputElement>('#made-link')?.select();
    }
  }
}
customElements.define('link-dialog', LinkDialog);

// Asks once before an account is closed.
import { html, type TemplateResult } from 'lit';
import type { AccountView } from '../../protocol/access.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';

export class CloseDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    account: { attribute: false },
    confirmed: { attribute: false },
  };
  declare account: AccountView | null;
  declare confirmed: (account: AccountView) => Promise<boolean>;

  constructor() {
    super();
    this.account = null;
    this.confirmed = async () => true;
  }

  async openFor(account: AccountView): Promise<void> {
    this.account = account;
    await this.open();
  }

  override heading(): string {
    return this.texts.people.close;
  }

  override body(): TemplateResult {
    return html`<p>${this.texts.people.confirmClose(this.account?.name ?? '')}</p>`;
  }

  override submitLabel(): string {
    return this.texts.people.close;
  }

  override async submit(): Promise<boolean> {
    if (this.account !== null) await this.confirmed(this.account);
    return true;
  }
}
customElements.define('close-dialog', CloseDialog);

// Makes an account, or changes name and roles of one.
import { html, nothing, type TemplateResult } from 'lit';
import { type AccountView, type Grant, type Role, roles } from '../../protocol/access.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { staffText } from '../../protocol/texts/staff-texts.ts';
import type { AccountList } from '../../protocol/wire-people.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { failureText } from '../parts/session.ts';
import { changeAccount, makeAccount } from './accounts-api.ts';

export class AccountDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    sites: { attribute: false },
    account: { attribute: false },
    done: { attribute: false },
    grants: { state: true },
  };
  declare sites: AccountList['sites'];
  /** Whom to change; null: a new one. */
  declare account: AccountView | null;
  declare done: (words: string) => void;
  declare grants: readonly Grant[];

  constructor() {
    super();
    this.sites = [];
    this.account = null;
    this.done = () => {};
    this.grants = [];
  }

  /** Opens it for somebody, or for a new account. */
  async openFor(account: AccountView | null): Promise<void> {
    this.account = account;
    this.grants =
      account === null || account.grants.length === 0 ? [{ role: 'booth', site: null }] : account.grants;
    await this.open();
  }

  override heading(): string {
    const say = this.texts.people;
    return this.account === null ? say.newAccount : say.change(this.account.name);
  }

  override submitLabel(): string {
    return this.account === null ? this.texts.people.make : this.texts.people.save;
  }

  override body(): TemplateResult {
    const say = this.texts.people;
    return html`<div class="dialog-fields">
      ${
        this.account === null
          ? html`<label for="account-id">${say.accountId}</label>
            <input id="account-id" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="account-id-hint" />
            <p id="account-id-hint" class="hint">${say.accountIdHint}</p>`
          : nothing
      }
      <label for="account-name">${say.personName}</label>
      <input id="account-name" autocomplete="off" .value=${this.account?.name ?? ''} aria-describedby="account-name-hint" />
      <p id="account-name-hint" class="hint">${say.personNameHint}</p>
      <fieldset class="grants">
        <legend>${say.rolesTitle}</legend>
        ${this.grants.map((grant, index) => this.row(grant, index))}
        <button type="button" @click=${() => this.put(this.grants.length, { role: 'booth', site: null })}>
          ${say.addRole}
        </button>
      </fieldset>
    </div>`;
  }

  private row(grant: Grant, index: number): TemplateResult {
    const say = this.texts.people;
    const everywhere = grant.role === 'administrator';
    return html`<div class="grant">
      <select
        aria-label=${say.role}
        @change=${(event: Event) => {
          const role = (event.target as HTMLSelectElement).value as Role;
          this.put(index, { role, site: role === 'administrator' ? null : grant.site });
        }}
      >
        ${roles.map((role) => html`<option value=${role} ?selected=${role === grant.role}>${say.roles[role]}</option>`)}
      </select>
      <select
        aria-label=${say.site}
        ?disabled=${everywhere}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          this.put(index, { role: grant.role, site: value === '' ? null : (value as SiteId) });
        }}
      >
        <option value="" ?selected=${grant.site === null}>${say.everySite}</option>
        ${this.sites.map(
          (site) =>
            html`<option value=${site.id} ?selected=${site.id === grant.site}>${staffText(site.names, this.language)}</option>`,
        )}
      </select>
      <button
        type="button"
        class="quiet"
        aria-label=${say.removeRole(say.roles[grant.role])}
        ?disabled=${this.grants.length === 1}
        @click=${() => {
          this.grants = this.grants.filter((_one, at) => at !== index);
        }}
      >
        ✕
      </button>
    </div>`;
  }

  private put(index: number, grant: Grant): void {
    this.grants = [...this.grants.slice(0, index), grant, ...this.grants.slice(index + 1)];
  }

  override async submit(): Promise<boolean> {
    const say = this.texts.people;
    const value = (id: string): string => this.querySelector<HTMLInputElement>(id)?.value.trim() ?? '';
    const name = value('#account-name');
    try {
      if (this.account === null) {
        await makeAccount({ id: value('#account-id'), name, grants: this.grants });
        this.done(say.made(name));
      } else {
        await changeAccount(this.account.id, { name, grants: this.grants });
        this.done(say.changed(name));
      }
      return true;
    } catch (error) {
      this.problem = failureText(error, this.language, say.unreachable);
      return false;
    }
  }
}
customElements.define('account-dialog', AccountDialog);

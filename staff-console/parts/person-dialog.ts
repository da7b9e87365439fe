// What a signed-in person can do about himself: lock the screen, change the password, sign out here or everywhere.
import { html, nothing } from 'lit';
import type { SessionState } from '../../protocol/wire-people.ts';
import { ConsoleDialog } from './console-dialog.ts';
import type { PasswordDialog } from './password-dialog.ts';
import './password-dialog.ts';
import type { SecondDialog } from './second-dialog.ts';
import './second-dialog.ts';
import { failureText, hasRole, lock, signOut, signOutEverywhere } from './session.ts';

export class PersonDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    session: { attribute: false },
    changed: { attribute: false },
  };
  declare session: SessionState | null;
  /** Called when the session is another one now. */
  declare changed: () => void;

  constructor() {
    super();
    this.session = null;
    this.changed = () => {};
  }

  override heading(): string {
    return this.session?.staff?.name ?? '';
  }

  override body() {
    const say = this.texts.people;
    const { session } = this;
    const roles = [...new Set(session?.staff?.grants.map(({ role }) => say.roles[role]))];
    return html`<p class="hint">${roles.join('・')}</p>
      <div class="person-acts">
        <button type="button" @click=${() => void this.act(lock)}>${say.lockNow}</button>
        ${
          session?.ownPassword
            ? html`<button type="button" @click=${() => this.password()}>${say.changePassword}</button>
              <button type="button" @click=${() => this.second()}>${say.second.setUp}</button>`
            : nothing
        }
        ${hasRole(session, 'administrator') ? html`<a class="button" href="/accounts">${say.accountsTitle}</a>` : nothing}
        <button type="button" class="sign-out" @click=${() => void this.act(signOut)}>${say.signOut}</button>
        <button type="button" @click=${() => void this.act(signOutEverywhere)}>${say.signOutEverywhere}</button>
      </div>`;
  }

  override render() {
    return html`${super.render()}<password-dialog .language=${this.language}></password-dialog>
      <second-dialog .language=${this.language} .session=${this.session} .changed=${this.changed}></second-dialog>`;
  }

  private password(): void {
    this.close();
    void this.querySelector<PasswordDialog>('password-dialog')?.open();
  }

  private second(): void {
    this.close();
    void this.querySelector<SecondDialog>('second-dialog')?.open();
  }

  private async act(what: () => Promise<unknown>): Promise<void> {
    try {
      await what();
      this.close();
      this.changed();
    } catch (error) {
      this.problem = failureText(error, this.language, this.texts.people.unreachable);
    }
  }
}
customElements.define('person-dialog', PersonDialog);

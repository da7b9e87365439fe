// A person's own new password: the old one, and the new one twice.
import { html } from 'lit';
import { ConsoleDialog } from './console-dialog.ts';
import { changePassword, failureText } from './session.ts';

export class PasswordDialog extends ConsoleDialog {
  override heading(): string {
    return this.texts.people.changePassword;
  }

  override body() {
    const say = this.texts.people;
    return html`<div class="dialog-fields">
      <label for="password-old">${say.oldPassword}</label>
      <input id="password-old" type="password" autocomplete="current-password" />
      <label for="password-next">${say.newPassword}</label>
      <input id="password-next" type="password" autocomplete="new-password" aria-describedby="password-hint" />
      <label for="password-again">${say.newPasswordAgain}</label>
      <input id="password-again" type="password" autocomplete="new-password" />
      <p id="password-hint" class="hint">${say.passwordHint}</p>
    </div>`;
  }

  override submitLabel(): string {
    return this.texts.people.changePassword;
  }

  override async submit(): Promise<boolean> {
    const value = (id: string): string =>
      this.querySelector<HTMLInputElement>(`#password-${id}`)?.value ?? '';
    if (value('next') !== value('again')) {
      this.problem = this.texts.people.notTheSame;
      return false;
    }
    try {
      await changePassword(value('old'), value('next'));
      return true;
    } catch (error) {
      this.problem = failureText(error, this.language, this.texts.people.unreachable);
      return false;
    }
  }
}
customElements.define('password-dialog', PasswordDialog);

// A person sets up a second factor, or another in place of the one they have: password first, then the picture and its first code.
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionState } from '../../protocol/wire-people.ts';
import { ConsoleDialog } from './console-dialog.ts';
import './second-set-up.ts';
import type { Typed } from './session.ts';

export class SecondDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    session: { attribute: false },
    changed: { attribute: false },
    who: { state: true },
  };
  declare session: SessionState | null;
  /** Called when it is in use: the session is another one. */
  declare changed: () => void;
  /** Null: the password is not typed yet. */
  declare who: Typed | null;

  constructor() {
    super();
    this.session = null;
    this.changed = () => {};
    this.who = null;
  }

  override async open(): Promise<void> {
    this.who = null;
    await super.open();
  }

  override heading(): string {
    return this.texts.people.second.title;
  }

  override submitLabel(): string | null {
    return this.who === null ? this.texts.people.second.next : null;
  }

  override body(): TemplateResult | typeof nothing {
    const say = this.texts.people;
    // A form stands in no other form: what follows comes in its place, see render.
    if (this.who !== null) return nothing;
    return html`<div class="dialog-fields">
      <p>${say.second.about}</p>
      <label for="second-password">${say.password}</label>
      <input id="second-password" type="password" autocomplete="current-password" />
      <label for="second-before">${say.second.codeBefore}</label>
      <input id="second-before" autocomplete="one-time-code" maxlength="40" aria-describedby="second-before-hint" />
      <p id="second-before-hint" class="hint">${say.second.codeBeforeHint}</p>
    </div>`;
  }

  override render() {
    const { who } = this;
    if (who === null) return super.render();
    return html`<dialog aria-label=${this.heading()} @close=${() => this.ended()}>
      <div class="second-dialog"><h2>${this.heading()}</h2>
      <second-set-up .language=${this.language} .who=${who} .arrived=${() => this.close()}></second-set-up>
      <div class="dialog-buttons">
        <button type="button" @click=${() => this.close()}><kbd>Esc</kbd> ${this.texts.common.close}</button>
      </div></div>
    </dialog>`;
  }

  private ended(): void {
    this.who = null;
    this.shown = false;
    // Whoever closed it early is signed in as before, or anew.
    this.changed();
  }

  override async submit(): Promise<boolean> {
    const value = (id: string): string => this.querySelector<HTMLInputElement>(`#second-${id}`)?.value ?? '';
    const [password, second] = [value('password'), value('before').trim()];
    const id = this.session?.staff?.id ?? '';
    this.close();
    this.who = { id, password, ...(second === '' ? {} : { second }) };
    await this.updateComplete;
    this.querySelector('dialog')?.showModal();
    return false;
  }
}
customElements.define('second-dialog', SecondDialog);

// The base of dialogs: a native modal <dialog> with heading, form, problem line and buttons; Esc closes, focus returns.
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffLanguage, StaffTexts } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import { LightElement } from './light-element.ts';

export class ConsoleDialog extends LightElement {
  static override properties = {
    language: {},
    problem: { state: true },
    shown: { state: true },
  };
  declare language: StaffLanguage;
  declare problem: string;
  declare shown: boolean;

  constructor() {
    super();
    this.language = 'ja';
    this.problem = '';
    this.shown = false;
  }

  /** Opens it; the first field, or what carries `autofocus`, has the focus. */
  async open(): Promise<void> {
    this.problem = '';
    this.shown = true;
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    if (dialog !== null && !dialog.open) dialog.showModal();
  }

  close(): void {
    this.querySelector('dialog')?.close();
  }

  get texts(): StaffTexts {
    return staffTexts(this.language);
  }

  /** What stands on top. */
  heading(): string {
    return '';
  }

  /** The fields. */
  body(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** The word on the button that sends; null when the dialog only shows. */
  submitLabel(): string | null {
    return null;
  }

  /** Sends the form; true closes the dialog, false leaves it open with `problem` set. */
  async submit(): Promise<boolean> {
    return true;
  }

  override render() {
    const label = this.submitLabel();
    return html`<dialog
      aria-label=${this.heading()}
      @close=${(event: Event) => {
        // The event comes a moment after the closing; by then it may stand open again.
        this.shown = (event.target as HTMLDialogElement).open;
      }}
    >
      ${
        this.shown
          ? html`<form method="dialog" novalidate @submit=${(event: SubmitEvent) => this.onSubmit(event)}>
            <h2>${this.heading()}</h2>
            <div class="dialog-body">${this.body()}</div>
            <p class="problem" role="alert">${this.problem}</p>
            <div class="dialog-buttons">
              <button type="button" @click=${() => this.close()}>
                <kbd>Esc</kbd> ${label === null ? this.texts.common.close : this.texts.common.cancel}
              </button>
              ${label === null ? nothing : html`<button class="primary"><kbd>Enter</kbd> ${label}</button>`}
            </div>
          </form>`
          : nothing
      }
    </dialog>`;
  }

  private async onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    // Enter in a field of a dialog that has no one thing to send does nothing.
    if (this.submitLabel() === null) return;
    this.problem = '';
    if (await this.submit()) this.close();
  }
}

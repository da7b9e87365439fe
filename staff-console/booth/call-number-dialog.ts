// Calling a ticket by its number, with the reason that will be recorded.
import { html } from 'lit';
import type { BoothNumber } from '../../protocol/ids.ts';
import { TicketNumber } from '../../protocol/ids.ts';
import type { BoothView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { typedTicket } from '../parts/format.ts';
import { sawOf } from './booth-acts.ts';

export class CallNumberDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    desk: { attribute: false },
    typed: { state: true },
    reason: { state: true },
  };
  declare desk: Console<BoothView>;
  declare booth: BoothNumber;
  declare typed: string;
  declare reason: string;

  constructor() {
    super();
    this.typed = '';
    this.reason = '';
  }

  override open(): Promise<void> {
    this.typed = '';
    this.reason = '';
    return super.open();
  }

  override heading(): string {
    return this.texts.booth.callNumberTitle;
  }

  override submitLabel(): string {
    return this.texts.actions.callNumber;
  }

  override body() {
    const say = this.texts.booth;
    return html`
      <label for="call-number">${say.ticketNumber}</label>
      <input
        id="call-number"
        class="number-field"
        autocomplete="off"
        autofocus
        inputmode="latin"
        .value=${this.typed}
        @input=${(event: InputEvent) => {
          this.typed = (event.target as HTMLInputElement).value;
        }}
      />
      <fieldset>
        <legend>${say.reason}</legend>
        <div class="choices">
          ${this.texts.reasons.map(
            (reason) => html`<button
              type="button"
              aria-pressed=${this.reason === reason ? 'true' : 'false'}
              @click=${() => {
                this.reason = reason;
                // Said why: Enter now calls, instead of pressing the reason again.
                this.querySelector<HTMLElement>('button.primary')?.focus();
              }}
            >
              ${reason}
            </button>`,
          )}
        </div>
        <input
          aria-label=${say.reason}
          maxlength="200"
          .value=${this.reason}
          @input=${(event: InputEvent) => {
            this.reason = (event.target as HTMLInputElement).value;
          }}
        />
      </fieldset>
      <p class="hint">${say.callNumberHint}</p>
    `;
  }

  override async submit(): Promise<boolean> {
    const ticket = typedTicket(this.typed);
    if (ticket === null) {
      this.problem = this.texts.booth.ticketMalformed;
      return false;
    }
    if (this.reason.trim() === '') {
      this.problem = `${this.texts.booth.reason}：${this.texts.common.required}`;
      return false;
    }
    const number = TicketNumber.parse(ticket);
    const accepted = await this.desk.press(
      'callNumber',
      {
        type: 'callNumber',
        booth: this.booth,
        ticket: number,
        reason: this.reason.trim(),
        saw: sawOf(number, this.desk.link.view ?? { version: 0 }),
      },
      () => this.texts.done.called(ticket),
    );
    if (!accepted) this.problem = this.desk.message?.text ?? '';
    return accepted;
  }
}
customElements.define('call-number-dialog', CallNumberDialog);

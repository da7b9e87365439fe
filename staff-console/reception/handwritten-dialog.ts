// Entering a number that was written by hand while everything was down, with the time it was really given.
import { html } from 'lit';
import { type ProcedureId, TicketNumber } from '../../protocol/ids.ts';
import { clockTime, staffText } from '../../protocol/texts/staff-texts.ts';
import type { ReceptionView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { typedTicket, typedTime } from '../parts/format.ts';

export class HandwrittenDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    view: { attribute: false },
    number: { state: true },
    time: { state: true },
  };
  declare desk: Console<ReceptionView>;
  declare view: ReceptionView;
  declare number: string;
  declare time: string;

  override open(): Promise<void> {
    this.number = '';
    this.time = clockTime(this.desk.nowMs());
    return super.open();
  }

  override heading(): string {
    return this.texts.reception.handwrittenTitle;
  }

  override submitLabel(): string {
    return this.texts.reception.enter;
  }

  override body() {
    const say = this.texts.reception;
    const procedure = this.procedure();
    return html`
      <p class="hint">${say.handwrittenHint}</p>
      <div class="two">
        <div>
          <label for="hand-number">${this.texts.booth.ticketNumber}</label>
          <input
            id="hand-number"
            class="number-field"
            autocomplete="off"
            autofocus
            .value=${this.number}
            @input=${(event: InputEvent) => {
              this.number = (event.target as HTMLInputElement).value;
            }}
          />
        </div>
        <div>
          <label for="hand-time">${say.trueTime}</label>
          <input
            id="hand-time"
            class="number-field"
            autocomplete="off"
            .value=${this.time}
            @input=${(event: InputEvent) => {
              this.time = (event.target as HTMLInputElement).value;
            }}
          />
        </div>
      </div>
      <p role="status">
        ${say.procedure}：<strong>${procedure === undefined ? '―' : staffText(procedure.names, this.language)}</strong>
      </p>
    `;
  }

  override async submit(): Promise<boolean> {
    const number = typedTicket(this.number);
    const issuedAtMs = typedTime(this.time, this.view.date);
    const procedure: ProcedureId | undefined = this.procedure()?.id;
    if (number === null || procedure === undefined) {
      this.problem = this.texts.booth.ticketMalformed;
      return false;
    }
    if (issuedAtMs === null) {
      this.problem = this.texts.reception.timeMalformed;
      return false;
    }
    const accepted = await this.desk.press(
      'handwritten',
      {
        type: 'recordTicket',
        procedure,
        source: 'handwritten',
        how: 'handwritten',
        number: TicketNumber.parse(number),
        issuedAtMs,
        marks: [],
        language: 'ja',
        partySize: 1,
        note: '',
        slotAtMs: null,
      },
      () => this.texts.done.did(this.texts.reception.handwritten, number),
    );
    if (!accepted) this.problem = this.desk.message?.text ?? '';
    return accepted;
  }

  /** The letter says the procedure. */
  private procedure() {
    const letter = typedTicket(this.number)?.[0];
    return this.view.procedures.find((known) => known.letter === letter);
  }
}
customElements.define('handwritten-dialog', HandwrittenDialog);

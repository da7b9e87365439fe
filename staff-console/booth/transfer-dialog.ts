// Handing the visitor on: to another procedure, to one booth, or both; the number and the place in the queue stay.
import { html } from 'lit';
import { type BoothNumber, BoothNumber as BoothNumberSchema, type ProcedureId } from '../../protocol/ids.ts';
import type { Saw } from '../../protocol/saw.ts';
import { closingTexts } from '../../protocol/texts/staff-closing.ts';
import type { BoothView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { shortName } from '../parts/format.ts';
import { sawAtBooth } from './booth-acts.ts';

export class TransferDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    view: { attribute: false },
    procedure: { state: true },
    toBooth: { state: true },
    note: { state: true },
  };
  declare desk: Console<BoothView>;
  declare view: BoothView;
  declare procedure: ProcedureId | null;
  declare toBooth: number | null;
  declare note: string;
  /** The visitor for whom it was opened; another one at the booth meanwhile is not meant. */
  declare saw: Saw;

  override open(): Promise<void> {
    this.saw = sawAtBooth(this.view);
    this.procedure = null;
    this.toBooth = null;
    this.note = '';
    return super.open();
  }

  override heading(): string {
    return this.texts.booth.transferTitle;
  }

  override submitLabel(): string {
    return this.texts.actions.transfer;
  }

  override body() {
    const say = this.texts.booth;
    const { view } = this;
    return html`
      <fieldset>
        <legend>${say.transferTo}</legend>
        <div class="choices">
          ${this.choice(
            'procedure',
            say.sameProcedure,
            this.procedure === null && this.toBooth !== null,
            () => {
              this.procedure = null;
            },
          )}
          ${view.procedures
            .filter((procedure) => procedure.id !== view.current?.procedure)
            .map((procedure) =>
              this.choice(
                'procedure',
                shortName(procedure, this.language),
                this.procedure === procedure.id,
                () => {
                  this.procedure = procedure.id;
                },
              ),
            )}
        </div>
      </fieldset>
      <fieldset>
        <legend>${say.toBooth}</legend>
        <div class="choices">
          ${this.choice('booth', say.anyBooth, this.toBooth === null && this.procedure !== null, () => {
            this.toBooth = null;
          })}
          ${view.booths
            .filter(
              (booth) => booth.booth !== view.me.booth && booth.state !== 'closed' && this.serves(booth),
            )
            .map((booth) =>
              this.choice('booth', this.texts.common.booth(booth.booth), this.toBooth === booth.booth, () => {
                this.toBooth = booth.booth;
              }),
            )}
        </div>
      </fieldset>
      <label for="transfer-note">${say.note} <span class="hint">${this.texts.common.optional}</span></label>
      <input
        id="transfer-note"
        maxlength="200"
        .value=${this.note}
        @input=${(event: InputEvent) => {
          this.note = (event.target as HTMLInputElement).value;
        }}
      />
    `;
  }

  override async submit(): Promise<boolean> {
    // Nothing is chosen to begin with: a transfer that leaves all as it was would send the visitor away for nothing.
    if (this.procedure === null && this.toBooth === null) {
      this.problem = closingTexts(this.language).chooseGoal;
      return false;
    }
    const ticket = this.view.current?.ticket ?? '';
    const booth: BoothNumber = this.view.me.booth;
    const accepted = await this.desk.press(
      'transfer',
      {
        type: 'transfer',
        booth,
        procedure: this.procedure,
        toBooth: this.toBooth === null ? null : BoothNumberSchema.parse(this.toBooth),
        note: this.note,
        saw: this.saw,
      },
      () => this.texts.done.did(this.texts.actions.transfer, ticket),
    );
    if (!accepted) this.problem = this.desk.message?.text ?? '';
    return accepted;
  }

  private serves(booth: BoothView['booths'][number]): boolean {
    const wanted = this.procedure ?? this.view.current?.procedure;
    return booth.procedures.some((served) => served.procedure === wanted);
  }

  private choice(group: string, label: string, chosen: boolean, choose: () => void) {
    return html`<label class="choice">
      <input type="radio" name=${`transfer-${group}`} .checked=${chosen} @change=${choose} />
      <span>${label}</span>
    </label>`;
  }
}
customElements.define('transfer-dialog', TransferDialog);

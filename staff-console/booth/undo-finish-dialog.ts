// A visit finished by mistake: which one, and whether it comes back to this booth or to its place in the queue.
import { html, nothing } from 'lit';
import type { TicketNumber } from '../../protocol/ids.ts';
import { closingTexts } from '../../protocol/texts/staff-closing.ts';
import { clockTime } from '../../protocol/texts/staff-texts.ts';
import type { BoothView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { sawOf } from './booth-acts.ts';

export class UndoFinishDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    view: { attribute: false },
    ticket: { state: true },
    here: { state: true },
  };
  declare desk: Console<BoothView>;
  declare view: BoothView;
  declare ticket: TicketNumber | null;
  declare here: boolean;

  override open(): Promise<void> {
    this.ticket = this.view.finished[0]?.ticket ?? null;
    this.here = this.mayComeHere;
    return super.open();
  }

  override heading(): string {
    return closingTexts(this.language).undoTitle;
  }

  override submitLabel(): string {
    return closingTexts(this.language).undoTitle;
  }

  override body() {
    const say = closingTexts(this.language);
    const { view, ticket } = this;
    const called = view.current?.ticket;
    return html`
      <fieldset>
        <legend>${say.undoWhich}</legend>
        <div class="choices">
          ${view.finished.map((line) =>
            this.choice(
              'which',
              `${line.ticket}（${say.finishedAt(clockTime(line.sinceMs))}）`,
              ticket === line.ticket,
              () => {
                this.ticket = line.ticket;
              },
            ),
          )}
        </div>
      </fieldset>
      <fieldset>
        <legend>${say.undoWhere}</legend>
        <div class="choices">
          ${
            this.mayComeHere
              ? this.choice('where', say.undoHere, this.here, () => {
                  this.here = true;
                })
              : nothing
          }
          ${this.choice('where', say.undoToQueue, !this.here, () => {
            this.here = false;
          })}
        </div>
      </fieldset>
      ${this.here && called !== undefined ? html`<p class="hint">${say.undoCalled(called)}</p>` : nothing}
    `;
  }

  override async submit(): Promise<boolean> {
    const { ticket, view } = this;
    if (ticket === null) return true;
    const booth = this.here ? view.me.booth : null;
    const accepted = await this.desk.press(
      'undoFinish',
      { type: 'undoFinish', ticket, booth, saw: sawOf(ticket, view) },
      () => closingTexts(this.language).undone(ticket),
    );
    if (!accepted) this.problem = this.desk.message?.text ?? '';
    return accepted;
  }

  /** Somebody being served here is not sent away for it. */
  private get mayComeHere(): boolean {
    return this.view.current?.state !== 'serving' && this.view.me.state !== 'closed';
  }

  private choice(group: string, label: string, chosen: boolean, choose: () => void) {
    return html`<label class="choice">
      <input type="radio" name=${`undo-${group}`} ?autofocus=${chosen} .checked=${chosen} @change=${choose} />
      <span>${label}</span>
    </label>`;
  }
}
customElements.define('undo-finish-dialog', UndoFinishDialog);

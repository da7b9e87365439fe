// Holding with a note, or pausing with an announced end: the two keys that can say a word more with Shift.
import { html, nothing } from 'lit';
import type { Saw } from '../../protocol/saw.ts';
import type { BoothView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { sawAtBooth } from './booth-acts.ts';

const pauses = [null, 5, 10, 15, 30, 45, 60] as const;

export class NoteDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    about: { attribute: false },
    note: { state: true },
    minutes: { state: true },
  };
  declare desk: Console<BoothView>;
  declare view: BoothView;
  declare about: 'hold' | 'pause';
  declare note: string;
  declare minutes: number | null;
  /** The visitor for whom it was opened; another one at the booth meanwhile is not meant. */
  declare saw: Saw;

  constructor() {
    super();
    this.about = 'hold';
  }

  override open(): Promise<void> {
    this.saw = sawAtBooth(this.view);
    this.note = '';
    this.minutes = null;
    return super.open();
  }

  override heading(): string {
    return this.about === 'hold' ? this.texts.booth.holdTitle : this.texts.booth.pauseTitle;
  }

  override submitLabel(): string {
    return this.texts.actions[this.about];
  }

  override body() {
    const say = this.texts;
    return html`
      ${
        this.about === 'hold'
          ? nothing
          : html`<fieldset>
            <legend>${say.booth.pauseUntil}</legend>
            <div class="choices">
              ${pauses.map(
                (minutes) => html`<label class="choice">
                  <input
                    type="radio"
                    name="pause-until"
                    .checked=${this.minutes === minutes}
                    @change=${() => {
                      this.minutes = minutes;
                    }}
                  />
                  <span>${minutes === null ? say.booth.noEnd : say.inMinutes(minutes)}</span>
                </label>`,
              )}
            </div>
          </fieldset>`
      }
      <label for="note-text">${say.booth.note} <span class="hint">${say.common.optional}</span></label>
      <input
        id="note-text"
        maxlength="200"
        ?autofocus=${this.about === 'hold'}
        .value=${this.note}
        @input=${(event: InputEvent) => {
          this.note = (event.target as HTMLInputElement).value;
        }}
      />
    `;
  }

  override async submit(): Promise<boolean> {
    const { booth } = this.view.me;
    const untilMs =
      this.minutes === null ? null : Math.round(this.desk.nowMs() / 60_000 + this.minutes) * 60_000;
    const accepted = await (this.about === 'hold'
      ? this.desk.press('hold', { type: 'hold', booth, note: this.note, saw: this.saw })
      : this.desk.press('pause', { type: 'pauseBooth', booth, note: this.note, untilMs }));
    if (!accepted) this.problem = this.desk.message?.text ?? '';
    return accepted;
  }
}
customElements.define('note-dialog', NoteDialog);

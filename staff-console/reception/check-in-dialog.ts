// Checking in somebody with a reservation: by its code, typed or scanned; of another day or site, moved to here where there is room.
import { html, type TemplateResult } from 'lit';
import type { Accepted } from '../../protocol/answers.ts';
import type { DeviceId, MarkId, TicketNumber } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { ReservationCode } from '../../protocol/reservation-ids.ts';
import { codeIn } from '../../protocol/scanned-code.ts';
import { checkInTexts } from '../../protocol/texts/staff-check-in.ts';
import { refusalText } from '../../protocol/texts/staff-texts.ts';
import type { ReceptionView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';

/** What the desk has set for whoever comes next. */
export type CheckInWith = { readonly marks: readonly MarkId[]; readonly printAt: DeviceId | null };

export class CheckInDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    typed: { state: true },
    elsewhere: { state: true },
  };
  declare desk: Console<ReceptionView>;
  declare with: CheckInWith;
  declare issued: (ticket: TicketNumber) => void;
  declare typed: string;
  /** It is for another day or site, and may be moved to here; null: that was not heard. */
  declare elsewhere: { readonly code: ReservationCode; readonly refusal: Refusal } | null;

  constructor() {
    super();
    this.typed = '';
    this.elsewhere = null;
  }

  override open(): Promise<void> {
    this.typed = '';
    this.elsewhere = null;
    return super.open();
  }

  /** Checks in at once; the dialog opens only when there is something to decide. */
  async take(code: ReservationCode): Promise<void> {
    this.elsewhere = null;
    if ((await this.send(code, false)) || this.elsewhere === null) return;
    this.typed = code;
    await super.open();
    await this.focusAnswer();
  }

  /** A question was asked: Enter answers it. */
  private async focusAnswer(): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>('.dialog-buttons .primary')?.focus();
  }

  override heading(): string {
    return checkInTexts(this.language).checkInTitle;
  }

  override submitLabel(): string {
    const say = checkInTexts(this.language);
    return this.elsewhere === null ? say.checkIn : say.moveHere;
  }

  override body(): TemplateResult {
    const say = checkInTexts(this.language);
    const { elsewhere } = this;
    if (elsewhere !== null)
      return html`<p><strong>${this.wordsOf(elsewhere.refusal)}</strong></p><p class="hint">${say.moveHint}</p>`;
    return html`
      <label for="check-in-code">${say.codeLabel}</label>
      <input
        id="check-in-code"
        class="number-field"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-describedby="check-in-hint"
        autofocus
        .value=${this.typed}
        @input=${(event: InputEvent) => {
          this.typed = (event.target as HTMLInputElement).value;
        }}
      />
      <p class="hint" id="check-in-hint">${say.codeHint}</p>
    `;
  }

  override async submit(): Promise<boolean> {
    if (this.elsewhere !== null) return this.send(this.elsewhere.code, true);
    const code = codeIn(this.typed);
    if (code !== null) {
      const done = await this.send(code, false);
      if (this.elsewhere !== null) await this.focusAnswer();
      return done;
    }
    this.problem = checkInTexts(this.language).codeWrong;
    return false;
  }

  private wordsOf(refusal: Refusal): string {
    return refusalText(refusal, this.language);
  }

  private async send(code: ReservationCode, moveHere: boolean): Promise<boolean> {
    const { desk } = this;
    const { marks, printAt } = this.with;
    const done = await desk.press(
      `check-in-${code}`,
      { type: 'checkIn', code, source: 'reception', marks: [...marks], moveHere, printAt },
      (answer) => this.arrived(answer),
      '',
      (refusal) => {
        const mayMove = !moveHere && refusal.allowed.includes('checkIn');
        this.elsewhere = mayMove ? { code, refusal } : null;
        if (this.shown || mayMove) this.problem = mayMove ? '' : this.wordsOf(refusal);
        return this.shown || mayMove;
      },
    );
    if (!done && this.problem === '' && this.elsewhere === null) this.problem = desk.message?.text ?? '';
    return done;
  }

  private arrived({ ticket, arrival }: Accepted): string {
    if (ticket !== undefined) this.issued(ticket);
    return checkInTexts(this.language).arrived[arrival ?? 'inTime'](ticket ?? '');
  }
}
customElements.define('check-in-dialog', CheckInDialog);

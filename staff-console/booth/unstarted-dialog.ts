// Finishing a number that nobody has begun to serve: asks first, with what was perhaps meant instead one key away.
import { html } from 'lit';
import type { Command } from '../../protocol/commands.ts';
import type { Saw } from '../../protocol/saw.ts';
import { closingTexts } from '../../protocol/texts/staff-closing.ts';
import type { BoothView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { doublePressMs } from '../parts/press-guard.ts';
import { sawAtBooth } from './booth-acts.ts';

type Instead = 'start' | 'absent';

export class UnstartedDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    view: { attribute: false },
    action: { attribute: false },
  };
  declare desk: Console<BoothView>;
  declare view: BoothView;
  declare action: 'finish' | 'finishAndNext';
  /** The visitor for whom it was opened; another one at the booth meanwhile is not meant. */
  declare saw: Saw;

  constructor() {
    super();
    this.action = 'finishAndNext';
    this.saw = { ticket: null, version: 0 };
  }

  /** When it was opened, ms of the page's steady clock: the second half of a double press answers no question. */
  private openedAt = 0;

  override open(): Promise<void> {
    this.openedAt = performance.now();
    this.saw = sawAtBooth(this.view);
    return super.open();
  }

  override heading(): string {
    return closingTexts(this.language).unstartedTitle(this.saw.ticket ?? '');
  }

  override submitLabel(): string {
    const say = closingTexts(this.language);
    return this.action === 'finish' ? say.served : say.servedAndNext;
  }

  override body() {
    const { texts } = this;
    return html`
      <p>${closingTexts(this.language).unstartedHint}</p>
      <div class="choices" @keydown=${(event: KeyboardEvent) => this.onKey(event)}>
        <button type="button" data-instead="start" autofocus @click=${() => this.instead('start')}>
          <kbd>S</kbd> ${texts.actions.start}
        </button>
        <button type="button" data-instead="absent" @click=${() => this.instead('absent')}>
          <kbd>A</kbd> ${texts.actions.absent}
        </button>
      </div>
    `;
  }

  override async submit(): Promise<boolean> {
    if (performance.now() - this.openedAt < doublePressMs) return false;
    const { booth } = this.view.me;
    const { texts } = this;
    return this.send(this.action, { type: this.action, booth, saw: this.saw }, (next) =>
      next === undefined || next === this.saw.ticket ? texts.done.nobodyNext : texts.done.called(next),
    );
  }

  /** Enter finishes, whatever has the focus: whoever served them needs one key more, and no looking. */
  private onKey(event: KeyboardEvent): void {
    if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const meant = { KeyS: 'start', KeyA: 'absent' }[event.code] as Instead | undefined;
    if (meant !== undefined) void this.instead(meant);
    else if (event.key === 'Enter') this.querySelector('form')?.requestSubmit();
    else return;
    event.preventDefault();
  }

  private async instead(meant: Instead): Promise<void> {
    const { booth } = this.view.me;
    const type = meant === 'start' ? 'startServing' : 'markAbsent';
    const done = this.texts.done.did(this.texts.actions[meant], this.saw.ticket ?? '');
    if (await this.send(meant, { type, booth, saw: this.saw }, () => done)) this.close();
  }

  private async send(
    action: string,
    command: Command,
    done: (next: string | undefined) => string,
  ): Promise<boolean> {
    const accepted = await this.desk.press(action, command, ({ ticket }) => done(ticket));
    if (!accepted) this.problem = this.desk.message?.text ?? '';
    return accepted;
  }
}
customElements.define('unstarted-dialog', UnstartedDialog);

// Closing a booth that leaves somebody: says who, and asks whether it is meant.
import { html, nothing } from 'lit';
import { closingTexts } from '../../protocol/texts/staff-closing.ts';
import { staffText } from '../../protocol/texts/staff-texts.ts';
import type { BoothView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { leftBehind } from './left-behind.ts';

export class CloseDialog extends ConsoleDialog {
  static override properties = { ...ConsoleDialog.properties, view: { attribute: false } };
  declare desk: Console<BoothView>;
  declare view: BoothView;

  /** Enter does what the button says, as in every dialog. */
  override async open(): Promise<void> {
    await super.open();
    this.querySelector<HTMLElement>('button.primary')?.focus();
  }

  override heading(): string {
    return closingTexts(this.language).closeTitle(this.texts.common.booth(this.view.me.booth));
  }

  override submitLabel(): string {
    return closingTexts(this.language).closeAnyway;
  }

  override body() {
    const say = closingTexts(this.language);
    const left = leftBehind(this.view);
    const names = left.procedures.map(({ names }) => staffText(names, this.language));
    const held = left.held.map(({ ticket }) => ticket);
    return html`
      ${left.waiting === 0 ? nothing : html`<p class="warning">${say.closeLeft(left.waiting, names.join('・'))}</p>`}
      ${held.length === 0 ? nothing : html`<p class="warning">${say.closeHeld(held.join('、'))}</p>`}
      ${left.waiting === 0 ? nothing : html`<p class="hint">${say.closeAsk}</p>`}
    `;
  }

  override async submit(): Promise<boolean> {
    const { booth } = this.view.me;
    const accepted = await this.desk.press('close', { type: 'closeBooth', booth, leaveWaiting: true }, () =>
      this.texts.done.booth(this.texts.actions.close),
    );
    if (!accepted) this.problem = this.desk.message?.text ?? '';
    return accepted;
  }
}
customElements.define('close-dialog', CloseDialog);

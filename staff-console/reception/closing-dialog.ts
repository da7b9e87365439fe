// The checklist before closing: who is still here and where, what was never printed, which booths are open.
import { html, nothing, type TemplateResult } from 'lit';
import type { TicketNumber } from '../../protocol/ids.ts';
import { closingTexts } from '../../protocol/texts/staff-closing.ts';
import type { ReceptionView, TicketLine } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { hasRole } from '../parts/session.ts';

type Items = readonly { readonly label: string; readonly ticket: TicketNumber | null }[];

export class ClosingDialog extends ConsoleDialog {
  static override properties = { ...ConsoleDialog.properties, view: { attribute: false } };
  declare view: ReceptionView;
  declare desk: Console<ReceptionView>;
  declare show: (ticket: TicketNumber) => void;

  override heading(): string {
    const say = closingTexts(this.language);
    return this.view?.reopenUntilMs == null ? say.checkTitle : say.reopenTitle;
  }

  override body(): TemplateResult {
    const say = closingTexts(this.language);
    const { view, texts } = this;
    if (view.reopenUntilMs !== null) return this.ended();
    const inState = (...states: TicketLine['state'][]): Items =>
      view.tickets
        .filter((line) => states.includes(line.state))
        .map(({ ticket, booth }) => ({
          label: booth === null ? ticket : `${ticket}（${texts.common.booth(booth)}）`,
          ticket,
        }));
    const over = (line: TicketLine) => line.state === 'finished' || line.state === 'cancelled';
    const unprinted = view.tickets
      .filter((line) => line.print === 'pending' && !over(line))
      .map(({ ticket }) => ({ label: ticket, ticket }));
    const booths = view.booths
      .filter(({ state }) => state !== 'closed')
      .map(({ booth }) => ({ label: texts.common.booth(booth), ticket: null }));
    const rows: readonly (readonly [string, Items])[] = [
      [say.atBooths, inState('called', 'serving')],
      [say.held, inState('held')],
      [say.absent, inState('absent')],
      [say.waiting, inState('waiting')],
      [say.unprinted, unprinted],
      [say.openBooths, booths],
    ];
    if (rows.every(([, items]) => items.length === 0))
      return html`<p class="all-clear">✓ ${say.checkClear}</p>`;
    return html`
      <dl class="checklist">${rows.map(([title, items]) => this.row(title, items))}</dl>
      <p class="hint">${say.checkHint}</p>
    `;
  }

  override submitLabel(): string | null {
    return this.mayReopen() ? closingTexts(this.language).reopen : null;
  }

  override async submit(): Promise<boolean> {
    const note = this.querySelector<HTMLInputElement>('#reopen-why')?.value.trim() ?? '';
    const say = closingTexts(this.language);
    const done = await this.desk.press('reopenDay', { type: 'reopenDay', note }, () => say.reopened);
    if (!done) this.problem = this.desk.message?.text ?? '';
    return done;
  }

  private mayReopen(): boolean {
    return this.view.reopenUntilMs !== null && hasRole(this.desk.session, 'supervisor');
  }

  /** The day is over too early: a supervisor takes the end back here. */
  private ended(): TemplateResult {
    const say = closingTexts(this.language);
    return html`
      <p><strong>${say.endedEarly}</strong></p>
      <p class="hint">${say.reopenHint}</p>
      ${
        this.mayReopen()
          ? html`<label for="reopen-why">${say.reopenWhy}</label>
            <input id="reopen-why" maxlength="200" autocomplete="off" autofocus />`
          : html`<p>${say.reopenBySupervisor}</p>`
      }
    `;
  }

  private row(title: string, items: Items): TemplateResult {
    return html`<div class=${items.length === 0 ? 'is-clear' : 'is-left'}>
      <dt>${title}<span class="count">${items.length}</span></dt>
      <dd>
        ${items.length === 0 ? html`<span aria-hidden="true">✓</span> ${this.texts.common.none}` : nothing}
        ${items.map(({ label, ticket }) =>
          ticket === null
            ? html`<span class="plate">${label}</span>`
            : html`<button type="button" data-ticket=${ticket} @click=${() => this.pick(ticket)}>${label}</button>`,
        )}
      </dd>
    </div>`;
  }

  private pick(ticket: TicketNumber): void {
    this.close();
    this.show(ticket);
  }
}
customElements.define('closing-dialog', ClosingDialog);

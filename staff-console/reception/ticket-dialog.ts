// One ticket and what reception can do with it: priority, paper, back from absence, back to the queue, cancel.
import { html, nothing, type TemplateResult } from 'lit';
import type { Command } from '../../protocol/commands.ts';
import type { DeviceId, MarkId, TicketNumber } from '../../protocol/ids.ts';
import type { Saw } from '../../protocol/saw.ts';
import { closingTexts } from '../../protocol/texts/staff-closing.ts';
import { clockTime, staffText, whySentence } from '../../protocol/texts/staff-texts.ts';
import type { ReceptionView, TicketLine } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { procedureName, waitText } from '../parts/format.ts';
import { ticketPlates } from '../parts/queue-table.ts';

const cancelReasons = ['visitorLeft', 'noShow', 'issuedByMistake', 'servedElsewhere', 'other'] as const;

export class TicketDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    view: { attribute: false },
    ticket: { attribute: false },
    marks: { state: true },
    cancelling: { state: true },
  };
  declare desk: Console<ReceptionView>;
  declare view: ReceptionView;
  declare ticket: TicketNumber | null;
  declare marks: readonly MarkId[] | null;
  declare cancelling: boolean;

  /** Opens it for a ticket. */
  async show(ticket: TicketNumber): Promise<void> {
    this.ticket = ticket;
    this.marks = null;
    this.cancelling = false;
    await this.open();
  }

  get line(): TicketLine | undefined {
    return this.view.tickets.find((known) => known.ticket === this.ticket);
  }

  override heading(): string {
    return this.texts.reception.detail;
  }

  override body(): TemplateResult {
    const { line, texts, language, view } = this;
    if (line === undefined) return html`<p>${texts.reception.noTickets}</p>`;
    const say = texts.reception;
    return html`
      <div class="detail-head">
        <p class="detail-number">${line.ticket}</p>
        <div>
          <p>
            <span class=${`state-plate ${line.state}`}>${texts.ticketStates[line.state]}</span>
            ${line.booth === null ? nothing : texts.common.booth(line.booth)} ${clockTime(line.sinceMs)}～
          </p>
          <p><strong>${procedureName(view.procedures, line.procedure, language)}</strong> ${ticketPlates(line, view.marks, language)}</p>
        </div>
      </div>
      <dl class="detail-facts">
        <div><dt>${say.issuedAt}</dt><dd>${clockTime(line.issuedAtMs)}（${texts.sources[line.source]}）</dd></div>
        <div><dt>${say.due}</dt><dd>${clockTime(line.why.due.atMs)} · ${whySentence(line.why, line.slotAtMs, language)}</dd></div>
        <div><dt>${texts.booth.columnEstimate}</dt><dd>${waitText(line.estimate, language)}</dd></div>
        <div><dt>${say.paper}</dt><dd>${texts.printStates[line.print]}</dd></div>
        ${line.note === '' ? nothing : html`<div><dt>${say.note}</dt><dd>${line.note}</dd></div>`}
      </dl>
      ${this.undoable(line) ? this.undoFinish(line) : nothing}
      ${line.state === 'finished' || line.state === 'cancelled' ? nothing : this.doings(line)}
    `;
  }

  private undoable(line: TicketLine): boolean {
    const age = this.desk.nowMs() - line.sinceMs;
    return line.state === 'finished' && age <= this.view.rules.undoFinishMinutes * 60_000;
  }

  private undoFinish(line: TicketLine): TemplateResult {
    const say = closingTexts(this.language);
    const { ticket } = line;
    return html`<div class="doings">
      <button type="button" data-do="undoFinish" @click=${() =>
        this.send(
          'undoFinish',
          { type: 'undoFinish', ticket, booth: null, saw: this.saw(line) },
          say.undone(ticket),
        )}>
        ${say.undoFinish}
      </button>
    </div>`;
  }

  private doings(line: TicketLine): TemplateResult {
    const { texts, view } = this;
    const say = texts.reception;
    const marks = this.marks ?? line.marks;
    const cancellable = line.state !== 'serving';
    return html`
      <div class="doings">
        ${
          line.state === 'absent'
            ? html`<button type="button" class="primary" data-do="return" @click=${() =>
                this.send(
                  'returnTicket',
                  { type: 'returnTicket', ticket: line.ticket, saw: this.saw(line) },
                  texts.done.returned(line.ticket),
                )}>
              ${say.returnTicket}
            </button>`
            : nothing
        }
        ${
          line.state === 'held'
            ? html`<button type="button" class="primary" data-do="queue" @click=${() =>
                this.send(
                  'toQueue',
                  { type: 'resume', ticket: line.ticket, booth: null, saw: this.saw(line) },
                  texts.done.backToQueue(line.ticket),
                )}>
              ${say.toQueue}
            </button>`
            : nothing
        }
        ${view.agents.map(
          (
            agent,
          ) => html`<button type="button" data-do="reprint" @click=${() => this.reprint(line, agent.device)}>
            ${say.reprint}：${agent.name}
          </button>`,
        )}
        ${
          cancellable
            ? html`<button
              type="button"
              data-do="cancel"
              aria-expanded=${this.cancelling ? 'true' : 'false'}
              @click=${() => {
                this.cancelling = !this.cancelling;
              }}
            >
              ${say.cancelTicket}…
            </button>`
            : nothing
        }
      </div>
      ${this.cancelling && cancellable ? this.cancelChoices(line) : nothing}
      ${this.markChoices(line, marks)}
    `;
  }

  private cancelChoices(line: TicketLine): TemplateResult {
    const { texts } = this;
    return html`<fieldset>
      <legend>${texts.reception.cancelWhy}</legend>
      <div class="choices">
        ${cancelReasons.map(
          (reason) => html`<button type="button" data-reason=${reason} @click=${() =>
            this.send(
              'cancelTicket',
              { type: 'cancelTicket', ticket: line.ticket, reason, note: '', saw: this.saw(line) },
              texts.done.did(texts.ticketStates.cancelled, line.ticket),
            )}>
            ${texts.cancelReasons[reason]}
          </button>`,
        )}
      </div>
    </fieldset>`;
  }

  private markChoices(line: TicketLine, marks: readonly MarkId[]): TemplateResult {
    const { texts, view, language } = this;
    return html`<fieldset>
      <legend>${texts.reception.marks}</legend>
      <div class="choices">
        ${view.marks.map(
          (mark) => html`<label class="choice">
            <input
              type="checkbox"
              .checked=${marks.includes(mark.id)}
              @change=${() => {
                this.marks = marks.includes(mark.id)
                  ? marks.filter((id) => id !== mark.id)
                  : [...marks, mark.id];
              }}
            />
            <span>${staffText(mark.names, language)}</span>
          </label>`,
        )}
        <button
          type="button"
          class="primary"
          data-do="marks"
          aria-disabled=${this.marks === null ? 'true' : 'false'}
          @click=${() =>
            this.marks === null
              ? undefined
              : this.send(
                  'setMarks',
                  { type: 'setMarks', ticket: line.ticket, marks: [...marks], saw: this.saw(line) },
                  texts.done.did(texts.reception.saveMarks, line.ticket),
                )}
        >
          ${texts.reception.saveMarks}
        </button>
      </div>
    </fieldset>`;
  }

  private saw(line: TicketLine): Saw {
    return { ticket: line.ticket, version: this.view.version };
  }

  private reprint(line: TicketLine, printAt: DeviceId): void {
    void this.send(
      'reprint',
      { type: 'reprintTicket', ticket: line.ticket, printAt },
      this.texts.done.did(this.texts.reception.reprint, line.ticket),
    );
  }

  private async send(action: string, command: Command, done: string): Promise<void> {
    this.problem = '';
    if (await this.desk.press(`${action}-${this.ticket}`, command, () => done)) this.close();
    else this.problem = this.desk.message?.text ?? '';
  }
}
customElements.define('ticket-dialog', TicketDialog);

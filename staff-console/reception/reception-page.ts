// The reception console: issue, find and mend tickets, stop intake, and see printers, walls and booths.
import { html, type TemplateResult } from 'lit';
import type { ProcedureId, SiteId, TicketNumber } from '../../protocol/ids.ts';
import type { ReservationCode } from '../../protocol/reservation-ids.ts';
import { codeIn } from '../../protocol/scanned-code.ts';
import { checkInTexts } from '../../protocol/texts/staff-check-in.ts';
import { closingTexts } from '../../protocol/texts/staff-closing.ts';
import type { HelpCall, ReceptionView } from '../../protocol/views.ts';
import { type Bell, createBell } from '../parts/bell.ts';
import { boothList } from '../parts/booth-glance.ts';
import { type Console, createConsole } from '../parts/console.ts';
import type { ConsoleDialog } from '../parts/console-dialog.ts';
import { procedureName, shortName, typedTicket } from '../parts/format.ts';
import { frame, messageLine } from '../parts/frame.ts';
import { connectHub } from '../parts/hub-link.ts';
import { listenToKeys } from '../parts/keys.ts';
import '../parts/keys-dialog.ts';
import { LightElement } from '../parts/light-element.ts';
import { createScanGuard } from '../parts/scan-guard.ts';
import './check-in-dialog.ts';
import type { CheckInDialog } from './check-in-dialog.ts';
import './closing-dialog.ts';
import { devicesPanel } from './devices-panel.ts';
import './handwritten-dialog.ts';
import { helpBanner } from './help-banner.ts';
import './intake-dialog.ts';
import { afterIssue, type Draft, emptyDraft, issueCommand, printerOf, toggleMark } from './issue-draft.ts';
import { issuePanel, mayIssue } from './issue-panel.ts';
import { resultPanel } from './result-panel.ts';
import './ticket-dialog.ts';
import type { TicketDialog } from './ticket-dialog.ts';
import { type Filter, ticketList } from './ticket-list.ts';

/** Tickets may be asked for faster than the hub answers; more than this is a stuck key. */
const placesInLine = 20;
const mostRecent = 3;

export class ReceptionConsole extends LightElement {
  static override properties = {
    site: { attribute: false },
    draft: { state: true },
    issued: { state: true },
    typed: { state: true },
    filter: { state: true },
  };
  declare site: SiteId;
  declare desk: Console<ReceptionView>;
  declare draft: Draft;
  /** The last few given here, newest first. */
  declare issued: readonly TicketNumber[];
  declare typed: string;
  declare filter: Filter;
  declare stopKeys: () => void;
  declare bell: Bell;

  constructor() {
    super();
    this.draft = emptyDraft;
    this.issued = [];
    this.typed = '';
    this.filter = 'waiting';
    this.bell = createBell();
  }

  override connectedCallback(): void {
    this.desk ??= createConsole<ReceptionView>(
      this,
      (onChange, pass) =>
        connectHub({
          pass,
          hello: { site: this.site, page: { kind: 'reception' } },
          onChange,
        }),
      { places: placesInLine },
    );
    super.connectedCallback();
    const guard = createScanGuard({
      act: (name) => this.onKey(name),
      scanned: (text) => this.scanned(text),
    });
    const stop = listenToKeys((key) => guard.key(key) || this.onKey(key));
    this.stopKeys = () => {
      stop();
      guard.close();
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopKeys();
    this.bell.stop();
  }

  override render() {
    return frame(this.desk, {
      banner: false,
      heading: () => html`<h1>${this.desk.texts.reception.title}</h1>`,
      page: (view) => this.page(view),
      showKeys: () => this.dialog('keys-dialog'),
    });
  }

  private page(view: ReceptionView): TemplateResult {
    const { desk } = this;
    const { texts, language } = desk;
    return html`
      ${helpBanner(view.help, (call) => void this.answerHelp(call), language)}
      <main class="reception-main">
        <div class="issue-side">
          ${issuePanel({
            view,
            draft: this.draft,
            change: (draft) => {
              this.draft = draft;
            },
            issue: (procedure) => void this.issue(procedure),
            clear: () => this.clear(),
            underWay: [desk.pending, ...desk.inLine],
            online: desk.link.status === 'online',
            language,
          })}
          ${resultPanel(view, this.issued, (ticket) => this.show(ticket), language, messageLine(desk), desk.message)}
          <div class="issue-tools">
            <button type="button" data-open="check-in" @click=${() => this.dialog('check-in-dialog')}>
              <kbd>Shift+R</kbd> ${checkInTexts(language).checkIn}
            </button>
            <button type="button" data-open="handwritten" @click=${() => this.dialog('handwritten-dialog')}>
              <kbd>Shift+W</kbd> ${texts.reception.handwritten}
            </button>
            <button type="button" data-open="intake" @click=${() => this.dialog('intake-dialog')}>
              <kbd>Shift+I</kbd> ${texts.reception.intakeButton}
            </button>
            <button
              type="button"
              class=${view.phase === 'after' ? 'primary' : ''}
              data-open="closing"
              @click=${() => this.dialog('closing-dialog')}
            >
              <kbd>Shift+C</kbd> ${closingTexts(language).checkButton}
            </button>
          </div>
        </div>
        <section class="ticket-side" aria-label=${texts.reception.tickets}>
          ${ticketList({
            view,
            typed: this.typed,
            filter: this.filter,
            language,
            type: (typed) => {
              this.typed = typed;
            },
            choose: (filter) => {
              this.filter = filter;
            },
            open: (ticket) => this.show(ticket),
            checkIn: (code) => this.checkIn(code),
            notFound: () => desk.say('note', texts.reception.noTickets),
          })}
        </section>
        <div class="room-side">
          ${devicesPanel(view, language, () => this.showUnprinted())}
          <section class="fill" aria-labelledby="booths-title">
            <h2 id="booths-title">${texts.reception.booths}</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="booths-title">
              ${boothList(view.booths, null, desk.nowMs, language)}
            </div>
          </section>
        </div>
      </main>
      <ticket-dialog .language=${language} .desk=${desk} .view=${view}></ticket-dialog>
      <closing-dialog
        .language=${language}
        .desk=${desk}
        .view=${view}
        .show=${(ticket: TicketNumber) => this.show(ticket)}
      ></closing-dialog>
      <check-in-dialog
        .language=${language}
        .desk=${desk}
        .with=${{ marks: this.draft.marks, printAt: printerOf(this.draft, view.agents) }}
        .issued=${(ticket: TicketNumber) => this.gave(ticket)}
      ></check-in-dialog>
      <handwritten-dialog .language=${language} .desk=${desk} .view=${view}></handwritten-dialog>
      <intake-dialog .language=${language} .desk=${desk} .view=${view}></intake-dialog>
      <keys-dialog .language=${language} .rows=${this.keyRows(view)}></keys-dialog>
    `;
  }

  private keyRows(view: ReceptionView) {
    const { texts, language } = this.desk;
    return [
      ...view.procedures.map((procedure) => ({
        keys: procedure.letter,
        does: shortName(procedure, language),
      })),
      { keys: '1 – 9', does: texts.reception.marks },
      { keys: '/', does: texts.reception.find },
      { keys: 'Shift+R', does: checkInTexts(language).checkIn },
      { keys: 'Shift+W', does: texts.reception.handwritten },
      { keys: 'Shift+I', does: texts.reception.intakeButton },
      { keys: 'Shift+C', does: closingTexts(language).checkButton },
      { keys: 'Esc', does: texts.reception.clear },
      { keys: '?', does: texts.common.keysTitle },
    ];
  }

  private onKey(key: string): boolean {
    const { view } = this.desk.link;
    if (view === null || this.desk.session?.staff == null) return false;
    // As at booths a plain letter acts; with Alt it does from within a field too.
    const letter = /^(?:Alt\+)?([A-Z])$/.exec(key)?.[1];
    const procedure = view.procedures.find((known) => known.letter === letter);
    if (procedure !== undefined) {
      void this.issue(procedure.id);
      return true;
    }
    const mark = /^[1-9]$/.test(key) ? view.marks[Number(key) - 1] : undefined;
    if (mark !== undefined) this.draft = toggleMark(this.draft, mark.id);
    else if (key === '/') this.querySelector<HTMLInputElement>('#find')?.focus();
    else if (key === 'Shift+R') this.dialog('check-in-dialog');
    else if (key === 'Shift+W') this.dialog('handwritten-dialog');
    else if (key === 'Shift+I') this.dialog('intake-dialog');
    else if (key === 'Shift+C') this.dialog('closing-dialog');
    else if (key === 'Escape') this.clear();
    else if (key === '?') this.dialog('keys-dialog');
    else return false;
    return true;
  }

  private async issue(procedure: ProcedureId): Promise<void> {
    const { desk, draft } = this;
    const { view } = desk.link;
    const action = `issue-${procedure}`;
    const found = view?.procedures.find((known) => known.id === procedure);
    if (view === null || found === undefined) return;
    const name = procedureName(view.procedures, procedure, desk.language);
    if (desk.repeats(action)) {
      // Whoever presses again wonders whether it took.
      if (desk.message?.kind !== 'bad') desk.say('note', desk.texts.reception.samePress(name));
      return;
    }
    if (!mayIssue(found, draft, view.marks) && desk.link.status === 'online') {
      desk.say('note', desk.texts.cannot(desk.texts.reception.issue, desk.texts.intake[found.intake]));
      return;
    }
    const answered = desk.press(
      action,
      issueCommand(draft, procedure, view.agents),
      (answer) => {
        if (answer.ticket !== undefined) this.gave(answer.ticket);
        return desk.texts.issued(answer.ticket ?? '', name);
      },
      name,
    );
    // What comes now is said of the next visitor, answer or not; keys act again, whatever field this one was described in.
    const next = afterIssue(draft);
    this.draft = next;
    const field = document.activeElement;
    if (field instanceof HTMLElement && field.closest('.issue-options') !== null) field.blur();
    // Failed, and nothing said of the next visitor yet: it can be pressed again as it was.
    if (!(await answered) && this.draft === next) this.draft = draft;
  }

  /** The bell rings as long as somebody calls and nobody has said that he is coming. */
  override updated(): void {
    const { view, status } = this.desk.link;
    const called = view !== null && status === 'online' && view.help.length > 0;
    if (called && this.desk.session?.staff != null) this.bell.ring();
    else this.bell.stop();
  }

  private async answerHelp({ device, name }: HelpCall): Promise<void> {
    const { desk } = this;
    const done = desk.texts.reception.helpAnswered(name);
    await desk.press(`help-${device}`, { type: 'answerHelp', device }, () => done, name);
  }

  private gave(ticket: TicketNumber): void {
    this.issued = [ticket, ...this.issued].slice(0, mostRecent);
  }

  /** What a scanner typed while no field had the focus. */
  private scanned(text: string): void {
    const code = codeIn(text);
    if (code === null) this.desk.say('bad', checkInTexts(this.desk.language).codeWrong);
    else this.checkIn(code);
  }

  private checkIn(code: ReservationCode): void {
    this.typed = '';
    this.querySelector<HTMLInputElement>('#find')?.blur();
    void this.querySelector<CheckInDialog>('check-in-dialog')?.take(code);
    this.draft = afterIssue(this.draft);
  }

  private clear(): void {
    this.draft = afterIssue(this.draft);
    this.typed = '';
  }

  private show(ticket: TicketNumber): void {
    // Found: the field is done with, and keys act again when the dialog closes.
    if (typedTicket(this.typed) !== null) this.typed = '';
    this.querySelector<HTMLInputElement>('#find')?.blur();
    void this.querySelector<TicketDialog>('ticket-dialog')?.show(ticket);
  }

  private showUnprinted(): void {
    this.typed = '';
    this.filter = 'unprinted';
  }

  private dialog(name: string): void {
    void this.querySelector<ConsoleDialog>(name)?.open();
  }
}
customElements.define('reception-console', ReceptionConsole);

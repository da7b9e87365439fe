// The booth console: one ticket, one key for each thing to do with it, who is next and why, and the room around it.
import { html, nothing, type TemplateResult } from 'lit';
import type { BoothNumber, SiteId } from '../../protocol/ids.ts';
import { createSight, type Saw, type Sight } from '../../protocol/saw.ts';
import type { BoothAction } from '../../protocol/texts/staff-catalogue.ts';
import { staffText } from '../../protocol/texts/staff-texts.ts';
import type { BoothView, TicketLine } from '../../protocol/views.ts';
import { boothList } from '../parts/booth-glance.ts';
import { type Console, createConsole } from '../parts/console.ts';
import type { ConsoleDialog } from '../parts/console-dialog.ts';
import { frame, messageLine } from '../parts/frame.ts';
import { connectHub } from '../parts/hub-link.ts';
import { listenToKeys } from '../parts/keys.ts';
import '../parts/keys-dialog.ts';
import { LightElement } from '../parts/light-element.ts';
import { procedureList } from '../parts/procedures-now.ts';
import { actionBar } from './action-bar.ts';
import { type Actions, actionKeys, actionOfKey, actionsFor } from './actions.ts';
import { actOf, sawAtBooth, sawOf } from './booth-acts.ts';
import './call-number-dialog.ts';
import './close-dialog.ts';
import { currentTicket } from './current-ticket.ts';
import { asksBeforeClosing, leftBehind } from './left-behind.ts';
import type { NoteDialog } from './note-dialog.ts';
import './note-dialog.ts';
import './served-dialog.ts';
import './transfer-dialog.ts';
import './undo-finish-dialog.ts';
import type { UnstartedDialog } from './unstarted-dialog.ts';
import './unstarted-dialog.ts';
import { waitingSide } from './waiting-side.ts';

export class BoothConsole extends LightElement {
  static override properties = { site: { attribute: false }, booth: { attribute: false } };
  declare site: SiteId;
  declare booth: BoothNumber;
  declare desk: Console<BoothView>;
  declare stopKeys: () => void;
  /** What was seen at the booth when a key is pressed. */
  readonly sight: Sight = createSight();

  override connectedCallback(): void {
    this.desk ??= createConsole<BoothView>(
      this,
      (onChange, pass) =>
        connectHub({
          pass,
          hello: { site: this.site, page: { kind: 'booth', booth: this.booth } },
          onChange,
        }),
      { onAccepted: () => this.seesOwnAct() },
    );
    super.connectedCallback();
    this.stopKeys = listenToKeys((key) => this.onKey(key));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopKeys();
  }

  override render() {
    const { view } = this.desk.link;
    if (view !== null) this.sight.shows(sawAtBooth(view));
    return frame(this.desk, {
      banner: true,
      heading: (view) => this.heading(view),
      page: (view) => this.page(view),
      showKeys: () => this.dialog('keys-dialog'),
    });
  }

  private heading(view: BoothView): TemplateResult {
    const { texts, language } = this.desk;
    const { me } = view;
    document.title = `${view.current?.ticket ?? texts.boothStates[me.state]} · ${texts.common.booth(me.booth)}`;
    return html`<h1>${me.names === null ? texts.common.booth(me.booth) : staffText(me.names, language)}</h1>
      <span class=${`state-plate booth-${me.state}`}>${texts.boothStates[me.state]}</span>`;
  }

  private page(view: BoothView): TemplateResult {
    const { desk } = this;
    const { texts, language } = desk;
    const other =
      view.me.staff !== null && view.me.staff.id !== desk.session?.staff?.id ? view.me.staff : null;
    return html`
      <main class="booth-main">
        <div class="booth-own">
          ${other === null || view.me.state === 'closed' ? nothing : html`<p class="other-staff">${texts.otherStaffAt(other.name)}</p>`}
          ${view.pages < 2 ? nothing : html`<p class="other-pages" role="status">${texts.otherPages(view.pages - 1)}</p>`}
          ${currentTicket(view, desk.nowMs, language)} ${messageLine(desk)}
          ${actionBar({
            actions: this.actions(view),
            texts,
            pending: desk.pending,
            act: (action) => void this.act(action),
          })}
        </div>
        <div class="booth-waiting">
          ${waitingSide(
            view,
            {
              resumeHere: (ticket) => this.resume(ticket, view.me.booth),
              toQueue: (ticket) => this.resume(ticket, null),
              returned: (ticket) => this.returned(ticket),
            },
            texts,
            language,
          )}
        </div>
        <div class="booth-room">
          <section class="procedures-panel" tabindex="0" aria-labelledby="procedures-title">
            <h2 id="procedures-title">${texts.booth.procedures}</h2>
            ${procedureList(view.procedures, language)}
          </section>
          <section class="fill" aria-labelledby="booths-title">
            <h2 id="booths-title">${texts.booth.otherBooths}</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="booths-title">
              ${boothList(view.booths, view.me.booth, desk.nowMs, language)}
            </div>
          </section>
        </div>
      </main>
      <call-number-dialog .language=${language} .desk=${desk} .booth=${view.me.booth}></call-number-dialog>
      <transfer-dialog .language=${language} .desk=${desk} .view=${view}></transfer-dialog>
      <served-dialog .language=${language} .desk=${desk} .view=${view}></served-dialog>
      <unstarted-dialog .language=${language} .desk=${desk} .view=${view}></unstarted-dialog>
      <undo-finish-dialog .language=${language} .desk=${desk} .view=${view}></undo-finish-dialog>
      <close-dialog .language=${language} .desk=${desk} .view=${view}></close-dialog>
      <note-dialog .language=${language} .desk=${desk} .view=${view}></note-dialog>
      <keys-dialog .language=${language} .rows=${this.keyRows()}></keys-dialog>
    `;
  }

  private actions(view: BoothView): Actions {
    const { session, link } = this.desk;
    return actionsFor(view, session?.staff?.id ?? null, link.status === 'online' && view.live);
  }

  private keyRows() {
    const { texts } = this.desk;
    return [
      ...(Object.keys(actionKeys) as BoothAction[]).map((action) => ({
        keys: actionKeys[action],
        does: texts.actions[action],
      })),
      { keys: 'Shift+H', does: texts.booth.holdTitle },
      { keys: 'Shift+P', does: texts.booth.pauseTitle },
      { keys: '1 – 9', does: `${texts.booth.held}：${texts.booth.resumeHere}` },
      { keys: '?', does: texts.common.keysTitle },
    ];
  }

  private onKey(key: string): boolean {
    const { view } = this.desk.link;
    if (view === null || this.desk.session?.staff == null) return false;
    if (key === '?') {
      this.dialog('keys-dialog');
      return true;
    }
    const held = /^[1-9]$/.test(key) ? view.held[Number(key) - 1] : undefined;
    if (held !== undefined) {
      this.resume(held, view.me.booth);
      return true;
    }
    const actions = this.actions(view);
    const withMore = /^Shift\+([HP])$/.exec(key)?.[1];
    const action = actionOfKey(withMore ?? key, actions);
    if (action === null) return false;
    void this.act(action, withMore !== undefined);
    return true;
  }

  private async act(action: BoothAction, withMore = false): Promise<void> {
    const { desk } = this;
    const { view } = desk.link;
    const staff = desk.session?.staff;
    if (view === null || staff == null) return;
    if (desk.link.status !== 'online') {
      desk.say('bad', desk.texts.link.unsent);
      return;
    }
    // While an answer is awaited the guard speaks, not a state that is about to change.
    const now = this.actions(view)[action];
    if (!now.possible && desk.pending === null) {
      desk.say('note', desk.texts.cannot(desk.texts.actions[action], desk.texts.notNow[now.why]));
      return;
    }
    if (withMore && (action === 'hold' || action === 'pause')) {
      const dialog = this.querySelector<NoteDialog>('note-dialog');
      if (dialog !== null) dialog.about = action;
      this.dialog('note-dialog');
      return;
    }
    if (this.asksFirst(action, view)) return;
    const act = actOf(action, view, staff.id, desk.texts, this.sight.saw() ?? sawAtBooth(view));
    if (act !== null) await this.desk.press(action, act.command, act.done);
    else if (action === 'transfer') this.dialog('transfer-dialog');
    else if (action === 'undoFinish') this.dialog('undo-finish-dialog');
    else if (action === 'procedures') this.dialog('served-dialog');
    else this.dialog('call-number-dialog');
  }

  /** Opens the question that an action wants first; false: it wants none, or waits for an answer anyway. */
  private asksFirst(action: BoothAction, view: BoothView): boolean {
    if (this.desk.pending !== null) return false;
    const finishes = action === 'finish' || action === 'finishAndNext';
    if (finishes && view.current?.state === 'called') {
      const dialog = this.querySelector<UnstartedDialog>('unstarted-dialog');
      if (dialog !== null) dialog.action = action;
      this.dialog('unstarted-dialog');
      return true;
    }
    if (action !== 'close' || !asksBeforeClosing(leftBehind(view))) return false;
    this.dialog('close-dialog');
    return true;
  }

  private dialog(name: string): void {
    void this.querySelector<ConsoleDialog>(name)?.open();
  }

  /** What comes of an own press, by a key or in a dialog, is no surprise: the next may follow at once. */
  private seesOwnAct(): void {
    const { view } = this.desk.link;
    if (view !== null) this.sight.shows(sawAtBooth(view));
    this.sight.own();
  }

  private saw({ ticket }: TicketLine): Saw {
    return sawOf(ticket, this.desk.link.view ?? { version: 0 });
  }

  private resume(ticket: TicketLine, booth: BoothNumber | null): void {
    const { texts } = this.desk;
    const command = { type: 'resume', ticket: ticket.ticket, booth, saw: this.saw(ticket) } as const;
    void this.desk.press(`resume-${ticket.ticket}`, command, () =>
      booth === null
        ? texts.done.backToQueue(ticket.ticket)
        : texts.done.did(texts.booth.resumeHere, ticket.ticket),
    );
  }

  private returned(ticket: TicketLine): void {
    const command = { type: 'returnTicket', ticket: ticket.ticket, saw: this.saw(ticket) } as const;
    void this.desk.press(`return-${ticket.ticket}`, command, () =>
      this.desk.texts.done.returned(ticket.ticket),
    );
  }
}
customElements.define('booth-console', BoothConsole);

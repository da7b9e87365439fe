// Stopping and resuming intake, starting and ending an outage, per procedure, with a notice for the screens.
import { html, nothing } from 'lit';
import type { Command } from '../../protocol/commands.ts';
import { type Language, LocalText, type ProcedureId } from '../../protocol/ids.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import type { ReceptionView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';
import { languageNames, shortName } from '../parts/format.ts';
import { intakePlate } from '../parts/procedures-now.ts';

type Doing = 'stopIntake' | 'resumeIntake' | 'startOutage' | 'endOutage';

export class IntakeDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    view: { attribute: false },
    chosen: { state: true },
    notice: { state: true },
  };
  declare desk: Console<ReceptionView>;
  declare view: ReceptionView;
  declare chosen: ReadonlySet<ProcedureId>;
  declare notice: Readonly<Partial<Record<Language, string>>>;

  override open(): Promise<void> {
    this.chosen = new Set();
    this.notice = {};
    return super.open();
  }

  override heading(): string {
    return this.texts.reception.intakeTitle;
  }

  override body() {
    const say = this.texts.reception;
    const others = this.view.languages.filter((known) => known !== 'ja');
    return html`
      <fieldset>
        <legend>${say.procedure}</legend>
        <div class="choices">
          ${this.view.procedures.map(
            (procedure, place) => html`<label class="choice">
              <input
                type="checkbox"
                ?autofocus=${place === 0}
                .checked=${this.chosen.has(procedure.id)}
                @change=${() => this.toggle(procedure.id)}
              />
              <span><b>${procedure.letter}</b> ${shortName(procedure, this.language)}
                ${intakePlate(procedure.intake, this.language)}</span>
            </label>`,
          )}
        </div>
      </fieldset>
      <label for="notice-ja">${say.notice} <span class="hint">${say.noticeHint}</span></label>
      ${this.noticeField('ja')}
      ${
        others.length === 0
          ? nothing
          : html`<details>
            <summary>${others.map((known) => languageNames[known]).join(' · ')}（${this.texts.common.optional}）</summary>
            <div class="notice-others">${others.map((known) => this.noticeField(known))}</div>
          </details>`
      }
      <div class="doings">
        ${this.doing('stopIntake', say.stop)} ${this.doing('resumeIntake', say.resume)}
        ${this.doing('startOutage', say.outageStart)} ${this.doing('endOutage', say.outageEnd)}
      </div>
    `;
  }

  private noticeField(language: Language) {
    return html`<input
      id=${`notice-${language}`}
      lang=${textsFor(language).tag}
      maxlength="200"
      aria-label=${`${this.texts.reception.notice} ${languageNames[language]}`}
      placeholder=${language === 'ja' ? this.texts.reception.noticeStop : languageNames[language]}
      .value=${this.notice[language] ?? ''}
      @input=${(event: InputEvent) => {
        this.notice = { ...this.notice, [language]: (event.target as HTMLInputElement).value };
      }}
    />`;
  }

  private doing(doing: Doing, label: string) {
    const some = this.chosen.size > 0;
    return html`<button
      type="button"
      data-do=${doing}
      aria-disabled=${some ? 'false' : 'true'}
      @click=${() => (some ? this.send(doing, label) : this.complain())}
    >
      ${label}
    </button>`;
  }

  private complain(): void {
    this.problem = this.texts.booth.atLeastOne;
  }

  private toggle(procedure: ProcedureId): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(procedure)) chosen.add(procedure);
    this.chosen = chosen;
  }

  /** The notice as typed; the usual sentence when Japanese was left empty. */
  private noticeFor(doing: Doing): LocalText {
    const say = this.texts.reception;
    const usual = doing === 'startOutage' ? say.noticeOutage : say.noticeStop;
    const typed = Object.entries(this.notice).filter(([, text]) => text.trim() !== '');
    return LocalText.parse({ ja: usual, ...Object.fromEntries(typed) });
  }

  private async send(doing: Doing, label: string): Promise<void> {
    this.problem = '';
    const procedures = [...this.chosen];
    const command: Command =
      doing === 'stopIntake' || doing === 'startOutage'
        ? { type: doing, procedures, notice: this.noticeFor(doing) }
        : { type: doing, procedures };
    if (await this.desk.press(doing, command, () => this.texts.done.booth(label))) this.close();
    else this.problem = this.desk.message?.text ?? '';
  }
}
customElements.define('intake-dialog', IntakeDialog);

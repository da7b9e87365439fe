// Which procedures the booth serves, and how many minutes later it takes those it only helps out with.
import { html } from 'lit';
import type { ProcedureId } from '../../protocol/ids.ts';
import { staffText } from '../../protocol/texts/staff-texts.ts';
import type { BoothView } from '../../protocol/views.ts';
import type { Console } from '../parts/console.ts';
import { ConsoleDialog } from '../parts/console-dialog.ts';

export class ServedDialog extends ConsoleDialog {
  static override properties = {
    ...ConsoleDialog.properties,
    view: { attribute: false },
    served: { state: true },
  };
  declare desk: Console<BoothView>;
  declare view: BoothView;
  /** Delay in minutes per procedure served. */
  declare served: ReadonlyMap<ProcedureId, number>;

  override open(): Promise<void> {
    this.served = new Map(
      this.view.me.procedures.map(({ procedure, delayMinutes }) => [procedure, delayMinutes]),
    );
    return super.open();
  }

  override heading(): string {
    return this.texts.booth.proceduresTitle;
  }

  override submitLabel(): string {
    return this.texts.booth.save;
  }

  override body() {
    const say = this.texts.booth;
    return html`
      <p class="hint">${say.proceduresHint}</p>
      <ul class="served">
        ${this.view.procedures.map((procedure, place) => {
          const name = staffText(procedure.names, this.language);
          const delay = this.served.get(procedure.id);
          return html`<li>
            <label class="choice">
              <input
                type="checkbox"
                ?autofocus=${place === 0}
                .checked=${delay !== undefined}
                @change=${() => this.toggle(procedure.id)}
              />
              <span><b>${procedure.letter}</b> ${name}</span>
            </label>
            <label class="delay">
              ＋<input
                type="number"
                min="0"
                max="480"
                step="5"
                aria-label=${`${name} ${say.delay}`}
                ?disabled=${delay === undefined}
                .value=${String(delay ?? 0)}
                @input=${(event: InputEvent) =>
                  this.set(procedure.id, (event.target as HTMLInputElement).valueAsNumber)}
              />${this.texts.common.minutesUnit}
            </label>
          </li>`;
        })}
      </ul>
    `;
  }

  override async submit(): Promise<boolean> {
    if (this.served.size === 0) {
      this.problem = this.texts.booth.atLeastOne;
      return false;
    }
    const accepted = await this.desk.press(
      'procedures',
      {
        type: 'setBoothProcedures',
        booth: this.view.me.booth,
        procedures: [...this.served].map(([procedure, delayMinutes]) => ({ procedure, delayMinutes })),
      },
      () => this.texts.done.booth(this.texts.actions.procedures),
    );
    if (!accepted) this.problem = this.desk.message?.text ?? '';
    return accepted;
  }

  private toggle(procedure: ProcedureId): void {
    const served = new Map(this.served);
    if (!served.delete(procedure)) served.set(procedure, 0);
    this.served = served;
  }

  private set(procedure: ProcedureId, minutes: number): void {
    const delay = Number.isFinite(minutes) ? Math.min(480, Math.max(0, minutes)) : 0;
    this.served = new Map(this.served).set(procedure, delay);
  }
}
customElements.define('served-dialog', ServedDialog);

// Setting up a second factor: the picture for the phone's app, its first code, and then the recovery codes, shown once.
import { html, nothing, svg, type TemplateResult } from 'lit';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { SecondStarted, SessionState } from '../../protocol/wire-people.ts';
import { DoorScreen } from './door-screen.ts';
import { confirmSecond, Refused, startSecond, type Typed } from './session.ts';

/** Read off more easily: JBSW Y3DP … */
const inFours = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');

export class SecondSetUp extends DoorScreen {
  static override properties = {
    ...DoorScreen.properties,
    who: { attribute: false },
    arrived: { attribute: false },
    started: { state: true },
    codes: { state: true },
  };
  /** Name and password, and a code of the factor that is there already. */
  declare who: Typed;
  /** Called when the person has the recovery codes and goes on. */
  declare arrived: (session: SessionState) => void;
  declare started: SecondStarted | null;
  declare codes: readonly string[] | null;
  private signedIn: SessionState | null = null;

  constructor() {
    super();
    this.who = { id: '', password: '' };
    this.arrived = () => {};
    this.started = null;
    this.codes = null;
  }

  override firstUpdated(): void {
    void this.begin();
  }

  override render() {
    const say = staffTexts(this.language).people.second;
    return html`<div class="second">
      <p class="problem" role="alert">${this.problem}</p>
      ${this.codes !== null ? this.recovery(this.codes) : this.started === null ? this.again() : this.picture(this.started)}
      <p class="visually-hidden" role="status">${this.codes === null ? nothing : say.done}</p>
    </div>`;
  }

  /** The hub was not reached, or says no. */
  private again() {
    if (this.problem === '') return nothing;
    const { retry } = staffTexts(this.language).people.second;
    return html`<button type="button" ?disabled=${this.busy} @click=${() => void this.begin()}>${retry}</button>`;
  }

  private picture({ secret, qr }: SecondStarted): TemplateResult {
    const say = staffTexts(this.language).people.second;
    return html`<ol class="second-steps">
      <li>${say.scan}
        <div class="second-picture">
          <svg viewBox=${`0 0 ${qr.size} ${qr.size}`} role="img" aria-label=${say.picture} shape-rendering="crispEdges">
            ${svg`<rect width="100%" height="100%" fill="#fff"/><path d=${qr.path} fill="#000"/>`}
          </svg>
          <p class="hint">${say.typeInstead}<br /><code>${inFours(secret)}</code></p>
        </div>
      </li>
      <li>${say.firstCode}
        <form @submit=${(event: SubmitEvent) => void this.confirm(event)}>
          <label for="second-first">${say.code}</label>
          <input id="second-first" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required />
          <button class="primary" ?disabled=${this.busy}>${say.takeIntoUse}</button>
        </form>
      </li>
    </ol>`;
  }

  private recovery(codes: readonly string[]): TemplateResult {
    const say = staffTexts(this.language).people.second;
    return html`<h2>${say.recoveryTitle}</h2>
      <p>${say.recoveryHint}</p>
      <ul class="recovery-codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
      <button type="button" class="primary" @click=${() => this.goOn()}>${say.noted}</button>`;
  }

  private async begin(): Promise<void> {
    await this.attempt(async () => {
      this.started = await startSecond(this.who);
    });
    await this.updateComplete;
    this.querySelector<HTMLInputElement>('#second-first')?.focus();
  }

  private async confirm(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const code = String(new FormData(event.target as HTMLFormElement).get('code'));
    const taken = await this.attempt(async () => {
      const { recoveryCodes, session } = await confirmSecond({ ...this.who, second: code });
      this.signedIn = session;
      this.codes = recoveryCodes;
    });
    await this.updateComplete;
    if (taken) this.querySelector<HTMLElement>('button.primary')?.focus();
    else this.querySelector<HTMLInputElement>('#second-first')?.select();
  }

  private goOn(): void {
    if (this.signedIn !== null) this.arrived(this.signedIn);
  }

  override failed(error: unknown): void {
    // What was shown waited too long; a fresh picture is better than a code that can never be right.
    if (error instanceof Refused && error.refusal.code === 'secondFactorAsked') this.started = null;
  }
}
customElements.define('second-set-up', SecondSetUp);

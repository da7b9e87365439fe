// Signing in: account and password, the organisation's own service, and in a demonstration one card per role.
import { html, nothing, type TemplateResult } from 'lit';
import { roles } from '../../protocol/access.ts';
import type { StaffId } from '../../protocol/ids.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { DoorScreen } from './door-screen.ts';
import './second-set-up.ts';
import { landingOf, play, Refused, signIn, type Typed } from './session.ts';

export class SignIn extends DoorScreen {
  static override properties = {
    ...DoorScreen.properties,
    arrived: { attribute: false },
    step: { state: true },
  };
  /** Called when somebody is signed in. */
  declare arrived: () => void;
  /** second: a code of the app is asked for; setUp: the person's role needs a second factor, and has none yet. */
  declare step: 'password' | 'second' | 'setUp';
  /** Whose password was right, until they are in. */
  private who: Typed | null = null;

  constructor() {
    super();
    this.arrived = () => {};
    this.step = 'password';
  }

  override firstUpdated(): void {
    this.querySelector<HTMLElement>(this.session.demo === null ? 'input' : '.role-card button')?.focus();
  }

  override render() {
    const say = staffTexts(this.language).people;
    if (this.step !== 'password' && this.who !== null) return this.secondStep(this.who);
    return html`<div class="sign-in">
      <h1>${say.signInTitle}</h1>
      <p class="problem" role="alert">${this.problem}</p>
      ${this.session.demo === null ? nothing : this.cards(this.session.demo)}
      <form @submit=${(event: SubmitEvent) => void this.byPassword(event)}>
        ${this.session.demo === null ? nothing : html`<h2>${say.withPassword}</h2>`}
        <label for="sign-in-id">${say.account}</label>
        <input id="sign-in-id" name="id" autocomplete="username" autocapitalize="none" spellcheck="false" required />
        <label for="sign-in-password">${say.password}</label>
        <input id="sign-in-password" name="password" type="password" autocomplete="current-password" required />
        <button class="primary" ?disabled=${this.busy}>${say.signIn}</button>
      </form>
      ${this.session.sso === null ? nothing : this.service(this.session.sso.label)}
    </div>`;
  }

  private cards(people: NonNullable<SessionState['demo']>): TemplateResult {
    const say = staffTexts(this.language).people;
    return html`<p class="hint">${say.demoHint}</p>
      <div class="role-cards">
        ${roles.map((role) => {
          const who = people.filter((person) => person.roles.includes(role));
          if (who.length === 0) return nothing;
          return html`<section class="role-card" aria-labelledby=${`role-${role}`}>
            <h2 id=${`role-${role}`}>${say.roles[role]}</h2>
            <p class="hint">${say.roleDoes[role]}</p>
            <ul>
              ${who.map(
                ({ id, name }) => html`<li>
                  <button type="button" ?disabled=${this.busy} @click=${() => void this.played(id)}>${name}</button>
                </li>`,
              )}
            </ul>
          </section>`;
        })}
      </div>`;
  }

  private service(label: string): TemplateResult {
    const back = encodeURIComponent(location.pathname);
    return html`<a class="button service" href=${`/sso/start?to=${back}`}>${staffTexts(this.language).people.withService(label)}</a>`;
  }

  private secondStep(who: Typed): TemplateResult {
    const say = staffTexts(this.language).people;
    const setUp = this.step === 'setUp';
    return html`<div class="sign-in">
      <h1>${say.second.title}</h1>
      <p class="problem" role="alert">${this.problem}</p>
      ${
        setUp
          ? html`<p>${say.second.needed}</p>
            <second-set-up .language=${this.language} .who=${who} .arrived=${(session: SessionState) => void this.go(async () => session)}></second-set-up>`
          : html`<form @submit=${(event: SubmitEvent) => void this.byCode(event, who)}>
            <label for="sign-in-second">${say.second.code}</label>
            <input id="sign-in-second" name="second" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="40" required aria-describedby="sign-in-second-hint" />
            <p id="sign-in-second-hint" class="hint">${say.second.codeHint}</p>
            <button class="primary" ?disabled=${this.busy}>${say.signIn}</button>
          </form>`
      }
      <button type="button" class="quiet" ?disabled=${this.busy} @click=${() => this.startOver()}>${say.second.startOver}</button>
    </div>`;
  }

  private startOver(): void {
    this.who = null;
    this.problem = '';
    this.step = 'password';
  }

  private async byPassword(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const who = { id: String(fields.get('id')), password: String(fields.get('password')) };
    await this.go(async () => {
      this.who = who;
      const session = await signIn(who);
      form.reset();
      return session;
    });
    await this.updateComplete;
    this.querySelector<HTMLInputElement>('#sign-in-second, #sign-in-password')?.select();
    this.querySelector<HTMLInputElement>('#sign-in-second')?.focus();
  }

  private async byCode(event: SubmitEvent, who: Typed): Promise<void> {
    event.preventDefault();
    const second = String(new FormData(event.target as HTMLFormElement).get('second'));
    await this.go(() => signIn({ ...who, second }));
    this.querySelector<HTMLInputElement>('#sign-in-second')?.select();
  }

  /** The hub asks for the second step: no failure, the way goes on. */
  override failed(error: unknown): void {
    const code = error instanceof Refused ? error.refusal.code : '';
    if (code === 'secondFactorAsked') this.step = 'second';
    if (code === 'secondFactorSetUpNeeded') this.step = 'setUp';
  }

  private played(id: StaffId): Promise<void> {
    return this.go(() => play(id));
  }

  private async go(act: () => Promise<SessionState>): Promise<void> {
    let landing: string | null = null;
    const before = this.step;
    const entered = await this.attempt(async () => {
      landing = landingOf((await act()).staff?.grants ?? [], location.pathname);
    });
    if (!entered) {
      // Asking on is no trouble to be told.
      if (this.step !== before) this.problem = '';
      return;
    }
    this.who = null;
    if (landing !== null) location.assign(landing);
    else this.arrived();
  }
}
customElements.define('sign-in', SignIn);

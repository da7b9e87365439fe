// Signing in: account and password, the organisation's own service, and in a demonstration one card per role.
import { html, nothing, type TemplateResult } from 'lit';
import { roles } from '../../protocol/access.ts';
import type { StaffId } from '../../protocol/ids.ts';
import { type StaffLanguage, staffTexts } from '../../protocol/texts/staff.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { LightElement } from './light-element.ts';
import { failureText, play, signIn } from './session.ts';

export class SignIn extends LightElement {
  static override properties = {
    session: { attribute: false },
    language: {},
    arrived: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  };
  declare session: SessionState;
  declare language: StaffLanguage;
  /** Called when somebody is signed in. */
  declare arrived: () => void;
  declare problem: string;
  declare busy: boolean;

  constructor() {
    super();
    this.language = 'ja';
    this.arrived = () => {};
    this.problem = '';
    this.busy = false;
  }

  override firstUpdated(): void {
    this.querySelector<HTMLElement>(this.session.demo === null ? 'input' : '.role-card button')?.focus();
  }

  override render() {
    const say = staffTexts(this.language).people;
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

  private async byPassword(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    await this.attempt(async () => {
      await signIn(String(fields.get('id')), String(fields.get('password')));
      form.reset();
    });
    this.querySelector<HTMLInputElement>('#sign-in-password')?.select();
  }

  private played(id: StaffId): Promise<void> {
    return this.attempt(() => play(id));
  }

  private async attempt(act: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      await act();
      this.arrived();
    } catch (error) {
      this.problem = failureText(error, this.language, staffTexts(this.language).people.unreachable);
    }
    this.busy = false;
  }
}
customElements.define('sign-in', SignIn);

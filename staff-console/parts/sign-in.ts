// Signing in: account and password, the organisation's own service, and in a demonstration one card per role.
import { html, nothing, type TemplateResult } from 'lit';
import { roles } from '../../protocol/access.ts';
import type { StaffId } from '../../protocol/ids.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { DoorScreen } from './door-screen.ts';
import { landingOf, play, signIn } from './session.ts';

export class SignIn extends DoorScreen {
  static override properties = { ...DoorScreen.properties, arrived: { attribute: false } };
  /** Called when somebody is signed in. */
  declare arrived: () => void;

  constructor() {
    super();
    this.arrived = () => {};
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
    await this.go(async () => {
      const session = await signIn(String(fields.get('id')), String(fields.get('password')));
      form.reset();
      return session;
    });
    this.querySelector<HTMLInputElement>('#sign-in-password')?.select();
  }

  private played(id: StaffId): Promise<void> {
    return this.go(() => play(id));
  }

  private async go(act: () => Promise<SessionState>): Promise<void> {
    let landing: string | null = null;
    const entered = await this.attempt(async () => {
      landing = landingOf((await act()).staff?.grants ?? [], location.pathname);
    });
    if (!entered) return;
    if (landing !== null) location.assign(landing);
    else this.arrived();
  }
}
customElements.define('sign-in', SignIn);

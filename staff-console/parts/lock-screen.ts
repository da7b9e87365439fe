// What a locked console shows: nothing of anybody, only how to go on. Unlocked, the page is where it was.
import { html } from 'lit';
import { type StaffLanguage, staffTexts } from '../../protocol/texts/staff.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { LightElement } from './light-element.ts';
import { failureText, Refused, signOut, unlock } from './session.ts';

export class LockScreen extends LightElement {
  static override properties = {
    session: { attribute: false },
    language: {},
    changed: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  };
  declare session: SessionState;
  declare language: StaffLanguage;
  /** Called when it was unlocked, or the person has left. */
  declare changed: () => void;
  declare problem: string;
  declare busy: boolean;

  constructor() {
    super();
    this.language = 'ja';
    this.changed = () => {};
    this.problem = '';
    this.busy = false;
  }

  override firstUpdated(): void {
    document.title = staffTexts(this.language).people.lockedTitle;
    this.querySelector<HTMLElement>('input, button')?.focus();
  }

  override render() {
    const say = staffTexts(this.language).people;
    return html`<div class="sign-in locked">
      <h1>${say.lockedTitle}</h1>
      <p>${say.lockedHint}</p>
      <p class="problem" role="alert">${this.problem}</p>
      ${this.way()}
      <button type="button" class="quiet" ?disabled=${this.busy} @click=${() => void this.attempt(() => signOut())}>
        ${say.somebodyElse}
      </button>
    </div>`;
  }

  private way() {
    const say = staffTexts(this.language).people;
    const { unlock: by, sso } = this.session;
    if (by === 'sso') {
      const back = `/sso/start?to=${encodeURIComponent(location.pathname)}`;
      return html`<a class="button service" href=${back}>${say.withService(sso?.label ?? '')}</a>`;
    }
    if (by === 'click') {
      const go = () => void this.attempt(() => unlock(null));
      return html`<button type="button" class="primary" ?disabled=${this.busy} @click=${go}>${say.unlock}</button>`;
    }
    return html`<form @submit=${(event: SubmitEvent) => void this.byPassword(event)}>
      <label for="unlock-password">${say.password}</label>
      <input id="unlock-password" name="password" type="password" autocomplete="current-password" required />
      <button class="primary" ?disabled=${this.busy}>${say.unlock}</button>
    </form>`;
  }

  private async byPassword(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const password = new FormData(event.target as HTMLFormElement).get('password');
    await this.attempt(() => unlock(String(password)));
    this.querySelector<HTMLInputElement>('input')?.select();
  }

  private async attempt(act: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      await act();
      this.changed();
    } catch (error) {
      // The session ended meanwhile: then one signs in anew.
      if (error instanceof Refused && error.refusal.code === 'notSignedIn') this.changed();
      this.problem = failureText(error, this.language, staffTexts(this.language).people.unreachable);
    }
    this.busy = false;
  }
}
customElements.define('lock-screen', LockScreen);

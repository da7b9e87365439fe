// What a locked console shows: nothing of anybody, only how to go on. Unlocked, the page is where it was.
import { html } from 'lit';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import { DoorScreen } from './door-screen.ts';
import { Refused, signOut, unlock } from './session.ts';

export class LockScreen extends DoorScreen {
  static override properties = { ...DoorScreen.properties, changed: { attribute: false } };
  /** Called when it was unlocked, or the person has left. */
  declare changed: () => void;

  constructor() {
    super();
    this.changed = () => {};
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
      <button type="button" class="quiet" ?disabled=${this.busy} @click=${() => void this.go(() => signOut())}>
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
      const go = () => void this.go(() => unlock(null));
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
    await this.go(() => unlock(String(password)));
    this.querySelector<HTMLInputElement>('input')?.select();
  }

  private async go(act: () => Promise<unknown>): Promise<void> {
    if (await this.attempt(act)) this.changed();
  }

  /** The session ended meanwhile: then one signs in anew. */
  override failed(error: unknown): void {
    if (error instanceof Refused && error.refusal.code === 'notSignedIn') this.changed();
  }
}
customElements.define('lock-screen', LockScreen);

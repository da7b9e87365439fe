// What a page of the office shows while nobody may see it: the sign-in, or the lock of a session that was not used.
import { html } from 'lit';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { LightElement } from './light-element.ts';
import './lock-screen.ts';
import { loadSession } from './session.ts';
import './sign-in.ts';

const retryMs = 2_000;

export class SignedOut extends LightElement {
  static override properties = {
    language: {},
    onSignedIn: { attribute: false },
    session: { state: true },
    failed: { state: true },
  };
  declare language: StaffLanguage;
  declare onSignedIn: () => void;
  declare session: SessionState | null;
  declare failed: boolean;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.language = 'ja';
    this.onSignedIn = () => {};
    this.session = null;
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.retry);
  }

  private readonly load = async (): Promise<void> => {
    try {
      this.session = await loadSession();
      this.failed = false;
      if (this.session.staff !== null) this.onSignedIn();
    } catch {
      this.failed = true;
      this.retry = setTimeout(() => void this.load(), retryMs);
    }
  };

  override render() {
    const { session, language } = this;
    const say = staffTexts(language);
    if (session === null)
      return html`<p role="status">${this.failed ? say.people.unreachable : say.common.loading}</p>`;
    return session.locked
      ? html`<lock-screen .session=${session} .language=${language} .changed=${this.load}></lock-screen>`
      : html`<sign-in .session=${session} .language=${language} .arrived=${this.load}></sign-in>`;
  }
}
customElements.define('signed-out', SignedOut);

// What the page shows to somebody who is not signed in: choosing one's name, as on the other consoles.
import { html } from 'lit';
import type { StaffLanguage } from '../../protocol/texts/staff.ts';
import { staffTexts } from '../../protocol/texts/staff.ts';
import type { SessionState } from '../../protocol/wire.ts';
import { LightElement } from '../parts/light-element.ts';
import { loadSession, signIn } from '../parts/session.ts';
import '../parts/sign-in.ts';

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

  constructor() {
    super();
    this.language = 'ja';
    this.onSignedIn = () => {};
    this.session = null;
    this.failed = false;
  }

  override firstUpdated(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.session = await loadSession();
      this.failed = false;
    } catch {
      this.failed = true;
      setTimeout(() => void this.load(), 2_000);
    }
  }

  private choose = async (staff: Parameters<typeof signIn>[0]): Promise<void> => {
    try {
      await signIn(staff);
      this.onSignedIn();
    } catch {
      this.failed = true;
    }
  };

  override render() {
    const say = staffTexts(this.language);
    if (this.session === null)
      return html`<p role="status">${this.failed ? say.signIn.failed : say.common.loading}</p>`;
    return html`<sign-in
      .choices=${this.session.choices}
      .language=${this.language}
      .failed=${this.failed}
      .choose=${this.choose}
      .back=${null}
    ></sign-in>`;
  }
}
customElements.define('signed-out', SignedOut);

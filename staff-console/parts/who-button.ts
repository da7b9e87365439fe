// Who is signed in, in the header of a page that has no console: the name, and behind it lock, password and sign-out.
import { html, nothing } from 'lit';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { LightElement } from './light-element.ts';
import type { PersonDialog } from './person-dialog.ts';
import './person-dialog.ts';
import { loadSession } from './session.ts';

const retryMs = 3_000;

export class WhoButton extends LightElement {
  static override properties = {
    language: {},
    changed: { attribute: false },
    session: { state: true },
  };
  declare language: StaffLanguage;
  /** Called when the session is another one now: somebody left, or the screen was locked. */
  declare changed: () => void;
  declare session: SessionState | null;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.language = 'ja';
    this.changed = () => {};
    this.session = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.retry);
  }

  /** Asks the hub who is here now. */
  readonly look = async (): Promise<void> => {
    clearTimeout(this.retry);
    try {
      this.session = await loadSession();
    } catch {
      if (this.isConnected) this.retry = setTimeout(() => void this.look(), retryMs);
    }
  };

  override render() {
    const { session, language } = this;
    const { common } = staffTexts(language);
    if (session?.staff == null) return nothing;
    return html`
      <button type="button" class="quiet name" aria-haspopup="dialog" @click=${() => void this.querySelector<PersonDialog>('person-dialog')?.open()}>
        <span class="visually-hidden">${common.signedInAs}</span>
        <span class="name-text">${session.staff.name}</span>
        <span class="small">${common.personMenu}</span>
      </button>
      <person-dialog .language=${language} .session=${session} .changed=${() => {
        void this.look();
        this.changed();
      }}></person-dialog>
    `;
  }
}
customElements.define('who-button', WhoButton);

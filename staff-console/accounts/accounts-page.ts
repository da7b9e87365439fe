// The page of accounts, for administrators: who may come in, with which roles, and how they get a password.
import { html, type TemplateResult } from 'lit';
import type { AccountView } from '../../protocol/access.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { StaffLanguage, StaffTexts } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { AccountList, SessionState } from '../../protocol/wire-people.ts';
import { officeNav } from '../office/nav.ts';
import { watchActivity } from '../parts/activity.ts';
import { rememberedLanguage, rememberLanguage } from '../parts/language.ts';
import { languageButtons } from '../parts/language-buttons.ts';
import { LightElement } from '../parts/light-element.ts';
import '../parts/lock-screen.ts';
import type { PersonDialog } from '../parts/person-dialog.ts';
import '../parts/person-dialog.ts';
import { failureText, hasRole, loadSession, Refused, tellUsed } from '../parts/session.ts';
import '../parts/shut-page.ts';
import '../parts/sign-in.ts';
import type { AccountDialog } from './account-dialog.ts';
import './account-dialog.ts';
import { accountTable, matching } from './account-table.ts';
import { closeAccount, loadAccounts, removeSecond, reopenAccount, signOutAccount } from './accounts-api.ts';
import './close-dialog.ts';
import type { CloseDialog } from './close-dialog.ts';
import type { LinkDialog } from './link-dialog.ts';
import './link-dialog.ts';
import type { RemoveSecondDialog } from './remove-second-dialog.ts';
import './remove-second-dialog.ts';

/** How often the page looks whether it is locked meanwhile, ms. */
const lookEveryMs = 15_000;

export class AccountsPage extends LightElement {
  static override properties = {
    language: { state: true },
    session: { state: true },
    list: { state: true },
    typed: { state: true },
    withClosed: { state: true },
    message: { state: true },
    problem: { state: true },
  };
  declare language: StaffLanguage;
  declare session: SessionState | null;
  declare list: AccountList | null;
  declare typed: string;
  declare withClosed: boolean;
  declare message: string;
  declare problem: string;
  private stop: () => void = () => {};

  constructor() {
    super();
    this.language = rememberedLanguage();
    this.session = null;
    this.list = null;
    this.typed = '';
    this.withClosed = false;
    this.message = '';
    this.problem = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.documentElement.lang = this.language;
    const stopActivity = watchActivity(() => void tellUsed().catch(() => {}));
    const timer = setInterval(() => void this.look(), lookEveryMs);
    this.stop = () => {
      stopActivity();
      clearInterval(timer);
    };
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  private get texts(): StaffTexts {
    return staffTexts(this.language);
  }

  override render() {
    const { session } = this;
    if (session?.staff == null) return this.alone(session);
    document.title = `${this.texts.people.accountsTitle} · Junban`;
    return html`
      <header class="top">
        <div class="place">${officeNav('accounts', this.language)}<h1 class="visually-hidden">${this.texts.people.accountsTitle}</h1></div>
        <div class="top-tools">
          ${this.languages()}
          <button type="button" class="quiet name" aria-haspopup="dialog" @click=${() => this.openPerson()}>
            <span class="visually-hidden">${this.texts.common.signedInAs}</span>
            <span class="name-text">${session.staff.name}</span>
            <span class="small">${this.texts.common.personMenu}</span>
          </button>
        </div>
      </header>
      ${hasRole(session, 'administrator') ? this.accounts(session.staff.id) : html`<main class="alone"><shut-page .language=${this.language} .refusal=${refuse('notAllowed')} .changed=${this.look}></shut-page></main>`}
      <person-dialog .language=${this.language} .session=${session} .changed=${this.look}></person-dialog>
    `;
  }

  private accounts(me: string): TemplateResult {
    const say = this.texts.people;
    const all = this.list?.accounts ?? [];
    const shown = matching(all, this.typed).filter(({ closed }) => this.withClosed || !closed);
    const sites = this.list?.sites ?? [];
    const done = (words: string): void => void this.reload(words);
    return html`
      <main class="accounts-main">
        <div class="accounts-tools">
          <button type="button" class="primary" @click=${() => this.openAccount(null)}>${say.newAccount}</button>
          <label for="accounts-search">${say.search}</label>
          <input
            id="accounts-search"
            type="search"
            autocomplete="off"
            @input=${(event: InputEvent) => {
              this.typed = (event.target as HTMLInputElement).value;
            }}
          />
          <label class="check">
            <input
              type="checkbox"
              @change=${(event: Event) => {
                this.withClosed = (event.target as HTMLInputElement).checked;
              }}
            />
            ${say.showClosed}
          </label>
        </div>
        <p class="message good" role="status" ?hidden=${this.message === ''}>${this.message}</p>
        <p class="problem" role="alert">${this.problem}</p>
        ${
          this.list === null
            ? html`<p role="status">${this.texts.common.loading}</p>`
            : html`<div class="scroll" tabindex="0" role="region" aria-label=${say.accountsTitle}>
              ${accountTable(
                shown,
                sites,
                me,
                {
                  change: (account) => this.openAccount(account),
                  link: (account) => void this.querySelector<LinkDialog>('link-dialog')?.openFor(account),
                  close: (account) => void this.querySelector<CloseDialog>('close-dialog')?.openFor(account),
                  removeSecond: (account) =>
                    void this.querySelector<RemoveSecondDialog>('remove-second-dialog')?.openFor(account),
                  reopen: (account) =>
                    void this.act(() => reopenAccount(account.id), say.reopened(account.name)),
                  signOut: (account) =>
                    void this.act(() => signOutAccount(account.id), say.sessionsEnded(account.name)),
                },
                this.language,
              )}
            </div>`
        }
      </main>
      <account-dialog .language=${this.language} .sites=${sites} .done=${done}></account-dialog>
      <link-dialog .language=${this.language} .done=${() => void this.reload('')}></link-dialog>
      <close-dialog
        .language=${this.language}
        .confirmed=${(account: AccountView) => this.act(() => closeAccount(account.id), say.closedDone(account.name))}
      ></close-dialog>
      <remove-second-dialog
        .language=${this.language}
        .confirmed=${(account: AccountView) => this.act(() => removeSecond(account.id), say.second.removed(account.name))}
      ></remove-second-dialog>
    `;
  }

  private alone(session: SessionState | null): TemplateResult {
    return html`<main class="alone">
      <div class="alone-tools">${this.languages()}</div>
      ${
        session === null
          ? html`<p role="status">${this.problem === '' ? this.texts.common.loading : this.problem}</p>`
          : session.locked
            ? html`<lock-screen .session=${session} .language=${this.language} .changed=${this.look}></lock-screen>`
            : html`<sign-in .session=${session} .language=${this.language} .arrived=${this.look}></sign-in>`
      }
    </main>`;
  }

  private languages(): TemplateResult {
    return languageButtons(this.language, (language) => {
      this.language = language;
      rememberLanguage(language);
    });
  }

  private openPerson(): void {
    void this.querySelector<PersonDialog>('person-dialog')?.open();
  }
  private openAccount(account: AccountView | null): void {
    void this.querySelector<AccountDialog>('account-dialog')?.openFor(account);
  }

  /** Who is signed in now; the list is read when somebody has come. */
  private readonly look = async (): Promise<void> => {
    try {
      const before = this.session?.staff?.id;
      this.session = await loadSession();
      this.problem = '';
      if (this.session.staff === null) this.list = null;
      else if (this.session.staff.id !== before || this.list === null) await this.reload('');
    } catch {
      this.problem = this.texts.people.unreachable;
    }
  };

  private async reload(words: string): Promise<void> {
    if (!hasRole(this.session, 'administrator')) return;
    await this.act(async () => {}, words);
  }

  /** Does it, says so, and reads the list anew; false: it failed, in words. */
  private async act(what: () => Promise<unknown>, words: string): Promise<boolean> {
    this.problem = '';
    try {
      await what();
      this.list = await loadAccounts();
      this.message = words;
      return true;
    } catch (error) {
      this.message = '';
      this.problem = failureText(error, this.language, this.texts.people.unreachable);
      if (error instanceof Refused && ['sessionLocked', 'notSignedIn'].includes(error.refusal.code)) {
        await this.look();
      }
      return false;
    }
  }
}
customElements.define('accounts-page', AccountsPage);

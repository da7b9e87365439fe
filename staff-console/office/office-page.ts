// The base of the office's pages: header with the way to the others, language, and what to say when the hub does not answer.
import { html, nothing, type TemplateResult } from 'lit';
import { type Grant, holds } from '../../protocol/access.ts';
import { type PageName, pages } from '../../protocol/pages.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { type OfficeTexts, officeTexts } from '../../protocol/texts/office.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { refusalText } from '../../protocol/texts/staff-texts.ts';
import { SiteList, type SiteSummary } from '../../protocol/wire.ts';
import { SessionState } from '../../protocol/wire-people.ts';
import { ask, type Told } from '../parts/ask.ts';
import { rememberedLanguage, rememberLanguage } from '../parts/language.ts';
import { languageButtons } from '../parts/language-buttons.ts';
import { LightElement } from '../parts/light-element.ts';
import { officeNav } from './nav.ts';
import '../parts/shut-page.ts';
import '../parts/signed-out.ts';
import '../parts/who-button.ts';

export abstract class OfficePage extends LightElement {
  static override properties = {
    language: { state: true },
    sites: { state: true },
    problem: { state: true },
  };
  declare language: StaffLanguage;
  declare sites: readonly SiteSummary[];
  /** Why the page shows nothing, or not what was asked; null: all is well. */
  declare problem: Refusal | 'failed' | null;
  abstract readonly page: PageName;

  constructor() {
    super();
    this.language = rememberedLanguage();
    this.sites = [];
    this.problem = null;
  }

  get texts(): OfficeTexts {
    return officeTexts[this.language];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    rememberLanguage(this.language);
    void this.begin();
  }

  /** What the page is about; the header and the way out stay whatever happens. */
  abstract content(): TemplateResult;
  /** Loads what the page shows. */
  abstract load(): Promise<void>;

  async begin(): Promise<void> {
    const sites = await ask(SiteList, '/api/sites');
    if (this.heed(sites)) this.sites = sites.value.sites;
    await this.load();
  }

  /** Keeps a refusal for the page to show; true when there is a value. */
  heed<T>(told: Told<T>): told is Extract<Told<T>, { kind: 'ok' }> {
    this.problem = told.kind === 'ok' ? null : told.kind === 'refused' ? told.refusal : 'failed';
    return told.kind === 'ok';
  }

  /**
   * What whoever is signed in here may do, if the page is for them; null: it is not, and says so. For pages whose `load` asks
   * nothing that only their people may.
   */
  async ownGrants(): Promise<readonly Grant[] | null> {
    const told = await ask(SessionState, '/api/session');
    if (!this.heed(told)) return null;
    const { staff, locked } = told.value;
    if (locked) this.problem = refuse('sessionLocked');
    else if (staff === null) this.problem = refuse('notSignedIn');
    else if (holds(staff.grants, pages[this.page].roles, null)) return staff.grants;
    else this.problem = refuse('notAllowed');
    return null;
  }

  siteName(site: string | null): string {
    const names = this.sites.find(({ id }) => id === site)?.names;
    return names === undefined ? (site ?? '') : this.language === 'ja' ? names.ja : (names.en ?? names.ja);
  }

  override render(): TemplateResult {
    const title = pages[this.page].names[this.language];
    document.title = `${title} · Junban`;
    return html`
      <header class="office-top">
        ${this.nav()}
        <div class="top-tools">
          ${languageButtons(this.language, (language) => {
            this.language = language;
            rememberLanguage(language);
          })}
          ${this.needsSignIn() ? nothing : html`<who-button .language=${this.language} .changed=${() => void this.begin()}></who-button>`}
        </div>
      </header>
      <main class="office">
        ${this.shutBy() === null ? html`<h1>${title}</h1>${this.problemLine()}` : nothing}
        ${
          this.needsSignIn()
            ? html`<signed-out .language=${this.language} .onSignedIn=${() => void this.begin()}></signed-out>`
            : this.shutBy() !== null
              ? html`<shut-page .language=${this.language} .refusal=${this.shutBy()} .changed=${() => void this.begin()}></shut-page>`
              : this.content()
        }
      </main>
    `;
  }

  /** The way to the other pages. */
  nav(): TemplateResult {
    return officeNav(this.page, this.language);
  }

  /** Nobody is signed in, or the session is locked. */
  private needsSignIn(): boolean {
    const { problem } = this;
    return (
      problem !== null && problem !== 'failed' && ['notSignedIn', 'sessionLocked'].includes(problem.code)
    );
  }

  /** Somebody is signed in who may not see this. */
  private shutBy(): Refusal | null {
    const { problem } = this;
    return problem !== null && problem !== 'failed' && problem.code === 'notAllowed' ? problem : null;
  }

  private problemLine(): TemplateResult {
    const { problem, texts, language } = this;
    const text =
      problem === null ? null : problem === 'failed' ? texts.failed : refusalText(problem, language);
    return html`<div role="alert">
      ${
        text === null
          ? nothing
          : html`<p class="problem office-problem">
            ${this.needsSignIn() ? html`${texts.signInFirst}<br />` : nothing}${text}
            ${
              problem === 'failed'
                ? html`<button type="button" @click=${() => void this.begin()}>${texts.again}</button>`
                : nothing
            }
          </p>`
      }
    </div>`;
  }
}

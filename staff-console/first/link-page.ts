// The page behind a one-time link: makes the first administrator, or sets the password of an account.
import { html, nothing, type TemplateResult } from 'lit';
import { z } from 'zod';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import { rememberedLanguage, rememberLanguage } from '../parts/language.ts';
import { languageButtons } from '../parts/language-buttons.ts';
import { LightElement } from '../parts/light-element.ts';
import { askHub, failureText } from '../parts/session.ts';

export class LinkPage extends LightElement {
  static override properties = {
    kind: {},
    token: {},
    language: { state: true },
    problem: { state: true },
    busy: { state: true },
    done: { state: true },
  };
  declare kind: 'first' | 'password';
  declare token: string;
  declare language: StaffLanguage;
  declare problem: string;
  declare busy: boolean;
  /** What is said when it has worked. */
  declare done: string;

  constructor() {
    super();
    this.kind = 'password';
    this.token = '';
    this.language = rememberedLanguage();
    this.problem = '';
    this.busy = false;
    this.done = '';
  }

  override firstUpdated(): void {
    document.documentElement.lang = this.language;
    this.querySelector<HTMLElement>('input')?.focus();
  }

  override render() {
    const say = staffTexts(this.language).people;
    const title = this.kind === 'first' ? say.firstTitle : say.linkTitle;
    document.title = `${title} · Junban`;
    return html`<main class="alone">
      <div class="alone-tools">
        ${languageButtons(this.language, (language) => {
          this.language = language;
          rememberLanguage(language);
        })}
      </div>
      <div class="sign-in">
        <h1>${title}</h1>
        ${this.content()}
      </div>
    </main>`;
  }

  private content(): TemplateResult {
    const say = staffTexts(this.language).people;
    if (this.done !== '') {
      const [href, words] = this.kind === 'first' ? ['/accounts', say.accountsTitle] : ['/', say.toStart];
      return html`<p role="status">${this.done}</p><a class="button" href=${href}>${words}</a>`;
    }
    if (this.token === '') return html`<p class="problem" role="alert">${say.noToken}</p>`;
    return html`<p>${this.kind === 'first' ? say.firstHint : say.linkHint}</p>
      <form @submit=${(event: SubmitEvent) => void this.submit(event)}>
        ${this.kind === 'first' ? this.person() : nothing}
        <label for="link-password">${say.newPassword}</label>
        <input id="link-password" name="password" type="password" autocomplete="new-password" required aria-describedby="link-hint" />
        <p id="link-hint" class="hint">${say.passwordHint}</p>
        <label for="link-again">${say.newPasswordAgain}</label>
        <input id="link-again" name="again" type="password" autocomplete="new-password" required />
        <p class="problem" role="alert">${this.problem}</p>
        <button class="primary" ?disabled=${this.busy}>${this.kind === 'first' ? say.make : say.save}</button>
      </form>`;
  }

  private person(): TemplateResult {
    const say = staffTexts(this.language).people;
    return html`<label for="link-id">${say.accountId}</label>
      <input id="link-id" name="id" autocomplete="username" autocapitalize="none" spellcheck="false" required aria-describedby="link-id-hint" />
      <p id="link-id-hint" class="hint">${say.accountIdHint}</p>
      <label for="link-name">${say.personName}</label>
      <input id="link-name" name="name" autocomplete="name" required aria-describedby="link-name-hint" />
      <p id="link-name-hint" class="hint">${say.personNameHint}</p>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const say = staffTexts(this.language).people;
    const fields = new FormData(event.target as HTMLFormElement);
    const value = (name: string): string => String(fields.get(name) ?? '');
    if (value('password') !== value('again')) {
      this.problem = say.notTheSame;
      return;
    }
    this.busy = true;
    this.problem = '';
    const { token } = this;
    const password = value('password');
    try {
      if (this.kind === 'first') {
        await askHub(z.unknown(), '/api/first', { token, id: value('id'), name: value('name'), password });
        this.done = say.firstDone;
      } else {
        const { id } = await askHub(z.object({ id: z.string() }), '/api/session/link', { token, password });
        this.done = say.linkDone(id);
      }
    } catch (error) {
      this.problem = failureText(error, this.language, say.unreachable);
    }
    this.busy = false;
  }
}
customElements.define('link-page', LinkPage);

// Choosing one's name: a searchable list; Enter takes the first, arrows and Tab go through it.
import { html } from 'lit';
import type { StaffId } from '../../protocol/ids.ts';
import { type StaffLanguage, staffTexts } from '../../protocol/texts/staff.ts';
import type { SessionState } from '../../protocol/wire.ts';
import { LightElement } from './light-element.ts';
import { matchingNames } from './session.ts';

const mostShown = 60;

export class SignIn extends LightElement {
  static override properties = {
    choices: { attribute: false },
    language: {},
    failed: { type: Boolean },
    choose: { attribute: false },
    back: { attribute: false },
    typed: { state: true },
  };
  declare choices: SessionState['choices'];
  declare language: StaffLanguage;
  declare failed: boolean;
  declare choose: (staff: StaffId) => void;
  declare back: (() => void) | null;
  declare typed: string;

  constructor() {
    super();
    this.choices = [];
    this.language = 'ja';
    this.failed = false;
    this.choose = () => {};
    this.back = null;
    this.typed = '';
  }

  override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  override render() {
    const say = staffTexts(this.language);
    const found = matchingNames(this.choices, this.typed);
    return html`
      <form class="sign-in" @submit=${(event: Event) => this.takeFirst(event)}>
        <h1>${say.signIn.title}</h1>
        ${this.failed ? html`<p class="problem" role="alert">${say.signIn.failed}</p>` : ''}
        <label for="sign-in-search">${say.signIn.search}</label>
        <input
          id="sign-in-search"
          type="search"
          autocomplete="off"
          aria-describedby="sign-in-hint"
          .value=${this.typed}
          @input=${(event: InputEvent) => {
            this.typed = (event.target as HTMLInputElement).value;
          }}
        />
        <p id="sign-in-hint" class="hint">${say.signIn.hint}</p>
        ${
          found.length === 0
            ? html`<p role="status">${say.signIn.nobody}</p>`
            : html`<ul class="names" @keydown=${(event: KeyboardEvent) => moveAmong(event)}>
              ${found.slice(0, mostShown).map(
                (person) =>
                  html`<li>
                  <button type="button" @click=${() => this.choose(person.id)}>${person.name}</button>
                </li>`,
              )}
            </ul>`
        }
        ${this.back === null ? '' : html`<button type="button" @click=${this.back}>${say.common.cancel}</button>`}
      </form>
    `;
  }

  private takeFirst(event: Event): void {
    event.preventDefault();
    const [first] = matchingNames(this.choices, this.typed);
    if (first !== undefined) this.choose(first.id);
  }
}
customElements.define('sign-in', SignIn);

const moveAmong = (event: KeyboardEvent): void => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
};

// The kiosk as one element: what stands around every step, and the step that the visitor is at.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { KioskView } from '../../protocol/kiosk-view.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import { kioskTexts } from '../../protocol/texts/kiosk/every-language.ts';
import { faces } from '../parts/faces.ts';
import { type PairingShown, pairingPart } from '../parts/pairing-part.ts';
import { pairingStyles } from '../parts/pairing-styles.ts';
import { loadFaces } from '../parts/script-fonts.ts';
import { breakable } from '../parts/word-breaks.ts';
import { countdownPart, headerPart, languagesPart, secondsLeft, toolsPart } from './bars.ts';
import type { Around, Kiosk, Touch } from './parts/kiosk-state.ts';
import { createScanReader } from './parts/scan-reader.ts';
import { type Scene, type Shown, type Size, sizes, wordsIn } from './parts/scene.ts';
import { codeStep, notCheckedInStep } from './steps/check-in.ts';
import { chooseStep } from './steps/choose.ts';
import {
  expiryAnswerStep,
  expiryDayStep,
  expiryMonthStep,
  expiryWhichStep,
  expiryYearStep,
} from './steps/expiry.ts';
import { helpStep } from './steps/help.ts';
import { partyStep } from './steps/party.ts';
import { isResting, outOfOrderStep, restStep } from './steps/rest.ts';
import { issuingStep, ticketStep, unconfirmedStep } from './steps/ticket.ts';
import { unavailableStep } from './steps/unavailable.ts';
import { controlStyles } from './styles/controls.ts';
import { frameStyles } from './styles/frame.ts';
import { offerStyles } from './styles/offer.ts';
import { ticketStyles } from './styles/ticket.ts';

/** A hub that does not answer for so long is told to visitors, ms. */
const connectingMs = 4_000;

const stepShown = (scene: Scene): Shown => {
  const { step } = scene.kiosk;
  switch (step.at) {
    case 'choose':
      return chooseStep(scene);
    case 'party':
      return partyStep(scene);
    case 'issuing':
      return issuingStep(scene, step);
    case 'ticket':
      return ticketStep(scene, step);
    case 'unconfirmed':
      return unconfirmedStep(scene);
    case 'unavailable':
      return unavailableStep(scene);
    case 'code':
      return codeStep(scene, step);
    case 'notCheckedIn':
      return notCheckedInStep(scene, step);
    case 'expiryWhich':
      return expiryWhichStep(scene);
    case 'expiryYear':
      return expiryYearStep(scene, step);
    case 'expiryMonth':
      return expiryMonthStep(scene, step);
    case 'expiryDay':
      return expiryDayStep(scene, step);
    case 'expiryAnswer':
      return expiryAnswerStep(scene, step);
  }
};

/** What somebody has, or may have, stays on the screen when the hub goes. */
const outlivesTheHub: ReadonlySet<string> = new Set(['issuing', 'ticket', 'unconfirmed']);

export class KioskPage extends LitElement {
  static override styles = [faces, frameStyles, controlStyles, offerStyles, ticketStyles, pairingStyles];
  static override properties = {
    view: { attribute: false },
    live: { attribute: false },
    problem: { attribute: false },
    pairing: { attribute: false },
    drawn: { state: true },
  };

  declare view: KioskView | null;
  /** What is shown is what the hub says now. */
  declare live: boolean;
  declare problem: 'unknownSite' | null;
  /** Not null: it has no key, and shows how it gets one. */
  declare pairing: PairingShown | null;
  declare drawn: { readonly kiosk: Kiosk; readonly around: Around } | null;
  /** The hub's clock, epoch ms. */
  now: () => number = Date.now;
  onTouch: (touch: Touch) => void = () => {};
  /** A wide screen; what is drawn in its bar below follows it. */
  #wide = window.matchMedia('(orientation: landscape) and (min-width: 1200px)');
  #redraw = (): void => this.requestUpdate();
  #beganMs = performance.now();
  /** How large the type of a first screen can be; the same screen again begins with it. */
  #fits: { readonly screenful: string; readonly size: Size } = { screenful: '', size: 'roomy' };
  #scan = createScanReader();
  #stepDrawn = '';
  #byHand = false;

  constructor() {
    super();
    this.view = null;
    this.live = false;
    this.problem = null;
    this.pairing = null;
    this.drawn = null;
  }

  /** Draws the visitor's screen as it is now. */
  show(kiosk: Kiosk, around: Around): void {
    this.drawn = { kiosk, around };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Anything that a hand does says that somebody is there.
    window.addEventListener('resize', this.#redraw);
    window.addEventListener('keydown', this.#typed, { capture: true });
    document.fonts.addEventListener('loadingdone', this.#redraw);
    for (const gesture of ['pointerdown', 'keydown', 'wheel'] as const)
      this.addEventListener(gesture, this.#somebody, { passive: true });
    this.#wide.addEventListener('change', this.#redraw);
  }
  override disconnectedCallback(): void {
    window.removeEventListener('resize', this.#redraw);
    window.removeEventListener('keydown', this.#typed, { capture: true });
    document.fonts.removeEventListener('loadingdone', this.#redraw);
    for (const gesture of ['pointerdown', 'keydown', 'wheel'] as const)
      this.removeEventListener(gesture, this.#somebody);
    this.#wide.removeEventListener('change', this.#redraw);
    super.disconnectedCallback();
  }
  #somebody = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key === 'Escape') this.#touch({ type: 'back' });
    else this.onTouch({ type: 'touch' });
  };
  /** A keyboard, or a scanner that types as one: wherever the focus is. By the time of the press: a busy page hears it late. */
  #typed = (event: KeyboardEvent): void => {
    const text = this.#scan.key(event.key, event.timeStamp);
    if (text !== null) {
      event.preventDefault();
      event.stopPropagation();
      this.#touch({ type: 'scanned', text });
    } else if (this.drawn?.kiosk.step.at === 'code' && !event.ctrlKey && !event.altKey) {
      if (event.key.length === 1) this.onTouch({ type: 'codeKey', key: event.key });
      else if (event.key === 'Backspace') this.onTouch({ type: 'codeErase' });
    }
  };
  #touch = (touch: Touch): void => {
    this.#byHand = true;
    this.onTouch(touch);
  };

  #scene(): Scene | null {
    const { view } = this;
    const { kiosk, around } = this.drawn ?? {};
    if (view === null || kiosk === undefined || around === undefined) return null;
    const now = { ...around, view, live: this.live };
    return {
      kiosk,
      view,
      around: now,
      clockMs: this.now(),
      ...wordsIn(kiosk),
      wide: this.#wide.matches,
      size: this.#sizeOf(kiosk),
      touch: this.#touch,
    };
  }

  /** What a first screen's length depends on. */
  #screenful({ language, low, step }: Kiosk): string {
    return `${language} ${low} ${innerWidth}×${innerHeight} ${JSON.stringify(step)} ${this.view?.procedures.length}`;
  }

  #shown(scene: Scene): Shown & { readonly name: string } {
    const { step, helpOpen } = scene.kiosk;
    if (helpOpen) return { name: 'help', ...helpStep(scene) };
    if (!this.live && !outlivesTheHub.has(step.at)) return { name: 'outOfOrder', ...outOfOrderStep(scene) };
    if (step.at === 'choose' && isResting(scene.view)) return { name: 'rest', ...restStep(scene) };
    return { name: step.at, ...stepShown(scene) };
  }

  /** Focus follows the step, so that keys and screen readers begin at its heading. */
  override updated(changed: PropertyValues<this>): void {
    // All that may be chosen: each language has its own name on the bar, and the hub may be away later.
    if (changed.has('view')) for (const language of this.view?.languages ?? []) void loadFaces(language);
    this.#fit();
    const heading = this.renderRoot.querySelector<HTMLElement>('h1[data-step]');
    const step = `${heading?.dataset.step} ${heading?.textContent}`;
    if (heading === null || step === this.#stepDrawn) return;
    this.#stepDrawn = step;
    window.scrollTo(0, 0);
    if (this.#byHand) heading.focus({ preventScroll: true });
    this.#byHand = false;
  }

  #sizeOf(kiosk: Kiosk): Size {
    return this.#fits.screenful === this.#screenful(kiosk) ? this.#fits.size : 'roomy';
  }

  /** A list that would have to be scrolled is told in smaller type, and at last in short names. */
  #fit(): void {
    const { kiosk } = this.drawn ?? {};
    if (kiosk?.step.at !== 'choose' || this.view === null || this.pairing !== null) return;
    const smaller = sizes[sizes.indexOf(this.#sizeOf(kiosk)) + 1];
    if (smaller === undefined || document.documentElement.scrollHeight <= innerHeight + 1) return;
    this.#fits = { screenful: this.#screenful(kiosk), size: smaller };
    this.requestUpdate();
  }

  #blank(): TemplateResult {
    const waited = performance.now() - this.#beganMs > connectingMs;
    const line = (language: 'ja' | 'en') => {
      const { wall } = textsFor(language);
      if (this.problem === 'unknownSite') return wall.unknownSite;
      return waited
        ? `${kioskTexts[language].outOfOrder} ${kioskTexts[language].outOfOrderHow}`
        : wall.connecting;
    };
    return html`<div class="screen blank">
      <main>
        <h1 lang="ja" class="breakable">${breakable(line('ja'))}</h1>
        <p class="lead" lang="en">${line('en')}</p>
      </main>
    </div>`;
  }

  /** Said once for each change: what the step is, what became of the paper, and that it goes back soon. */
  #spoken(scene: Scene, title: string): string {
    const seconds = secondsLeft(scene);
    if (seconds === null) return title;
    return scene.say.returning(seconds > 10 ? 20 : 10);
  }

  override render(): TemplateResult {
    if (this.pairing !== null)
      return html`<div class="screen pairing-screen"><main>${pairingPart(this.pairing, 1)}</main></div>`;
    const scene = this.#scene();
    if (scene === null) return this.#blank();
    const { kiosk, pub } = scene;
    const { name, title, news, says, controls } = this.#shown(scene);
    const resting = name === 'rest' && (scene.view.phase === 'closed' || scene.view.phase === 'ended');
    return html`<div class="screen" lang=${pub.tag} data-shown=${name} data-low=${kiosk.low ? 'true' : 'false'}
      data-size=${scene.size}>
      ${headerPart(scene)}
      ${kiosk.low ? nothing : languagesPart(scene)}
      <main>
        <div class="says">
          <h1 tabindex="-1" data-step=${name} class=${news === undefined ? '' : `verdict big ${news.tone}`}>
            ${news?.icon ?? nothing}<span class="breakable">${pub.tag === 'ja' ? breakable(title) : title}</span>
          </h1>
          ${says ?? nothing}
        </div>
        ${kiosk.low ? languagesPart(scene) : nothing}
        <div class="controls">${controls}</div>
      </main>
      ${countdownPart(scene)}
      ${toolsPart(scene, resting)}
      <p class="hidden" role="status" aria-live="polite">${this.#spoken(scene, title)}</p>
    </div>`;
  }
}

// The wall as one element: header, then calls and procedures, or the screen at rest.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { isFresh } from '../../protocol/fresh.ts';
import type { Language } from '../../protocol/ids.ts';
import type { WallView } from '../../protocol/views.ts';
import { dateOf, endTimeOf, timeOf } from '../parts/civil-time.ts';
import { faces } from '../parts/faces.ts';
import { fitTexts } from '../parts/fit.ts';
import type { LinkState } from '../parts/hub-link.ts';
import { type PairingShown, pairingPart } from '../parts/pairing-part.ts';
import { pairingStyles } from '../parts/pairing-styles.ts';
import { loadFaces } from '../parts/script-fonts.ts';
import { boothsPart, hugePart, listPart } from './calls-part.ts';
import { footerPart, outagePart, phasePart, troublePart } from './notices-part.ts';
import { proceduresPart } from './procedures-part.ts';
import { restPart, waitPart } from './rest-part.ts';
import { callStyles } from './styles/calls.ts';
import { frameStyles } from './styles/frame.ts';
import { procedureStyles } from './styles/procedures.ts';
import { callsShown, inOutage, restingPhase, secondLanguages, turn } from './wall-model.ts';
import { both, bothLocal, type Tongue, tongueOf } from './words.ts';

/** How long one language stands beside Japanese. */
const languageMs = 8_000;

export class WallPage extends LitElement {
  static override styles = [faces, frameStyles, callStyles, procedureStyles, pairingStyles];
  static override properties = {
    view: { attribute: false },
    link: { attribute: false },
    problem: { attribute: false },
    pairing: { attribute: false },
    needsTouch: { attribute: false },
    nowMs: { attribute: false },
  };

  declare view: WallView | null;
  declare link: LinkState;
  declare problem: 'unknownSite' | null;
  /** Not null: it has no key, and shows how it gets one. */
  declare pairing: PairingShown | null;
  declare needsTouch: boolean;
  declare nowMs: number;
  /** The hub's clock. */
  now: () => number = Date.now;
  pinnedLanguage: Language | null = null;
  #announced = new Set<string>();
  #fitting = 0;
  /** When what stands here was last known to be so. */
  #lastLiveMs = 0;

  constructor() {
    super();
    this.view = null;
    this.link = 'connecting';
    this.problem = null;
    this.pairing = null;
    this.needsTouch = false;
    this.nowMs = Date.now();
  }

  /** Moves the clock on; draws again only when the second, and with it anything on the screen, has changed. */
  tick(): void {
    this.nowMs = Math.floor(this.now() / 1000) * 1000;
  }

  /** Since when nothing new comes; null: it does, or nothing stands there yet that could be old. */
  #away(): { readonly sinceMs: number } | null {
    if (this.pairing !== null || this.view === null) return null;
    return this.link === 'offline' || !this.view.live ? { sinceMs: this.#lastLiveMs } : null;
  }

  /** Makes every text fit its box now. */
  fitNow(): void {
    fitTexts(this.renderRoot);
  }

  #fit = (): void => {
    cancelAnimationFrame(this.#fitting);
    this.#fitting = requestAnimationFrame(() => this.fitNow());
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('resize', this.#fit);
    document.fonts.addEventListener('loadingdone', this.#fit);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('resize', this.#fit);
    document.fonts.removeEventListener('loadingdone', this.#fit);
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    if (this.link === 'live' && this.view?.live === true) this.#lastLiveMs = this.now();
  }

  override updated(changed: PropertyValues<this>): void {
    // All at once, while the hub is there: it may be away when a language's turn comes.
    if (changed.has('view') && this.view !== null)
      for (const language of [...secondLanguages(this.view), this.pinnedLanguage ?? 'ja'])
        void loadFaces(language);
    if (changed.has('view') || changed.has('nowMs') || changed.has('link')) this.#fit();
  }

  #tongue(view: WallView | null): Tongue {
    const others: readonly Language[] = view === null ? ['en'] : secondLanguages(view);
    return tongueOf(this.pinnedLanguage ?? turn(others, this.nowMs, languageMs) ?? null);
  }

  #header(view: WallView | null, tongue: Tongue): TemplateResult {
    return html`<header>
      <h1 data-fit>${view !== null ? bothLocal(tongue, view.names) : this.pairing === null ? nothing : bothLocal(tongue, { ja: '順番', en: 'Junban' })}</h1>
      ${
        view === null || view.phase !== 'open' || view.closesAtMs === null
          ? nothing
          : html`<p class="until">${both(tongue, ({ wall }) => wall.closesAt(endTimeOf(view.closesAtMs ?? 0)))}</p>`
      }
      <p class="date">
        <span class="first" lang="ja">${dateOf(this.nowMs, 'ja')}</span>
        ${
          tongue.other === null || tongue.other.tag === 'ja'
            ? nothing
            : html`<span class="second" lang=${tongue.other.tag}>${dateOf(this.nowMs, tongue.other.tag)}</span>`
        }
      </p>
      <p class="time">${timeOf(this.nowMs)}</p>
    </header>`;
  }

  /** Says each new call once to a screen reader; the voice for everybody is the announcer. */
  #spokenCall(view: WallView, tongue: Tongue): string {
    const fresh = view.calls.filter(
      (call) =>
        !call.withdrawn &&
        isFresh(call.atMs, this.nowMs, view.callFreshSeconds * 1000) &&
        !this.#announced.has(`${view.date} ${call.callId}`),
    );
    for (const call of fresh) this.#announced.add(`${view.date} ${call.callId}`);
    if (this.#announced.size > 2_000) this.#announced = new Set([...this.#announced].slice(-1_000));
    if (fresh.length === 0) return this.#lastSaid;
    this.#lastSaid = fresh
      .toReversed()
      .map((call) => `${call.ticket} ${tongue.ja.wall.boothShown(String(call.booth))}`)
      .join('、');
    return this.#lastSaid;
  }
  #lastSaid = '';

  #board(view: WallView, tongue: Tongue): TemplateResult {
    const shown = callsShown(view);
    const live = this.link === 'live';
    const nowMs = this.nowMs;
    const rows = view.booths.length === 0 ? 4 : view.booths.length > 10 ? 2 : 3;
    const many = view.procedures.length <= 3 ? 'few' : view.procedures.length <= 6 ? 'some' : 'many';
    const tight = view.booths.length > 10 && (view.phase !== 'open' || inOutage(view).length > 0);
    return html`${outagePart(view, tongue, nowMs)}${phasePart(view, tongue)}
      <main data-procedures=${many} data-two=${view.procedures.length <= 2} data-tight=${tight}>
        <div class="calls">
          ${hugePart(shown, tongue, nowMs, live)} ${listPart(shown, view, tongue, nowMs, live, rows)}
          ${boothsPart(view, tongue)}
        </div>
        ${proceduresPart(view, tongue)}
      </main>
      ${this.#away() === null ? footerPart(view, tongue, nowMs) : nothing}`;
  }

  override render(): TemplateResult {
    const { view } = this;
    const tongue = this.#tongue(view);
    const resting = view === null ? null : restingPhase(view);
    const body =
      this.pairing !== null
        ? html`<main>${pairingPart(this.pairing)}</main>`
        : view === null
          ? html`<main>${waitPart(this.problem, tongue)}</main>`
          : resting !== null
            ? html`<main>${restPart(view, resting, tongue, this.nowMs)}</main>`
            : this.#board(view, tongue);
    return html`<div class="screen" data-link=${this.link}>
      ${this.#header(view, tongue)}${body}
      ${troublePart(this.#away(), this.needsTouch, tongue)}
      <p class="hidden" role="status" aria-live="polite" lang="ja">
        ${view === null || resting !== null ? nothing : this.#spokenCall(view, tongue)}
      </p>
    </div>`;
  }
}

// What every step is drawn with, and what it gives: words that are read, and controls that are touched.
import { html, type TemplateResult } from 'lit';
import { type LocalText, textIn } from '../../../protocol/ids.ts';
import type { KioskView } from '../../../protocol/kiosk-view.ts';
import { calendarDateIn, type DateParts } from '../../../protocol/texts/dates.ts';
import { type PublicTexts, textsFor } from '../../../protocol/texts/index.ts';
import type { KioskTexts } from '../../../protocol/texts/kiosk/catalogue.ts';
import { type KioskCheckInTexts, kioskCheckInTexts } from '../../../protocol/texts/kiosk/check-in.ts';
import { kioskTexts } from '../../../protocol/texts/kiosk/every-language.ts';
import { breakable } from '../../parts/word-breaks.ts';
import type { Around, Kiosk, Touch } from './kiosk-state.ts';

/** Of the type on the first screen; dense: with short names. */
export const sizes = ['roomy', 'usual', 'dense'] as const;
export type Size = (typeof sizes)[number];

export type Scene = {
  readonly kiosk: Kiosk;
  readonly view: KioskView;
  readonly around: Around;
  /** The hub's clock, epoch ms. */
  readonly clockMs: number;
  readonly say: KioskTexts;
  readonly pub: PublicTexts;
  readonly checkIn: KioskCheckInTexts;
  /** A wide screen has little height: what fits in the bar below stands there. */
  readonly wide: boolean;
  /** The largest that fits in this language. */
  readonly size: Size;
  readonly touch: (touch: Touch) => void;
};

/** `says` may stand high on the screen, `controls` must be reached by everybody. */
export type Shown = {
  /** The heading, also told to screen readers when it changes. */
  readonly title: string;
  /** A heading that is itself the news stands in colour, with its sign. */
  readonly news?: { readonly tone: 'soft' | 'good' | 'warn' | 'stop'; readonly icon: TemplateResult };
  readonly says?: TemplateResult;
  readonly controls: TemplateResult;
};

export const wordsIn = (kiosk: Kiosk): Pick<Scene, 'say' | 'pub' | 'checkIn'> => ({
  say: kioskTexts[kiosk.language],
  checkIn: kioskCheckInTexts[kiosk.language],
  pub: textsFor(kiosk.language),
});

/** A text of the settings in the visitor's language, marked where it is in another. */
export const local = ({ kiosk }: Pick<Scene, 'kiosk'>, text: LocalText): TemplateResult => {
  const own = text[kiosk.language] !== undefined || kiosk.language === 'ja-easy';
  const tag = own ? textsFor(kiosk.language).tag : text.en === undefined ? 'ja' : 'en';
  const words = textIn(text, kiosk.language);
  return html`<span class="breakable" lang=${tag}>${tag === 'ja' ? breakable(words) : words}</span>`;
};

/** A date YYYY-MM-DD, or a part of it, as the language writes it. */
export const dateIn = ({ pub }: Pick<Scene, 'pub'>, date: string, parts?: DateParts): string =>
  calendarDateIn(pub.tag, date, parts);

export type ButtonLook = 'main' | 'plain' | 'quiet';

/** A large button with words. */
export const button = (
  scene: Scene,
  name: string,
  touch: Touch,
  words: string | TemplateResult,
  look: ButtonLook = 'plain',
): TemplateResult =>
  html`<button type="button" class="button ${look}" data-do=${name} @click=${() => scene.touch(touch)}>
    <span>${words}</span>
  </button>`;

// What stands around every step: place and time, languages, the buttons that are always there, the countdown.
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../protocol/ids.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import { dateOf, timeOf } from '../parts/civil-time.ts';
import { backIcon, checkIcon, helpIcon, homeIcon, wheelchairIcon } from './parts/kiosk-icons.ts';
import { countdownLargeMs, countdownMs, isAtStart, returnsIn } from './parts/kiosk-state.ts';
import { button, local, type Scene } from './parts/scene.ts';
import { expiryButton, reservedButton } from './steps/choose.ts';

export const headerPart = (scene: Scene): TemplateResult => html`<header>
  <p class="site">${local(scene, scene.view.names)}</p>
  <p class="date">${dateOf(scene.clockMs, scene.pub.tag)}</p>
  <p class="time">${timeOf(scene.clockMs)}</p>
</header>`;

const languageButton = (scene: Scene, language: Language): TemplateResult => {
  const { ownName, tag } = textsFor(language);
  const chosen = language === scene.kiosk.language;
  return html`<button type="button" lang=${tag} data-language=${language} aria-pressed=${chosen ? 'true' : 'false'}
    @click=${() => scene.touch({ type: 'language', language })}>
    ${chosen ? checkIcon : nothing}<span>${ownName}</span>
  </button>`;
};

export const languagesPart = (scene: Scene): TemplateResult | typeof nothing =>
  scene.view.languages.length < 2
    ? nothing
    : html`<nav class="languages" data-many=${scene.view.languages.length > 8 ? 'true' : 'false'} aria-label=${scene.say.languages}>
        ${scene.view.languages.map((language) => languageButton(scene, language))}
      </nav>`;

/** Steps that have a step before them. */
const hasBack: ReadonlySet<string> = new Set([
  'party',
  'code',
  'notCheckedIn',
  'unavailable',
  'expiryWhich',
  'expiryYear',
  'expiryMonth',
  'expiryDay',
  'expiryAnswer',
]);

export const toolsPart = (scene: Scene, resting: boolean): TemplateResult => {
  const { kiosk, view, say } = scene;
  const { step } = kiosk;
  const usual = view.languages[0] ?? 'ja';
  const mayBack =
    kiosk.helpOpen || hasBack.has(step.at) || (step.at === 'choose' && step.place.group !== undefined);
  const mayHome = !isAtStart(kiosk, usual) && step.at !== 'issuing';
  return html`<nav class="tools" aria-label=${say.tools}>
    <span class="left">
      ${mayBack ? button(scene, 'back', { type: 'back' }, html`${backIcon}${say.back}`) : nothing}
      ${mayHome ? button(scene, 'home', { type: 'home' }, html`${homeIcon}${say.home}`) : nothing}
      ${scene.wide && step.at === 'choose' && !kiosk.helpOpen && !resting && scene.around.live ? html`${reservedButton(scene)}${expiryButton(scene)}` : nothing}
    </span>
    <button type="button" class="button plain" data-do="low" aria-pressed=${kiosk.low ? 'true' : 'false'}
      @click=${() => scene.touch({ type: 'toggleLow' })}>
      <span>${wheelchairIcon}${kiosk.low ? say.upper : say.lower}</span>
    </button>
    ${resting ? nothing : button(scene, 'help', { type: 'openHelp' }, html`${helpIcon}${say.help}`)}
  </nav>`;
};

/** Seconds until the return, once they are few; null: not yet. */
export const secondsLeft = ({ kiosk, around }: Scene): number | null => {
  const ms = returnsIn(kiosk, around);
  return ms === null || ms > countdownMs ? null : Math.ceil(ms / 1_000);
};

export const countdownPart = (scene: Scene): TemplateResult | typeof nothing => {
  const seconds = secondsLeft(scene);
  if (seconds === null) return nothing;
  const large = seconds * 1_000 <= countdownLargeMs;
  return html`<section class="countdown ${large ? 'large' : ''}" data-seconds=${seconds} aria-label=${scene.say.moreTime}>
    <p>${scene.say.returning(seconds)}</p>
    ${button(scene, 'more-time', { type: 'touch' }, scene.say.moreTime, large ? 'main' : 'plain')}
  </section>`;
};

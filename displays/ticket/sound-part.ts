// The choice to be told with sound, and the truth about what this phone can and cannot do.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { VisitorView } from '../../protocol/visitor.ts';
import type { PhoneActs } from './phone-acts.ts';
import type { Phone } from './ticket-model.ts';

const bell = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M6 17V11a6 6 0 0 1 12 0v6l1.6 2H4.4Z M10 21.4h4" />
</svg>`;

/** While the visitor waits or is called; afterwards there is nothing to ring for. */
export const soundPart = (
  view: VisitorView,
  phone: Phone,
  acts: PhoneActs,
): TemplateResult | typeof nothing => {
  if (view.state === 'finished' || view.state === 'cancelled' || view.state === 'serving') return nothing;
  const { sound, wake, texts, canVibrate } = phone;
  const say = texts.sound;
  if (sound !== 'on')
    return html`<section class="sound">
      <button type="button" class="main" @click=${() => acts.sound(true)}>
        ${bell} ${sound === 'blocked' ? say.blocked : say.turnOn}
      </button>
      <p class="small">${say.keepOpen}</p>
    </section>`;
  return html`<section class="sound on">
    <p class="is-on">${bell} ${say.on}</p>
    <p>${say.keepOpen}</p>
    <p>${wake === 'held' ? say.awake : say.notAwake}</p>
    ${canVibrate ? nothing : html`<p>${say.noVibration}</p>`}
    <button type="button" class="quiet" @click=${() => acts.sound(false)}>${say.turnOff}</button>
  </section>`;
};

// The choice to be told of the call also while the phone sleeps, where the hub offers it and the browser can.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { VisitorView } from '../../protocol/visitor.ts';
import type { PhoneActs } from './phone-acts.ts';
import type { Phone } from './ticket-model.ts';

/** While a call is still to come. */
export const pushPart = (
  view: VisitorView,
  { push, texts }: Phone,
  acts: PhoneActs,
): TemplateResult | typeof nothing => {
  if (view.pushKey === null || push === null) return nothing;
  if (!['waiting', 'called', 'absent'].includes(view.state)) return nothing;
  const say = texts.push;
  if (push === 'on') return html`<section class="sound push on"><p class="is-on">${say.on}</p></section>`;
  const problem = push === 'denied' ? say.denied : push === 'failed' ? say.failed : null;
  return html`<section class="sound push">
    <button type="button" class="quiet" ?disabled=${push === 'asking'} @click=${acts.push}>${say.turnOn}</button>
    <p class="small" role="status">${problem ?? nothing}</p>
  </section>`;
};

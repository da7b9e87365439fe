// Visitors at kiosks who ask for a hand: who calls, since when, in which language, and "I am coming" for each.
import { html, nothing, type TemplateResult } from 'lit';
import { textsFor } from '../../protocol/texts/index.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { clockTime, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { HelpCall } from '../../protocol/views.ts';

/** Stands above everything, so that nobody overlooks it; nothing when nobody calls. */
export const helpBanner = (
  calls: readonly HelpCall[],
  answer: (call: HelpCall) => void,
  language: StaffLanguage,
): TemplateResult => {
  const say = staffTexts(language).reception;
  return html`<div role="alert">
    ${
      calls.length === 0
        ? nothing
        : html`<section class="help-banner" aria-label=${say.helpCalls}>
            <ul>
              ${calls.map(
                (call) => html`<li>
                  <span class="help-mark" aria-hidden="true">!</span>
                  <strong>${say.helpFrom(call.name)}</strong>
                  <span>${clockTime(call.askedAtMs)} · ${textsFor(call.language).ownName}${call.times > 1 ? ` · ×${call.times}` : nothing}</span>
                  <button type="button" class="primary" data-help=${call.device} @click=${() => answer(call)}>${say.helpComing}</button>
                </li>`,
              )}
            </ul>
          </section>`
    }
  </div>`;
};

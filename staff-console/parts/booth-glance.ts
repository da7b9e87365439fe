// The booths of the site at a glance: number, state, ticket, and how long.
import { html, nothing, type TemplateResult } from 'lit';
import type { BoothNumber } from '../../protocol/ids.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { clockTime, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { BoothGlance } from '../../protocol/views.ts';
import './elapsed-time.ts';

/** A compact list; `mine` is marked. */
export const boothList = (
  booths: readonly BoothGlance[],
  mine: BoothNumber | null,
  nowMs: () => number,
  language: StaffLanguage,
): TemplateResult => {
  const say = staffTexts(language);
  return html`<ul class="booths">
    ${booths.map(
      (booth) => html`<li
        class=${`booth-line ${booth.state}`}
        aria-current=${booth.booth === mine ? 'true' : 'false'}
      >
        <span class="booth-number">${booth.booth}</span>
        <span class="booth-who">${boothWho(booth, say.boothStates)}</span>
        <span class="booth-ticket" .textContent=${booth.ticket ?? ''}></span>
        <span class="booth-since">
          ${
            booth.ticketState === null || booth.sinceMs === null
              ? booth.state === 'paused' && booth.pausedUntilMs !== null
                ? say.pausedUntil(clockTime(booth.pausedUntilMs))
                : nothing
              : html`${say.ticketStates[booth.ticketState]}
                <elapsed-time coarse .sinceMs=${booth.sinceMs} .nowMs=${nowMs} .language=${language}></elapsed-time>`
          }
        </span>
      </li>`,
    )}
  </ul>`;
};

const boothWho = (booth: BoothGlance, states: Readonly<Record<BoothGlance['state'], string>>): string =>
  booth.state === 'open' ? (booth.staff?.name ?? states.open) : states[booth.state];

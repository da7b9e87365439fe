// What stands around the calls: the outage banner, absent numbers, notices in turn, and the signs of trouble.
import { html, nothing, type TemplateResult } from 'lit';
import { type LocalText, languages } from '../../protocol/ids.ts';
import { type PublicTexts, textsFor } from '../../protocol/texts/index.ts';
import type { ProcedureNow, WallView } from '../../protocol/views.ts';
import { isShared } from '../../protocol/wait-range.ts';
import { timeOf } from '../parts/civil-time.ts';
import { clockIcon, muteIcon, noticeIcon, unplugIcon, warningIcon } from '../parts/icons.ts';
import { inOutage, turn } from './wall-model.ts';
import { both, bothLocal, type Tongue } from './words.ts';

/** How long one of several notices stays. */
const noticeMs = 10_000;

/** The national system is down for some procedures: said across the screen. */
export const outagePart = (
  view: WallView,
  tongue: Tongue,
  nowMs: number,
): TemplateResult | typeof nothing => {
  const down = inOutage(view);
  if (down.length === 0) return nothing;
  const notices = down.flatMap((procedure) => procedure.notice ?? []);
  const notice = turn(notices, nowMs, noticeMs);
  return html`<aside class="banner warn" aria-label=${tongue.ja.wall.outageShort}>
    ${warningIcon}
    <span class="letters">${down.map((procedure) => html`<span class="letter">${procedure.letter}</span>`)}</span>
    <span class="words" data-fit>${both(tongue, (texts) => texts.wall.outage)}</span>
    ${notice ? html`<span class="words own" data-fit>${bothLocal(tongue, notice)}</span>` : nothing}
  </aside>`;
};

/** Between two openings or after the last, while somebody is still being served. */
export const phasePart = (view: WallView, tongue: Tongue): TemplateResult | typeof nothing => {
  const { phase } = view;
  if (phase === 'open' || phase === 'closed' || phase === 'ended') return nothing;
  return html`<aside class="banner soft" aria-label=${tongue.ja.wall.lastServing}>
    ${clockIcon}<span class="words" data-fit
      >${both(tongue, ({ wall }) =>
        phase === 'after' ? wall.lastServing : phase === 'break' ? wall.breakTime : wall.beforeOpening,
      )}</span>
  </aside>`;
};

const absentPart = (view: WallView, tongue: Tongue) => html`
  <section class="absent panel" aria-labelledby="absent-heading">
    <div class="words" data-fit>
      <h2 id="absent-heading">${both(tongue, (texts) => texts.wall.absentTitle)}</h2>
      <p class="hint">${both(tongue, (texts) => texts.wall.absentHint)}</p>
    </div>
    <ul data-fit>${view.absent.slice(0, 12).map(({ ticket }) => html`<li>${ticket}</li>`)}</ul>
  </section>`;

/** What is to be known of a procedure before somebody takes a number: that few are left, and why nobody waits for long. */
const asides = ({
  intake,
  numbersLeft,
  waiting,
  estimate,
}: ProcedureNow): ((texts: PublicTexts) => string)[] => [
  ...(numbersLeft === null ? [] : [({ wall }: PublicTexts) => wall.fewLeft(numbersLeft)]),
  ...(intake === 'open' && isShared(waiting, estimate) ? [({ wall }: PublicTexts) => wall.sharedBooths] : []),
];

/** A text of the catalogue in every language, as settings would give it. */
const inAll = (pick: (texts: PublicTexts) => string): LocalText => ({
  ja: pick(textsFor('ja')),
  ...Object.fromEntries(languages.map((language) => [language, pick(textsFor(language))])),
});

const noticesOf = (view: WallView): readonly { letter: string | null; text: LocalText }[] => [
  ...view.procedures.flatMap(({ intake, notice, letter }) =>
    notice === null || intake === 'outage' ? [] : { letter, text: notice },
  ),
  ...view.procedures.flatMap((procedure) =>
    asides(procedure).map((pick) => ({ letter: procedure.letter, text: inAll(pick) })),
  ),
  ...view.notices.map((text) => ({ letter: null, text })),
];

/** Absent numbers and notices, along the bottom; nothing when there are neither. */
export const footerPart = (
  view: WallView,
  tongue: Tongue,
  nowMs: number,
): TemplateResult | typeof nothing => {
  const notices = noticesOf(view);
  const notice = turn(notices, nowMs, noticeMs);
  if (notice === undefined && view.absent.length === 0) return nothing;
  return html`<footer>
    ${view.absent.length === 0 ? nothing : absentPart(view, tongue)}
    ${
      notice === undefined
        ? nothing
        : html`<section class="notice panel" aria-labelledby="notice-heading">
            ${noticeIcon}<h2 id="notice-heading" class="hidden" lang="ja">${tongue.ja.wall.notices}</h2>
            ${notice.letter === null ? nothing : html`<span class="letter">${notice.letter}</span>`}
            <p class="words" data-fit>${bothLocal(tongue, notice.text)}</p>
          </section>`
    }
  </footer>`;
};

/**
 * Not live, said across the screen with the time of what stands there, as the phone says it: whoever reads an old number must
 * know (it takes the place of the notices); and a small sign at the edge for no sound. Not live says enough, for then nothing is called.
 */
export const troublePart = (
  offline: { readonly sinceMs: number } | null,
  needsTouch: boolean,
  tongue: Tongue,
): TemplateResult | typeof nothing =>
  offline === null && !needsTouch
    ? nothing
    : html`<aside class="trouble">
        ${
          offline !== null
            ? html`<p class="offline" role="status">${unplugIcon}<span class="words" data-fit>${both(tongue, (texts) => texts.wall.offline(timeOf(offline.sinceMs)))}</span></p>`
            : nothing
        }
        ${
          needsTouch && offline === null
            ? html`<p class="muted">${muteIcon}${both(tongue, (texts) => texts.wall.soundBlocked)}</p>`
            : nothing
        }
      </aside>`;

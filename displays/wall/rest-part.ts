// The whole screen at rest: closed, before opening, a break, the end of the day, or not connected yet.
import { html, nothing, type TemplateResult } from 'lit';
import type { PublicTexts } from '../../protocol/texts/index.ts';
import type { WallView } from '../../protocol/views.ts';
import { openingOf, timeOf } from '../parts/civil-time.ts';
import type { restingPhase } from './wall-model.ts';
import { both, bothLocal, type Tongue } from './words.ts';

type Rest = NonNullable<ReturnType<typeof restingPhase>>;

const headline = (phase: Rest, { wall }: PublicTexts): string => {
  switch (phase) {
    case 'closed':
      return wall.closed;
    case 'ended':
      return wall.ended;
    case 'before':
      return wall.beforeOpening;
    case 'break':
      return wall.breakTime;
  }
};

/** A calm full screen with the next opening and the standing notices. */
export const restPart = (view: WallView, phase: Rest, tongue: Tongue, nowMs: number): TemplateResult => {
  const next = view.nextOpeningMs;
  return html`<section class="rest" aria-labelledby="rest-heading">
    <h2 id="rest-heading">${both(tongue, (texts) => headline(phase, texts))}</h2>
    ${
      next === null
        ? nothing
        : html`<p class="next">
            ${both(tongue, (texts) =>
              phase === 'break'
                ? texts.wall.resumesAt(timeOf(next))
                : texts.wall.nextOpening(openingOf(next, nowMs, texts.tag)),
            )}
          </p>`
    }
    ${
      view.notices.length === 0
        ? nothing
        : html`<ul>${view.notices.slice(0, 3).map((notice) => html`<li>${bothLocal(tongue, notice)}</li>`)}</ul>`
    }
  </section>`;
};

/** Before the first view: what we are waiting for. */
export const waitPart = (problem: 'unknownSite' | null, tongue: Tongue): TemplateResult => html`
  <section class="rest" aria-labelledby="rest-heading">
    <h2 id="rest-heading">
      ${both(tongue, ({ wall }) => (problem === 'unknownSite' ? wall.unknownSite : wall.connecting))}
    </h2>
  </section>`;

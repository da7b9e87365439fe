// The way for those whose card or certificate ends soon: which, when, and what follows from it. Nothing of it is kept.
import { html, nothing, type TemplateResult } from 'lit';
import { daysInMonth, renewableFrom } from '../../../protocol/eligibility.ts';
import type { Renewal } from '../../../protocol/kiosk-settings.ts';
import type { KioskProcedure } from '../../../protocol/kiosk-view.ts';
import { showRange } from '../../../protocol/texts/index.ts';
import { calendarIcon } from '../../parts/icons.ts';
import { dateFrom } from '../parts/expiry.ts';
import { checkIcon } from '../parts/kiosk-icons.ts';
import type { Step } from '../parts/kiosk-state.ts';
import { button, dateIn, local, type Scene, type Shown } from '../parts/scene.ts';
import { insteadPart, whyNot } from './unavailable.ts';

const nameOf = ({ say }: Scene, what: Renewal): string =>
  what === 'card' ? say.expiryCard : say.expiryCertificate;

const note = ({ say }: Scene): TemplateResult => html`<p class="quiet">${say.notKept}</p>`;

export const expiryWhichStep = (scene: Scene): Shown => {
  const { say } = scene;
  const choice = (what: Renewal, hint: string) =>
    button(
      scene,
      `expiry-${what}`,
      { type: 'expiryWhat', what },
      html`<strong>${nameOf(scene, what)}</strong><span class="hint">${hint}</span>`,
    );
  return {
    title: say.expiryWhich,
    says: note(scene),
    controls: html`<div class="choices two">
      ${choice('card', say.expiryCardHint)}${choice('certificate', say.expiryCertificateHint)}
    </div>`,
  };
};

export const expiryYearStep = (scene: Scene, step: Extract<Step, { at: 'expiryYear' }>): Shown => {
  const { say, around } = scene;
  const now = Number(around.today.slice(0, 4));
  const year = (which: number) =>
    button(
      scene,
      `year-${which}`,
      { type: 'expiryYear', year: which },
      dateIn(scene, dateFrom(which, 1, 1), { year: 'numeric' }),
    );
  return {
    title: say.expiryYear(nameOf(scene, step.what)),
    says: note(scene),
    controls: html`<div class="choices years">
      ${button(scene, 'year-earlier', { type: 'expiryYear', year: 'earlier' }, say.earlier)}
      ${[now - 1, now, now + 1].map(year)}
      ${button(scene, 'year-later', { type: 'expiryYear', year: 'later' }, say.later)}
    </div>`,
  };
};

export const expiryMonthStep = (scene: Scene, step: Extract<Step, { at: 'expiryMonth' }>): Shown => ({
  title: scene.say.expiryMonth(dateIn(scene, dateFrom(step.year, 1, 1), { year: 'numeric' })),
  says: note(scene),
  controls: html`<div class="choices months">
    ${Array.from({ length: 12 }, (_, index) => index + 1).map((month) =>
      button(
        scene,
        `month-${month}`,
        { type: 'expiryMonth', month },
        dateIn(scene, dateFrom(step.year, month, 1), { month: 'long' }),
      ),
    )}
  </div>`,
});

export const expiryDayStep = (scene: Scene, step: Extract<Step, { at: 'expiryDay' }>): Shown => ({
  title: scene.say.expiryDay(
    dateIn(scene, dateFrom(step.year, step.month, 1), { year: 'numeric', month: 'long' }),
  ),
  says: note(scene),
  controls: html`<div class="choices days">
    ${Array.from({ length: daysInMonth(step.year, step.month) }, (_, index) => index + 1).map((day) =>
      button(scene, `day-${day}`, { type: 'expiryDay', day }, String(day)),
    )}
  </div>`,
});

type Answer = Extract<Step, { at: 'expiryAnswer' }>;

/** Whoever is marked as expiring may be exempt from what stops others: the hub decides. */
const mayTake = ({ view }: Scene, procedure: KioskProcedure, { expiring }: Answer): boolean =>
  procedure.intake === 'open' || procedure.intake === 'outage' || (expiring && view.expiringMark !== null);

const headingOf = ({ say }: Scene, { ends }: Answer): string =>
  ends.kind === 'now' ? say.renewNow : ends.kind === 'over' ? say.expired : say.tooEarly;

const renewalPart = (scene: Scene, step: Answer, procedure: KioskProcedure): TemplateResult => {
  const { pub, view } = scene;
  const { estimate, bring } = procedure;
  return html`<dl class="facts">
    <div><dt>${pub.wall.procedures}</dt><dd>${local(scene, procedure.names)}</dd></div>
    ${
      step.ends.kind === 'early' || estimate === null || !mayTake(scene, procedure, step)
        ? nothing
        : html`<div><dt>${pub.wall.waitLabel}</dt><dd>${showRange(estimate, pub.wall)}</dd></div>`
    }
    ${bring === null ? nothing : html`<div><dt>${pub.paper.bring}</dt><dd>${local(scene, bring)}</dd></div>`}
    ${step.ends.kind === 'early' || view.whereToWait === null ? nothing : html`<div><dt>${pub.paper.whereToWait}</dt><dd>${local(scene, view.whereToWait)}</dd></div>`}
  </dl>`;
};

/** What holds today, what to bring, and the ticket where there is one. */
export const expiryAnswerStep = (scene: Scene, step: Answer): Shown => {
  const { view, say } = scene;
  const { date, kind } = step.ends;
  const procedure = view.procedures.find(({ renews }) => renews === step.what);
  const from = date === null ? null : renewableFrom(date, view.rules.renewalMonths);
  const take = procedure !== undefined && kind !== 'early' && mayTake(scene, procedure, step);
  return {
    title: headingOf(scene, step),
    news: take ? { tone: 'good', icon: checkIcon } : { tone: 'soft', icon: calendarIcon },
    says: html`
      <p class="lead">${nameOf(scene, step.what)}${date === null ? nothing : html` <span class="nowrap">${say.endsOn(dateIn(scene, date))}</span>`}</p>
      ${kind === 'early' && from !== null ? html`<p class="from">${say.renewFrom(dateIn(scene, from))}</p>` : nothing}
      ${procedure === undefined ? html`<p class="why">${say.notHere}</p>` : renewalPart(scene, step, procedure)}
      ${
        kind === 'early' || take
          ? nothing
          : html`<p class="why">${whyNot(scene, procedure, null)}</p>${insteadPart(scene, procedure)}`
      }`,
    controls: html`<div class="choices wide">
      ${take ? button(scene, 'take', { type: 'take', procedure: procedure.id, expiring: step.expiring }, say.takeTicket, 'main') : nothing}
      ${button(scene, 'other', { type: 'home' }, say.otherProcedures, take ? 'plain' : 'main')}
    </div>`,
  };
};

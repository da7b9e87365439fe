// A procedure that gives no tickets now: why, in the visitor's words, and what to do instead.
import { html, nothing, type TemplateResult } from 'lit';
import type { KioskProcedure } from '../../../protocol/kiosk-view.ts';
import type { Refusal } from '../../../protocol/refusals.ts';
import type { KioskTexts } from '../../../protocol/texts/kiosk/catalogue.ts';
import { openingOf } from '../../parts/civil-time.ts';
import { stopIcon, warningIcon } from '../../parts/icons.ts';
import { button, local, type Scene, type Shown } from '../parts/scene.ts';

const ofRefusal = ({ code }: Refusal, say: KioskTexts): string => {
  switch (code) {
    case 'intakeStopped':
      return say.whyStopped;
    case 'reservationOnly':
      return say.whyReservation;
    case 'numbersExhausted':
      return say.whyAllGiven;
    case 'intakeClosed':
    case 'dayEnded':
    case 'dayNotOpen':
    case 'dateNotAllowed':
      return say.whyOver;
    case 'unknownProcedure':
      return say.notHere;
    default:
      return say.whyRefused;
  }
};

const ofIntake = ({ intake, nextIntakeMs }: KioskProcedure, say: KioskTexts): string => {
  switch (intake) {
    case 'stopped':
      return say.whyStopped;
    case 'outage':
      return say.whyOutage;
    case 'reservationOnly':
      return say.whyReservation;
    case 'notNow':
      return nextIntakeMs === null ? say.whyOver : say.whyNotNow;
    case 'allGiven':
      return say.whyAllGiven;
    case 'open':
      return '';
  }
};

/** Why there is no ticket; '' when there could be one now. */
export const whyNot = (
  { say }: Scene,
  procedure: KioskProcedure | undefined,
  refusal: Refusal | null,
): string =>
  refusal !== null
    ? ofRefusal(refusal, say)
    : procedure === undefined
      ? say.notHere
      : ofIntake(procedure, say);

/** What the organisation says to do, or whom to ask. */
export const insteadPart = (scene: Scene, procedure: KioskProcedure | undefined): TemplateResult => {
  const { say, pub, view, clockMs } = scene;
  const over = procedure?.intake === 'notNow';
  const nextMs = over ? (procedure.nextIntakeMs ?? view.nextOpeningMs) : null;
  return html`<section class="instead">
    <h2>${say.whatInstead}</h2>
    ${nextMs === null ? nothing : html`<p>${say.nextIntake(openingOf(nextMs, clockMs, pub.tag))}</p>`}
    ${procedure?.instead == null ? nothing : html`<p>${local(scene, procedure.instead)}</p>`}
    <p>${say.tellDesk}</p>
  </section>`;
};

/** It may have begun to give tickets while somebody reads why it does not. */
const titleOf = ({ say, pub }: Scene, procedure: KioskProcedure | undefined): string => {
  if (procedure?.intake === 'outage') return pub.wall.outage;
  return procedure?.intake === 'open' ? say.takeTicket : say.unavailable;
};

export const unavailableStep = (scene: Scene): Shown => {
  const { kiosk, view, say } = scene;
  const { step } = kiosk;
  if (step.at !== 'unavailable') return { title: '', controls: html`` };
  const procedure = view.procedures.find(({ id }) => id === step.procedure);
  const { refusal } = step;
  const why = whyNot(scene, procedure, refusal);
  const mayTake = refusal === null && (procedure?.intake === 'outage' || procedure?.intake === 'open');
  return {
    title: refusal === null ? titleOf(scene, procedure) : say.unavailable,
    news:
      procedure?.intake === 'outage' ? { tone: 'warn', icon: warningIcon } : { tone: 'soft', icon: stopIcon },
    says: html`
      ${procedure === undefined ? nothing : html`<p class="lead">${local(scene, procedure.names)}</p>`}
      ${why === '' ? nothing : html`<p class="why">${why}</p>`}
      ${procedure?.notice == null ? nothing : html`<p class="why">${local(scene, procedure.notice)}</p>`}
      ${insteadPart(scene, procedure)}`,
    controls: html`<div class="choices wide">
      ${
        mayTake && procedure !== undefined
          ? button(
              scene,
              'take',
              { type: 'take', procedure: procedure.id, expiring: false },
              procedure.intake === 'open' ? say.takeTicket : say.takeAnyway,
              'main',
            )
          : nothing
      }
      ${button(scene, 'other', { type: 'back' }, say.otherProcedures, mayTake ? 'plain' : 'main')}
    </div>`,
  };
};

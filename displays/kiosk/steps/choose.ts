// The first screen: procedures with their waits, or headings, and the way for those whose card ends soon.
import { html, nothing, type TemplateResult } from 'lit';
import type { LocalText } from '../../../protocol/ids.ts';
import type { KioskProcedure } from '../../../protocol/kiosk-view.ts';
import { showRange } from '../../../protocol/texts/index.ts';
import { isShared } from '../../../protocol/wait-range.ts';
import { endTimeOf, timeOf } from '../../parts/civil-time.ts';
import { calendarIcon, clockIcon, noticeIcon, stopIcon, warningIcon } from '../../parts/icons.ts';
import { backIcon, cardIcon, nextIcon } from '../parts/kiosk-icons.ts';
import { offerAt, type Section } from '../parts/offer.ts';
import { button, local, type Scene, type Shown } from '../parts/scene.ts';

/** The last intake is told when it is so near, ms. */
const soonOverMs = 2 * 3_600_000;
/** How long an answered help call is still told of, ms. */
const helpToldMs = 3 * 60_000;

type Tone = 'open' | 'stop' | 'warn' | 'soft';
type State = { readonly tone: Tone; readonly icon: TemplateResult; readonly words: string };

const stateOf = ({ pub, say }: Scene, procedure: KioskProcedure): State | null => {
  switch (procedure.intake) {
    case 'outage':
      return { tone: 'warn', icon: warningIcon, words: pub.wall.outageShort };
    case 'stopped':
      return { tone: 'stop', icon: stopIcon, words: pub.wall.intakeStopped };
    case 'reservationOnly':
      return { tone: 'soft', icon: calendarIcon, words: pub.wall.reservationOnly };
    case 'notNow':
      return {
        tone: 'soft',
        icon: clockIcon,
        words:
          procedure.nextIntakeMs === null ? pub.wall.notNow : say.fromTime(timeOf(procedure.nextIntakeMs)),
      };
    case 'allGiven':
      return { tone: 'stop', icon: stopIcon, words: pub.wall.allGiven };
    case 'open':
      return null;
  }
};

const waitOf = (scene: Scene, procedure: KioskProcedure): TemplateResult => {
  const { pub, say, clockMs } = scene;
  const { estimate, waiting, lastIntakeMs, numbersLeft } = procedure;
  const until = lastIntakeMs !== null && lastIntakeMs - clockMs < soonOverMs ? lastIntakeMs : null;
  return html`<span class="wait">
    <span class="range">${estimate === null ? pub.wall.noBooth : showRange(estimate, pub.wall)}</span>
    <span class="count">${isShared(waiting, estimate) ? pub.wall.sharedBooths : pub.wall.waitingPeople(waiting)}</span>
    ${numbersLeft === null ? nothing : html`<span class="until">${pub.wall.fewLeft(numbersLeft)}</span>`}
    ${until === null ? nothing : html`<span class="until">${say.intakeUntil(endTimeOf(until))}</span>`}
  </span>`;
};

const nameOf = ({ size }: Scene, { names, shortNames }: KioskProcedure): LocalText =>
  size === 'dense' ? (shortNames ?? names) : names;

const card = (scene: Scene, procedure: KioskProcedure): TemplateResult => {
  const state = stateOf(scene, procedure);
  return html`<li>
    <button type="button" class="card ${state?.tone ?? 'open'}" data-procedure=${procedure.id}
      @click=${() => scene.touch({ type: 'procedure', procedure: procedure.id })}>
      <span class="letter" aria-hidden="true">${procedure.letter}</span>
      <span class="name">${local(scene, nameOf(scene, procedure))}</span>
      ${state === null ? waitOf(scene, procedure) : html`<span class="state">${state.icon}<span>${state.words}</span></span>`}
    </button>
  </li>`;
};

const titleOf = (scene: Scene, section: Section): TemplateResult =>
  section.names === null ? html`${scene.say.otherGroup}` : local(scene, section.names);

const sectionPart = (scene: Scene, section: Section, alone: boolean): TemplateResult => html`
  <section class="section" .style=${`--cards: ${section.procedures.length}`}>
    ${alone ? nothing : html`<h2>${titleOf(scene, section)}</h2>`}
    <ul class="cards">${section.procedures.map((procedure) => card(scene, procedure))}</ul>
  </section>`;

const groupCard = (scene: Scene, section: Section): TemplateResult => html`<li>
  <button type="button" class="card group" data-group=${section.id ?? ''}
    @click=${() => scene.touch({ type: 'group', group: section.id })}>
    <span class="name">${titleOf(scene, section)}</span>
    <span class="within">${section.procedures.map(
      (procedure) => html`<span>${local(scene, procedure.shortNames ?? procedure.names)}</span>`,
    )}</span>
    ${nextIcon}
  </button>
</li>`;

/** The way for those whose card ends soon, where a procedure renews it. */
export const expiryButton = (scene: Scene): TemplateResult | typeof nothing =>
  scene.view.procedures.some(({ renews }) => renews !== null)
    ? html`<button type="button" class="expiry" data-do="expiry" @click=${() => scene.touch({ type: 'expiry' })}>
        ${cardIcon}
        <span class="words"><strong>${scene.say.expiry}</strong><span>${scene.say.expiryHint}</span></span>
        ${nextIcon}
      </button>`
    : nothing;

/** The way for those who have a reservation, where some are taken. */
export const reservedButton = (scene: Scene): TemplateResult | typeof nothing =>
  scene.view.takesReservations
    ? html`<button type="button" class="expiry" data-do="reserved" @click=${() => scene.touch({ type: 'reserved' })}>
        ${calendarIcon}
        <span class="words"><strong>${scene.checkIn.reserved}</strong><span>${scene.checkIn.reservedHint}</span></span>
        ${nextIcon}
      </button>`
    : nothing;

/** What stands above everything: a printer without paper, a call that was heard. */
const notes = ({ view, say, clockMs }: Scene): TemplateResult => {
  const { help } = view;
  const answeredAtMs = help?.answeredAtMs ?? null;
  const told = help !== null && (answeredAtMs === null || clockMs - answeredAtMs < helpToldMs);
  return html`
    ${told ? html`<p class="note soft">${noticeIcon}<span>${answeredAtMs === null ? say.helpSent : say.helpComing}</span></p>` : nothing}
    ${view.printer === 'fault' ? html`<p class="note warn">${warningIcon}<span>${say.paperOut}</span></p>` : nothing}`;
};

/** Everything at once, headings, or one page of what stands under a heading. */
export const chooseStep = (scene: Scene): Shown => {
  const { kiosk, view, say } = scene;
  const place = kiosk.step.at === 'choose' ? kiosk.step.place : { group: undefined, page: 0 };
  const offer = offerAt(view, place, kiosk.low);
  const says = notes(scene);
  const expiry = scene.wide
    ? nothing
    : html`<div class="ways">${reservedButton(scene)}${expiryButton(scene)}</div>`;
  if (offer.kind === 'all') {
    const alone = offer.sections.length === 1;
    return {
      title: say.title,
      says,
      controls: html`<div class="offer all" data-sections=${offer.sections.length}
          .style=${`--rows: ${Math.max(...offer.sections.map(({ procedures }) => procedures.length))}`}>
        ${offer.sections.map((section) => sectionPart(scene, section, alone))}
      </div>${expiry}`,
    };
  }
  if (offer.kind === 'groups') {
    return {
      title: say.groupTitle,
      says,
      controls: html`<ul class="cards groups">${offer.sections.map((section) => groupCard(scene, section))}</ul>
        ${expiry}`,
    };
  }
  const { page, pages } = offer;
  return {
    title: say.title,
    says: html`${says}${offer.section.names === null ? nothing : html`<p class="lead">${local(scene, offer.section.names)}</p>`}`,
    controls: html`<div class="offer all" data-sections="1">
        ${sectionPart(scene, { ...offer.section, procedures: offer.shown }, true)}
      </div>
      ${
        pages === 1
          ? nothing
          : html`<div class="pages">
              ${page === 0 ? html`<span></span>` : button(scene, 'previous', { type: 'page', page: page - 1 }, html`${backIcon}${say.previousPage}`)}
              <span class="page">${say.page(page + 1, pages)}</span>
              ${page === pages - 1 ? html`<span></span>` : button(scene, 'next', { type: 'page', page: page + 1 }, html`${say.nextPage}${nextIcon}`)}
            </div>`
      }`,
  };
};

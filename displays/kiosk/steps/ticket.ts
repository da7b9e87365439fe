// A ticket on its way and there: the number very large, its paper or why there is none, how long, where to sit.
import { html, nothing, type TemplateResult } from 'lit';
import type { ProcedureId } from '../../../protocol/ids.ts';
import { showRange } from '../../../protocol/texts/index.ts';
import { timeOf } from '../../parts/civil-time.ts';
import { stopIcon, warningIcon } from '../../parts/icons.ts';
import { qrPart } from '../../parts/qr-part.ts';
import { checkIcon, paperIcon } from '../parts/kiosk-icons.ts';
import { type PaperState, paperOf, type Step, slowAfterMs } from '../parts/kiosk-state.ts';
import { button, local, type Scene, type Shown } from '../parts/scene.ts';

const procedureOf = ({ view }: Scene, id: ProcedureId | null) => view.procedures.find((one) => one.id === id);

/** What coming with a reservation means for them; '' for a walk-in. */
const reservedLine = ({ view, checkIn }: Scene, { given }: Extract<Step, { at: 'ticket' }>): string => {
  const slotAtMs = view.tickets.find(({ ticket }) => ticket === given.ticket)?.slotAtMs ?? null;
  return given.arrival === null || slotAtMs === null ? '' : checkIn[given.arrival](timeOf(slotAtMs));
};

export const issuingStep = (scene: Scene, step: Extract<Step, { at: 'issuing' }>): Shown => {
  const { say, around } = scene;
  const procedure = step.press.kind === 'issue' ? procedureOf(scene, step.press.procedure) : undefined;
  const slow = around.nowMs - step.sinceMs >= slowAfterMs;
  return {
    title: step.press.kind === 'checkIn' ? scene.checkIn.checking : say.issuing,
    says: html`
      ${procedure === undefined ? nothing : html`<p class="lead">${local(scene, procedure.names)}</p>`}
      <p class="working" aria-hidden="true"><span></span><span></span><span></span></p>
      ${slow ? html`<p class="why">${say.issuingSlow}</p>` : nothing}`,
    controls: html``,
  };
};

export const unconfirmedStep = (scene: Scene): Shown => {
  const { say } = scene;
  return {
    title: say.unconfirmed,
    news: { tone: 'warn', icon: warningIcon },
    says: html`<p class="why">${say.unconfirmedHow}</p>`,
    controls: html`<div class="choices wide">
      ${button(scene, 'call', { type: 'openHelp' }, say.help, 'main')}
      ${button(scene, 'done', { type: 'home' }, say.home)}
    </div>`,
  };
};

const titles = ({ say, view }: Scene): Readonly<Record<PaperState, string>> => ({
  printing: say.printing,
  printed: say.takePaper,
  // A kiosk that has no printer does not speak of paper.
  screen: view.printer === 'none' ? '' : say.noPaper,
  cancelled: say.cancelled,
});

const verdicts: Readonly<Record<PaperState, NonNullable<Shown['news']>>> = {
  printing: { tone: 'soft', icon: paperIcon },
  printed: { tone: 'good', icon: checkIcon },
  screen: { tone: 'warn', icon: warningIcon },
  cancelled: { tone: 'stop', icon: stopIcon },
};

/** Nobody expects paper of a kiosk without a printer. */
const noPaperMeant: NonNullable<Shown['news']> = { tone: 'good', icon: checkIcon };

const facts = (scene: Scene, step: Extract<Step, { at: 'ticket' }>, paper: PaperState): TemplateResult => {
  const { view, pub } = scene;
  const procedure = procedureOf(scene, step.given.procedure);
  const known = view.tickets.find(({ ticket }) => ticket === step.given.ticket);
  const estimate = known?.estimate ?? procedure?.estimate ?? null;
  return html`<dl class="facts">
    ${procedure === undefined ? nothing : html`<div><dt>${pub.wall.procedures}</dt><dd>${local(scene, procedure.names)}</dd></div>`}
    ${
      estimate === null && known === undefined
        ? nothing
        : html`<div><dt>${pub.wall.waitLabel}</dt><dd>
            ${estimate === null ? pub.wall.noBooth : showRange(estimate, pub.wall)}
            ${known === undefined ? nothing : html`<span class="small">${pub.paper.ahead(known.ahead)}</span>`}
          </dd></div>`
    }
    ${view.whereToWait === null ? nothing : html`<div><dt>${pub.paper.whereToWait}</dt><dd>${local(scene, view.whereToWait)}</dd></div>`}
    ${paper !== 'screen' || procedure?.bring == null ? nothing : html`<div><dt>${pub.paper.bring}</dt><dd>${local(scene, procedure.bring)}</dd></div>`}
  </dl>`;
};

export const ticketStep = (scene: Scene, step: Extract<Step, { at: 'ticket' }>): Shown => {
  const { view, say, pub, around } = scene;
  const paper = paperOf(step, view, around.nowMs);
  const title = titles(scene)[paper] || pub.paper.yourNumber;

  const { ticket, code } = step.given;
  const withoutPaper = paper === 'screen';
  const reserved = reservedLine(scene, step);
  return {
    title,
    news: paper === 'screen' && view.printer === 'none' ? noPaperMeant : verdicts[paper],
    says: html`<div class="given" data-paper=${paper}>
        ${reserved === '' ? nothing : html`<p class="why reserved">${reserved}</p>`}
        ${withoutPaper ? html`<p class="why">${say.noPaperHow}</p>` : nothing}
        <p class="plate"><span class="label">${pub.paper.yourNumber}</span>
          <span class="number" data-number=${ticket}>${ticket}</span></p>
        ${
          withoutPaper && code !== null
            ? html`<figure class="qr">
                ${qrPart(new URL(`/t/${code}`, view.publicUrl ?? location.origin).href, say.qrLabel(ticket))}
                <figcaption>${say.scan}</figcaption>
              </figure>`
            : nothing
        }
        ${facts(scene, step, paper)}
      </div>`,
    controls: html`<div class="choices wide">${button(scene, 'done', { type: 'home' }, say.done, 'main')}</div>`,
  };
};

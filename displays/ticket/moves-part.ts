// What the visitor may do with his ticket: step out, come back, leave; each asked for once more where it cannot be undone.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { VisitorView } from '../../protocol/visitor.ts';
import { timeOf } from '../parts/civil-time.ts';
import type { PhoneActs } from './phone-acts.ts';
import { outChoices, type Phone, trustOf } from './ticket-model.ts';

const minuteMs = 60_000;

const outcome = ({ outcome: last, texts, sending }: Phone): TemplateResult => {
  const said =
    sending !== null
      ? texts.sending
      : last === null
        ? ''
        : { done: texts.done[last.move], refused: texts.refused, unknown: texts.unsent }[last.kind];
  const kind = sending === null ? (last?.kind ?? '') : '';
  return html`<p class="outcome" data-kind=${kind} role="status">${said}</p>`;
};

const pressable = ({ sending }: Phone): boolean => sending === null;
/** While the hub is away nothing is possible. */
const mayNow = (view: VisitorView, phone: Phone): VisitorView['may'] =>
  trustOf(phone) === 'live' ? view.may : [];

/** Back again, or out for a while; and what became of the last press. */
export const movesPart = (view: VisitorView, phone: Phone, acts: PhoneActs): TemplateResult => {
  const { texts } = phone;
  const may = mayNow(view, phone);
  const back = may.includes('comeBack');
  const out = may.includes('stepOut');
  return html`${outcome(phone)}
    ${
      back || out
        ? html`<section class="moves">
            ${
              back
                ? html`<button type="button" class="main" ?disabled=${!pressable(phone)} @click=${acts.comeBack}>
                    ${texts.back}
                  </button>`
                : nothing
            }
            ${
              out
                ? html`<button type="button" class="plain" ?disabled=${!pressable(phone)} aria-haspopup="dialog" @click=${() => acts.openDialog('out')}>
                    ${view.outUntilMs === null ? texts.out.open : texts.out.longer}
                  </button>`
                : nothing
            }
          </section>`
        : nothing
    }
    ${dialog(view, phone, acts)}`;
};

/** Last on the page, far from the thumb: it cannot be undone. */
export const leavePart = (
  view: VisitorView,
  phone: Phone,
  acts: PhoneActs,
): TemplateResult | typeof nothing =>
  mayNow(view, phone).includes('leaveQueue')
    ? html`<button type="button" class="plain stop" ?disabled=${!pressable(phone)} aria-haspopup="dialog" @click=${() => acts.openDialog('leave')}>
        ${phone.texts.leave.open}
      </button>`
    : nothing;

const dialog = (view: VisitorView, phone: Phone, acts: PhoneActs): TemplateResult => {
  const { texts } = phone;
  const which = phone.dialog;
  const close = () => acts.openDialog(null);
  return html`<dialog aria-labelledby="dialog-title" @close=${close}>
    ${
      which === null
        ? nothing
        : html`<h2 id="dialog-title" tabindex="-1">${which === 'leave' ? texts.leave.title : texts.out.title}</h2>
            <p>${which === 'leave' ? texts.leave.explain : texts.out.explain}</p>
            ${
              which === 'leave'
                ? html`<button type="button" class="main danger" @click=${acts.leave}>${texts.leave.yes}</button>`
                : html`<div class="choices">
                    ${outChoices(view.outMinutes).map(
                      (minutes) =>
                        html`<button type="button" class="plain" @click=${() => acts.stepOut(minutes)}>
                          <strong>${texts.out.minutes(minutes)}</strong>
                          <span>${timeOf(phone.nowMs + minutes * minuteMs)}</span>
                        </button>`,
                    )}
                  </div>`
            }
            <button type="button" class="quiet" @click=${close}>${texts.cancel}</button>`
    }
  </dialog>`;
};

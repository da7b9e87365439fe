// The day of a site: its changes by hand, and each group's slots with their reckoning.
import { html, nothing, type TemplateResult } from 'lit';
import type { SlotGroupView, SlotPlanView, SlotView } from '../../protocol/slot-plan-view.ts';
import { reckoningLines } from '../../protocol/texts/reckoning.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { slotsTexts } from '../../protocol/texts/staff-slots.ts';
import { clockTime, staffText } from '../../protocol/texts/staff-texts.ts';

const stateOf = (slot: SlotView, language: StaffLanguage): string => {
  const say = slotsTexts(language);
  if (slot.closed === null) return slot.taken > slot.places ? say.over : '';
  const { by, reason } = slot.closed;
  const words = reason === null ? '' : typeof reason === 'string' ? reason : staffText(reason, language);
  return words === '' ? say.closedBy[by] : `${say.closedBy[by]}（${words}）`;
};

const slotRow = (slot: SlotView, language: StaffLanguage): TemplateResult => {
  const [first, ...rest] = reckoningLines[language](slot.reckoning);
  const state = stateOf(slot, language);
  const kind = slot.taken > slot.places ? 'is-over' : slot.closed === null ? '' : 'is-closed';
  return html`<tr class=${kind}>
    <th scope="row">${clockTime(slot.atMs)}–${clockTime(slot.endMs)}</th>
    <td class="number">${slot.places}</td>
    <td class="number">${slot.taken}</td>
    <td>
      ${state === '' ? nothing : html`<strong>${state}</strong> `}
      ${
        slot.closed === null
          ? html`<details><summary>${first}</summary>${rest.map((line) => html`<p>${line}</p>`)}</details>`
          : nothing
      }
    </td>
  </tr>`;
};

const groupPart = (group: SlotGroupView, language: StaffLanguage): TemplateResult => {
  const say = slotsTexts(language);
  const name = staffText(group.names, language);
  const { places, taken, minutesPerPlace, p80Minutes, slots } = group;
  return html`<section class="office-panel" data-group=${group.group}>
    <h2>${name}</h2>
    ${
      slots.length === 0
        ? html`<p>${say.none}</p>`
        : html`<p>${say.groupLine(places, taken, minutesPerPlace, Math.round(p80Minutes))}</p>
          <div class="slots-day" tabindex="0" role="region" aria-label=${name}>
            <table class="office-table">
              <thead><tr>${say.table.map(
                (head, at) =>
                  html`<th scope="col" class=${at === 1 || at === 2 ? 'number' : ''}>${head}</th>`,
              )}</tr></thead>
              <tbody>${slots.map((slot) => slotRow(slot, language))}</tbody>
            </table>
          </div>`
    }
  </section>`;
};

export const dayPart = (
  plan: SlotPlanView,
  language: StaffLanguage,
  back: (change: string) => void,
): TemplateResult => {
  const say = slotsTexts(language);
  if (plan.groups.length === 0) return html`<p role="status">${say.noSlots}</p>`;
  return html`<section class="office-panel">
      <h2>${say.changes}</h2>
      ${
        plan.changes.length === 0
          ? html`<p>${say.noChanges}</p>`
          : html`<ul class="slots-changes">
            ${plan.changes.map(
              ({ change, slots }) => html`<li data-change=${change}>
                <span>${say.changeLine(say.kinds[slots.kind], slots.kind === 'close' ? null : slots.by, clockTime(slots.fromMs), clockTime(slots.toMs), slots.reason)}</span>
                <button type="button" @click=${() => back(change)}>${say.back}</button>
              </li>`,
            )}
          </ul>`
      }
    </section>
    ${plan.groups.map((group) => groupPart(group, language))}`;
};

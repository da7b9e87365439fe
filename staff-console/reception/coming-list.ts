// Who is expected by reservation in the next two hours and is not there yet: one press checks them in.
import { html, nothing, type TemplateResult } from 'lit';
import { codeInWords, type ReservationCode } from '../../protocol/reservation-ids.ts';
import type { ComingReservation } from '../../protocol/reservation-views.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { checkInTexts } from '../../protocol/texts/staff-check-in.ts';
import { clockTime } from '../../protocol/texts/staff-texts.ts';
import type { ReceptionView } from '../../protocol/views.ts';
import { procedureName } from '../parts/format.ts';

type ComingList = {
  readonly view: ReceptionView;
  readonly language: StaffLanguage;
  readonly checkIn: (code: ReservationCode) => void;
};

/** Those whose code, or hour, begins with what was typed. */
export const matchingComing = (
  coming: readonly ComingReservation[],
  typed: string,
): readonly ComingReservation[] => {
  const start = typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '');
  return coming.filter(
    ({ code, slotAtMs }) => code.startsWith(start) || clockTime(slotAtMs).startsWith(start),
  );
};

export const comingList = (
  found: readonly ComingReservation[],
  { view, language, checkIn }: ComingList,
): TemplateResult => {
  const say = checkInTexts(language);
  if (found.length === 0) return html`<p class="empty" role="status">${say.nobodyComes}</p>`;
  return html`<ul class="tickets scroll coming">
    ${found.map(
      ({ code, slotAtMs, procedure, partySize, late }) => html`<li>
        <button type="button" class=${late ? 'ticket-row is-late' : 'ticket-row'} data-code=${code} @click=${() => checkIn(code)}>
          <span class="row-number">${clockTime(slotAtMs)}</span>
          <span class="row-what">
            ${procedureName(view.procedures, procedure, language)}
            <span class="small unbroken">${codeInWords(code)}${partySize > 1 ? ` · ${say.people(partySize)}` : nothing}</span>
          </span>
          <span class="row-state">${late ? html`<strong>${say.late}</strong>` : say.expected}</span>
        </button>
      </li>`,
    )}
  </ul>`;
};

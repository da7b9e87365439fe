// Issuing: one large button per procedure, and what may be said of the visitor before pressing it.
import { html, nothing, type TemplateResult } from 'lit';
import type { Language, ProcedureId } from '../../protocol/ids.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffText, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { ProcedureNow, ReceptionView } from '../../protocol/views.ts';
import { buttonName, inMinutes, languageNames, shortName, waitText } from '../parts/format.ts';
import { intakePlate } from '../parts/procedures-now.ts';
import { type Draft, printerOf, toggleMark } from './issue-draft.ts';

export type IssuePanel = {
  readonly view: ReceptionView;
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly issue: (procedure: ProcedureId) => void;
  readonly clear: () => void;
  /** Actions sent or in line. */
  readonly underWay: readonly (string | null)[];
  readonly online: boolean;
  readonly language: StaffLanguage;
};

/** More procedures than this have smaller buttons in three columns. */
const mostLarge = 6;

/** Whether a walk-in ticket can be given: the hub decides in the end. */
export const mayIssue = (procedure: ProcedureNow, draft: Draft, marks: ReceptionView['marks']): boolean =>
  procedure.intake === 'open' ||
  (procedure.intake !== 'notNow' &&
    procedure.intake !== 'allGiven' &&
    marks.some((mark) => mark.exempt && draft.marks.includes(mark.id)));

/** The whole panel. */
export const issuePanel = (panel: IssuePanel): TemplateResult => {
  const { view, draft, change, language } = panel;
  const say = staffTexts(language).reception;
  return html`
    <h2 class="visually-hidden">${say.issue}</h2>
    <div class=${`issue-buttons ${view.procedures.length > mostLarge ? 'many' : ''}`}>${view.procedures.map((procedure) => issueButton(procedure, panel))}</div>
    <div class="issue-options">
      <div class="option-row" role="group" aria-label=${say.marks}>
        <span class="option-name">${say.marks}</span>
        <div class="toggles marks">
          ${view.marks.map(
            (mark, place) => html`<button
              type="button"
              data-mark=${mark.id}
              aria-pressed=${draft.marks.includes(mark.id) ? 'true' : 'false'}
              @click=${() => change(toggleMark(draft, mark.id))}
            >
              ${place < 9 ? html`<kbd>${place + 1}</kbd>` : nothing}
              <span class="mark-words">
                <span>${staffText(mark.names, language)}</span>
                <span class="mark-effect">${markEffect(mark, language)}</span>
              </span>
            </button>`,
          )}
        </div>
      </div>
      <div class="option-row" role="group" aria-label=${say.language}>
        <span class="option-name">${say.language}</span>
        <div class="toggles tight">
          ${['ja' as const, ...view.languages.filter((known) => known !== 'ja')].map(
            (known: Language) => html`<button
              type="button"
              lang=${textsFor(known).tag}
              aria-pressed=${draft.language === known ? 'true' : 'false'}
              @click=${() => change({ ...draft, language: known })}
            >
              ${languageNames[known]}
            </button>`,
          )}
        </div>
      </div>
      <div class="option-row fields">
        <label for="party">${say.partySize}</label>
        <input
          id="party"
          type="number"
          min="1"
          max="20"
          .value=${String(draft.partySize)}
          @input=${(event: InputEvent) => {
            const typed = (event.target as HTMLInputElement).valueAsNumber;
            if (Number.isFinite(typed))
              change({ ...draft, partySize: Math.min(20, Math.max(1, Math.round(typed))) });
          }}
        />
        <label for="note">${say.note}</label>
        <input
          id="note"
          maxlength="200"
          placeholder=${say.noteHint}
          .value=${draft.note}
          @input=${(event: InputEvent) => change({ ...draft, note: (event.target as HTMLInputElement).value })}
        />
        <label for="printer">${say.printer}</label>
        ${printerChoice(panel)}
        <button type="button" @click=${panel.clear}><kbd>Esc</kbd> ${say.clear}</button>
      </div>
    </div>
  `;
};

/** What a mark does, short: minutes earlier, and whether it opens a stopped intake. */
const markEffect = (mark: ReceptionView['marks'][number], language: StaffLanguage): string => {
  const { reception } = staffTexts(language);
  const minutes = mark.minutes === 0 ? [] : [`−${inMinutes(mark.minutes, language)}`];
  return [...minutes, ...(mark.exempt ? [reception.exempt] : [])].join(' · ');
};

const printerChoice = ({ view, draft, change, language }: IssuePanel): TemplateResult => {
  const chosen = printerOf(draft, view.agents);
  return html`<select
    id="printer"
    @change=${(event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      const agent = view.agents.find((known) => known.device === value);
      change({ ...draft, printAt: agent?.device ?? null });
    }}
  >
    ${view.agents.map(
      (agent) =>
        html`<option value=${agent.device} ?selected=${agent.device === chosen}>${agent.name}</option>`,
    )}
    <option value="" ?selected=${chosen === null}>${staffTexts(language).reception.noPaper}</option>
  </select>`;
};

const issueButton = (procedure: ProcedureNow, panel: IssuePanel): TemplateResult => {
  const { language, view, draft, underWay } = panel;
  const say = staffTexts(language);
  const possible = panel.online && mayIssue(procedure, draft, view.marks);
  const name =
    view.procedures.length > mostLarge ? shortName(procedure, language) : buttonName(procedure, language);
  const isPending = underWay.includes(`issue-${procedure.id}`);
  return html`<button
    type="button"
    class=${`issue ${isPending ? 'is-pending' : ''}`}
    data-procedure=${procedure.id}
    aria-disabled=${possible ? 'false' : 'true'}
    aria-busy=${isPending ? 'true' : 'false'}
    aria-keyshortcuts=${procedure.letter}
    @click=${() => panel.issue(procedure.id)}
  >
    <kbd class="issue-letter">${procedure.letter}</kbd>
    <span class="issue-words">
      <span class="issue-name">${name}</span>
      <span class="issue-wait">
        ${intakePlate(procedure.intake, language)}
        ${procedure.numbersLeft === null ? nothing : html`<span class="plate">${say.numbersLeft(procedure.numbersLeft)}</span>`}
        <b>${say.waitingPeople(procedure.waiting)}</b>
        ${procedure.intake === 'open' ? html`<span class="issue-estimate">${waitText(procedure.estimate, language)}</span>` : nothing}
      </span>
    </span>
  </button>`;
};

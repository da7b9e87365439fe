// Every procedure with its waiting count, wait and intake, one line each.
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';
import { wordsOf } from '../../protocol/texts/word-breaks.ts';
import type { IntakeState, ProcedureNow } from '../../protocol/views.ts';
import { shortName, waitText } from './format.ts';

/** The intake state as a small plate; nothing while it is simply open. */
export const intakePlate = (intake: IntakeState, language: StaffLanguage): TemplateResult | typeof nothing =>
  intake === 'open'
    ? nothing
    : html`<span class=${`plate intake-${intake}`}>${staffTexts(language).intake[intake]}</span>`;

/** A long Japanese name breaks between its words. */
const nameOf = (procedure: ProcedureNow, language: StaffLanguage) => {
  const name = shortName(procedure, language);
  return language === 'ja' ? wordsOf(name).map((word) => html`<wbr>${word}`) : name;
};

/** A compact list of all procedures. */
export const procedureList = (
  procedures: readonly ProcedureNow[],
  language: StaffLanguage,
): TemplateResult => html`<ul class="procedures-now">
  ${procedures.map(
    (procedure) => html`<li>
      <span class="letter">${procedure.letter}</span>
      <span class="procedure-name">
        ${nameOf(procedure, language)}
        ${intakePlate(procedure.intake, language)}
      </span>
      <span class="count">${staffTexts(language).common.people(procedure.waiting)}</span>
      <span class="wait">${waitText(procedure.estimate, language)}</span>
    </li>`,
  )}
</ul>`;

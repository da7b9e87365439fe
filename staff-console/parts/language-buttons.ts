// The switch of the page's language.
import { html, type TemplateResult } from 'lit';
import { type StaffLanguage, staffLanguages } from '../../protocol/texts/staff-catalogue.ts';
import { staffTexts } from '../../protocol/texts/staff-texts.ts';

export const languageButtons = (
  chosen: StaffLanguage,
  choose: (language: StaffLanguage) => void,
): TemplateResult => html`
  <div class="language" role="group" aria-label=${staffTexts(chosen).common.language}>
    ${staffLanguages.map(
      (language) => html`<button
        type="button"
        class="quiet"
        lang=${language}
        aria-pressed=${language === chosen ? 'true' : 'false'}
        @click=${() => choose(language)}
      >
        ${staffTexts(language).ownName}
      </button>`,
    )}
  </div>
`;

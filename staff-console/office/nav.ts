// The way between the office's pages, the same on each.
import { html, nothing, type TemplateResult } from 'lit';
import { type PageName, pageAddress, pagesListed } from '../../protocol/pages.ts';
import { officeTexts } from '../../protocol/texts/office.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';

export const officeNav = (current: PageName, language: StaffLanguage): TemplateResult => {
  const { title } = officeTexts[language];
  return html`<nav class="office-nav" aria-label=${title}>
    <a class="office-home" href="/">Junban</a>
    ${pagesListed('office').map(
      ({ name, names }) =>
        html`<a href=${pageAddress(name)} aria-current=${name === current ? 'page' : nothing}>${names[language]}</a>`,
    )}
  </nav>`;
};

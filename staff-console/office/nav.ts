// The way between the office's pages, the same on each.
import { html, nothing, type TemplateResult } from 'lit';
import { officeTexts } from '../../protocol/texts/office.ts';
import type { StaffLanguage } from '../../protocol/texts/staff.ts';

/** The pages of the office, in the order of the header. */
export const officePages = ['accounts', 'devices', 'keys', 'audit'] as const;
export type OfficePageName = (typeof officePages)[number];

export const officeNav = (current: OfficePageName, language: StaffLanguage): TemplateResult => {
  const { title, pages } = officeTexts[language];
  return html`<nav class="office-nav" aria-label=${title}>
    <a class="office-home" href="/">Junban</a>
    ${officePages.map(
      (name) =>
        html`<a href=${`/${name}`} aria-current=${name === current ? 'page' : nothing}>${pages[name]}</a>`,
    )}
  </nav>`;
};

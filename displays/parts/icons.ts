// The few signs that stand beside a colour, so that colour is never the only one. Drawn here, not a font.
import { svg, type TemplateResult } from 'lit';

const icon = (shape: TemplateResult) => svg`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor"
    stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`;

export const warningIcon = icon(
  svg`<path d="M12 3.2 22.4 20.6H1.6Z"/><path d="M12 9.6v5"/><path d="M12 17.6v.1"/>`,
);
export const stopIcon = icon(svg`<circle cx="12" cy="12" r="9.6"/><path d="M7 12h10" stroke-width="3.4"/>`);
export const clockIcon = icon(svg`<circle cx="12" cy="12" r="9.6"/><path d="M12 6.6V12l3.6 2.4"/>`);
export const calendarIcon = icon(
  svg`<rect x="2.6" y="4.4" width="18.8" height="17" rx="2"/><path d="M2.6 10h18.8M7.6 2.4v4M16.4 2.4v4"/>`,
);
export const noticeIcon = icon(
  svg`<circle cx="12" cy="12" r="9.6"/><path d="M12 11v5.6"/><path d="M12 7.4v.1"/>`,
);
export const arrowIcon = icon(svg`<path d="M3 12h17M13 5l7 7-7 7"/>`);
export const unplugIcon = icon(
  svg`<path d="M2.5 9a14 14 0 0 1 5-3M16.5 6a14 14 0 0 1 5 3M6 13a9 9 0 0 1 3-2M15 11a9 9 0 0 1 3 2M12 18.6v.1M3 3l18 18"/>`,
);
export const muteIcon = icon(svg`<path d="M3 9.5v5h4l5 4.5V5L7 9.5ZM16 9.5l5 5M21 9.5l-5 5"/>`);

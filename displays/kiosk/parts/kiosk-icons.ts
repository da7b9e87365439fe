// The signs of the kiosk's own buttons. Drawn here, not a font.
import { svg, type TemplateResult } from 'lit';

const icon = (shape: TemplateResult) => svg`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor"
    stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`;

export const helpIcon = icon(svg`<path d="M4 17h16M5.5 17a6.5 6.5 0 0 1 13 0M12 10.5V8M9.8 8h4.4M3 20h18"/>`);
export const wheelchairIcon = icon(
  svg`<circle cx="10" cy="4.2" r="1.9"/><path d="M10 8v6h6l3 6M10 10.6h5M13.8 18.6a5 5 0 1 1-5.6-6.8"/>`,
);
export const homeIcon = icon(svg`<path d="M3.5 11.5 12 4l8.5 7.5M6 10v9.5h12V10"/>`);
export const backIcon = icon(svg`<path d="M20 12H5M11 5.5 4.5 12 11 18.5"/>`);
export const nextIcon = icon(svg`<path d="M9 5l7 7-7 7"/>`);
export const cardIcon = icon(
  svg`<rect x="2.4" y="5" width="19.2" height="14" rx="2.2"/><circle cx="8" cy="11" r="2"/><path d="M5 16c.6-1.6 1.7-2.3 3-2.3s2.4.7 3 2.3M14.5 10h4M14.5 14h4"/>`,
);
export const paperIcon = icon(
  svg`<path d="M7 9V3.5h10V9M6.5 17H4.2A1.7 1.7 0 0 1 2.5 15.300V10.700A1.700 1.700 0 0 1 4.200 9h15.600a1.700 1.700 0 0 1 1.700 1.700v4.600a1.700 1.700 0 0 1-1.700 1.700H17.500M7 14h10v7H7Z"/>`,
);
export const checkIcon = icon(svg`<path d="M4.500 12.500 10 18 19.500 7"/>`);

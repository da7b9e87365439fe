// A QR code as one path of an SVG picture: sharp at every size, and with the white border that cameras need.
import { html, type TemplateResult } from 'lit/html.js';
import QRCode from 'qrcode';

const quietModules = 4;

/** The code of a text, error correction M, read out by its label. */
export const qrPart = (text: string, label: string): TemplateResult => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size + quietModules * 2;
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) !== 0) path += `M${column + quietModules} ${row + quietModules}h1v1h-1z`;
    }
  }
  return html`<svg class="code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges"
    ><rect width="100%" height="100%" fill="#fff"/><path d=${path} fill="#000"/></svg>`;
};

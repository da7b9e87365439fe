// A QR code as one path of SVG, with the white border that cameras need; for consoles, which draw no codes themselves.
import QRCode from 'qrcode';

const quietModules = 4;

/** Error correction M. `size`: modules on a side, border among them. Throws what `qrcode` says of a text that is too long. */
export const qrPath = (text: string): { readonly size: number; readonly path: string } => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) !== 0) path += `M${column + quietModules} ${row + quietModules}h1v1h-1z`;
    }
  }
  return { size: modules.size + quietModules * 2, path };
};

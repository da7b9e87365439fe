// Draws a QR code straight into dots, with whole dots per module, so that no edge is blurred.
import QRCode from 'qrcode';
import { type Bitmap, blacken } from './bitmap.ts';

export type QrModules = { readonly size: number; readonly dark: (column: number, row: number) => boolean };

/** The modules of the code, error correction M; throws when the text is too long for any QR code. */
export const qrModules = (text: string): QrModules => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, dark: (column, row) => modules.get(row, column) !== 0 };
};

/** Modules of white that a reader needs on every side. */
export const quietModules = 4;

/** Dots per module so that the code with its quiet zone is at most so wide; never under 3, which cameras need. */
export const moduleDots = (modules: QrModules, room: number, wanted: number): number =>
  Math.max(3, Math.min(wanted, Math.floor(room / (modules.size + quietModules * 2))));

/** Puts the code (without quiet zone) into the picture, in place. */
export const drawQr = (
  picture: Bitmap,
  modules: QrModules,
  left: number,
  top: number,
  dots: number,
): void => {
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.dark(column, row)) blacken(picture, left + column * dots, top + row * dots, dots, dots);
    }
  }
};

// Draws the sheet that tells how wide a print head is: a bar for each usual width, of which the longest whole one counts.
import { type PrinterText, printerTexts } from '../../protocol/texts/printer.ts';
import type { RulerPaper } from '../contract.ts';
import { type Bitmap, blacken, blank, stack } from './bitmap.ts';
import type { Line, Painter } from './blocks.ts';
import { isWide, widestDots } from './width.ts';
import { dateAndTime } from './words.ts';

/** Widths of heads that are sold: 180 and 203 dots an inch, on paper of 58, 80 and 112 mm. */
export const rulerWidths = [320, 360, 384, 416, 432, 512, 560, 576, 640, widestDots] as const;

const barHeight = 6;
/** The block at a bar's end; cut off where the head ends. */
const endDots = 16;
const endHeight = 30;

/** A bar of so many dots from the left edge, with a block as its end; `figure` stands above it. */
const barOf = (dots: number, figure: Bitmap): Bitmap => {
  const strip = blank(widestDots, endHeight + 4);
  blacken(strip, 0, endHeight / 2 - barHeight / 2, dots - endDots * 2, barHeight);
  blacken(strip, dots - endDots, 0, endDots, endHeight);
  const row = widen(figure);
  return stack([row, strip], widestDots);
};

/** A strip on the widest sheet, at its left edge. */
const widen = (strip: Bitmap): Bitmap => {
  const wide = blank(widestDots, strip.height);
  const stride = strip.width / 8;
  for (let y = 0; y < strip.height; y += 1)
    wide.bits.set(strip.bits.subarray(y * stride, (y + 1) * stride), (y * widestDots) / 8);
  return wide;
};

/** `dots` is what is set now; bars go as far as 832, so that a head shows where it ends. */
export const layOutRuler = (paper: RulerPaper, dots: number, painter: Painter): Bitmap => {
  const small = isWide(dots) ? 24 : 22;
  // Text must be whole on the narrowest head.
  const width = Math.min(dots, rulerWidths[0]);
  const paint = (lines: readonly Line[]): Bitmap =>
    painter.paint({ lines, above: 6, below: 6, align: 'left', frame: 'none', left: 4, width: width - 8 });
  const say = (of: (texts: PrinterText) => string): Bitmap =>
    paint([
      { text: of(printerTexts.ja), language: 'ja', size: small, weight: 700 },
      { text: of(printerTexts.en), language: 'en', size: small, weight: 400, above: 4 },
    ]);
  const { address, cannotTell, atMs } = paper;
  const bars = rulerWidths.map((bar) =>
    barOf(bar, paint([{ text: String(bar), language: 'ja', size: small, weight: 700 }])),
  );
  return stack(
    [
      widen(say((texts) => texts.sheetTitle)),
      widen(paint([{ text: address, language: 'en', size: small, weight: 400 }])),
      widen(say((texts) => texts.widthSet(dots))),
      widen(say((texts) => texts.howToRead)),
      ...bars,
      widen(say((texts) => (cannotTell.length === 0 ? texts.tellsAll : texts.doesNotTell(cannotTell)))),
      widen(paint([{ text: dateAndTime(atMs, 'ja'), language: 'ja', size: small - 4, weight: 400 }])),
      blank(widestDots, 16),
    ],
    widestDots,
  );
};

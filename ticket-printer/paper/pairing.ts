// Draws the slip of an agent without a key: its code as large as the roll is wide, where and how to accept it, in ja and en.
import { pairingTexts } from '../../protocol/texts/pairing.ts';
import { shownCode } from '../../protocol/wire-devices.ts';
import type { PairingPaper } from '../contract.ts';
import { type Bitmap, blank, stack } from './bitmap.ts';
import type { Line, Painter } from './blocks.ts';
import { isWide } from './width.ts';
import { dateAndTime } from './words.ts';

type Look = { readonly size: number; readonly weight: 400 | 700 };

/** `width` in dots. */
export const layOutPairing = (paper: PairingPaper, width: number, painter: Painter): Bitmap => {
  const wide = isWide(width);
  const margin = wide ? 12 : 6;
  const [large, body, small] = wide ? [44, 30, 24] : [34, 26, 22];
  const { ja, en } = pairingTexts;
  const both = (say: (texts: typeof ja | typeof en) => string, first: Look, second: Look): Line[] => [
    { text: say(ja), language: 'ja', ...first },
    { text: say(en), language: 'en', ...second, above: 4 },
  ];
  const paint = (lines: readonly Line[], above: number, align: 'left' | 'center' = 'center'): Bitmap =>
    painter.paint({ lines, above, below: 12, align, frame: 'none', left: margin, width: width - margin * 2 });
  const where = paper.hubs.map((hub) => new URL('/devices', hub).href).join('  ');
  const { wanted } = paper;
  const parts = [
    paint(
      both((texts) => texts.paperTitle, { size: large, weight: 700 }, { size: body, weight: 700 }),
      16,
    ),
    paint(
      both((texts) => texts.code, { size: body, weight: 700 }, { size: small, weight: 400 }),
      8,
    ),
    // Wider than the roll, so that it is drawn as wide as the roll is.
    paint([{ text: shownCode(paper.code), language: 'digits', size: wide ? 180 : 130, weight: 700 }], 20),
    paint(
      both((texts) => texts.how(where), { size: body, weight: 700 }, { size: small, weight: 400 }),
      16,
      'left',
    ),
    ...(wanted === null
      ? []
      : [
          paint(
            both(
              (texts) => texts.wish(wanted.site, wanted.device),
              { size: small, weight: 400 },
              { size: small, weight: 400 },
            ),
            8,
            'left',
          ),
        ]),
    paint(
      [{ text: ja.printedAt(dateAndTime(paper.atMs, 'ja')), language: 'ja', size: small, weight: 400 }],
      8,
    ),
    blank(width, 16),
  ];
  return stack(parts, width);
};

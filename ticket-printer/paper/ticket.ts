// Draws the paper ticket: strips of text and the QR code, one below the other, for rolls of 80 and 58 mm at 203 dpi.
import type { Paper, TicketPaper } from '../contract.ts';
import { type Bitmap, blacken, blank, stack, toPng } from './bitmap.ts';
import { type Block, createPainter, type Line, type Painter } from './blocks.ts';
import { openFonts, type Weight } from './fonts.ts';
import { layOutPairing } from './pairing.ts';
import { drawQr, moduleDots, qrModules, quietModules } from './qr.ts';
import { type Saying, wordsOf } from './words.ts';

export type WidthMm = 80 | 58;

/** Printable dots of a roll: 8 a millimetre, less the edges that the head does not reach. */
export const paperDots = (widthMm: WidthMm): number => (widthMm === 80 ? 576 : 384);

export type DrawnTicket = Bitmap & { png(): Uint8Array };

export type TicketDrawer = {
  /** Draws one sheet; a few milliseconds once its standing texts have been drawn before. */
  draw(paper: Paper, widthMm: WidthMm): DrawnTicket;
};

/** Sizes in dots. */
type Measures = {
  readonly margin: number;
  readonly number: number;
  readonly great: number;
  readonly large: number;
  readonly body: number;
  readonly small: number;
  readonly qrModule: number;
};
const measures: Readonly<Record<WidthMm, Measures>> = {
  80: { margin: 12, number: 262, great: 46, large: 36, body: 28, small: 24, qrModule: 6 },
  58: { margin: 6, number: 178, great: 36, large: 30, body: 25, small: 22, qrModule: 5 },
};

const lines = (
  saying: Saying,
  first: { size: number; weight: Weight },
  second: { size: number; weight: Weight } = first,
): Line[] => saying.map(({ text, language }, at) => ({ text, language, ...(at === 0 ? first : second) }));

/** Both languages in one row where they fit. */
const label = ([first, second]: Saying, look: Omit<Line, 'text' | 'language' | 'also'>): Line[] =>
  first ? [{ ...look, ...first, ...(second ? { also: second } : {}) }] : [];

const ruler = (width: number, margin: number, thickness: number, dotted: boolean): Bitmap => {
  const strip = blank(width, thickness + 16);
  if (!dotted) blacken(strip, margin, 8, width - margin * 2, thickness);
  else for (let x = margin; x < width - margin; x += 8) blacken(strip, x, 8, 4, thickness);
  return strip;
};

const layOut = (paper: TicketPaper, widthMm: WidthMm, painter: Painter): Bitmap => {
  const width = paperDots(widthMm);
  const { margin, number, great, large, body, small, qrModule } = measures[widthMm];
  const words = wordsOf(paper);
  const parts: Bitmap[] = [];
  const plain = { left: margin, width: width - margin * 2, frame: 'none', above: 4, below: 4 } as const;
  const add = (block: Partial<Block> & { readonly lines: readonly Line[] }): void => {
    if (block.lines.length > 0) parts.push(painter.paint({ align: 'center', ...plain, ...block }));
  };
  const rule = (dotted: boolean): void => {
    parts.push(ruler(width, margin, dotted ? 2 : 4, dotted));
  };

  add({ lines: lines(words.site, { size: body, weight: 700 }, { size: small, weight: 400 }), above: 8 });
  rule(false);
  const reprint = words.reprint ? label(words.reprint, { size: body, weight: 700, inverted: true }) : [];
  add({
    lines: [
      ...reprint,
      ...label(words.yourNumber, { size: body, weight: 700, above: reprint.length > 0 ? 8 : 0 }),
    ],
  });
  add({
    lines: [{ text: paper.ticket, language: 'digits', size: number, weight: 700 }],
    above: widthMm === 80 ? 14 : 10,
    below: widthMm === 80 ? 22 : 16,
  });
  add({
    lines: lines(words.procedure, { size: great, weight: 700 }, { size: large, weight: 700 }),
    below: 12,
  });
  if (words.slot) {
    const slot = lines(words.slot, { size: great, weight: 700 }, { size: large, weight: 700 });
    add({ lines: slot, frame: 'bar', above: 12, below: 12 });
    parts.push(blank(width, 10));
  }
  const wait = [
    ...lines(
      [...words.ahead, ...words.wait].filter(({ language }) => language === 'ja'),
      {
        size: large,
        weight: 700,
      },
    ),
    ...[...words.ahead, ...words.wait]
      .filter(({ language }) => language !== 'ja')
      .map(
        ({ text, language }, at): Line => ({
          text,
          language,
          size: body,
          weight: 700,
          above: at === 0 ? 8 : 0,
        }),
      ),
  ];
  add({ lines: wait, frame: 'box', above: 16, below: 16 });
  add({ lines: lines(words.keep, { size: body, weight: 700 }, { size: small, weight: 400 }), above: 12 });

  if (paper.url !== null) {
    rule(true);
    parts.push(
      qrStrip(
        paper.url,
        width,
        margin,
        qrModule,
        painter,
        lines(words.scan, { size: body, weight: 700 }, { size: small, weight: 400 }),
      ),
    );
  }
  for (const section of [words.whereToWait, words.bring]) {
    if (!section) continue;
    rule(true);
    add({
      align: 'left',
      lines: [
        ...label(section.title, { size: small, weight: 700, inverted: true }),
        ...lines(section.text, { size: large, weight: 700 }, { size: body, weight: 400 }).map(
          (line, at): Line => ({ ...line, above: at === 0 ? 8 : 4 }),
        ),
      ],
      above: 6,
    });
  }
  rule(false);
  add({ lines: lines(words.issued, { size: small, weight: 400 }), below: 8 });
  return stack(parts, width);
};

/** The code at the left and the invitation beside it; below it on a narrow roll. */
const qrStrip = (
  url: string,
  width: number,
  margin: number,
  wanted: number,
  painter: Painter,
  scan: readonly Line[],
): Bitmap => {
  const modules = qrModules(url);
  const beside = width > 500;
  const dots = moduleDots(modules, beside ? width * 0.55 : width, wanted);
  const quiet = quietModules * dots;
  const code = modules.size * dots;
  const height = code + quiet * 2;
  const textLeft = beside ? quiet * 2 + code : margin;
  const block: Block = {
    lines: scan,
    left: textLeft,
    width: width - margin - textLeft,
    align: beside ? 'left' : 'center',
    frame: 'none',
    above: 0,
    below: beside ? 0 : 6,
    ...(beside ? { minHeight: height } : {}),
  };
  const text = painter.paint(block);
  // The painter keeps its strip for the next ticket: draw on a copy.
  if (beside) {
    const strip = { ...text, bits: text.bits.slice() };
    drawQr(strip, modules, quiet, Math.floor((text.height - code) / 2), dots);
    return strip;
  }
  const strip = blank(width, height);
  drawQr(strip, modules, Math.floor((width - code) / 2), quiet, dots);
  return stack([text, strip], width);
};

/** A drawer of tickets with its own fonts and memory of strips; keep one per process. */
export const createTicketDrawer = (): TicketDrawer => {
  const fonts = openFonts();
  const painters = new Map<WidthMm, Painter>();
  return {
    draw: (paper, widthMm) => {
      const painter = painters.get(widthMm) ?? createPainter(paperDots(widthMm), fonts);
      painters.set(widthMm, painter);
      const picture =
        'kind' in paper ? layOutPairing(paper, paperDots(widthMm), painter) : layOut(paper, widthMm, painter);
      return { ...picture, png: () => toPng(picture) };
    },
  };
};

/** Draws one ticket with a drawer of its own: for tools and tests; the agent keeps a drawer. */
export const drawTicket = (paper: Paper, widthMm: WidthMm): DrawnTicket =>
  createTicketDrawer().draw(paper, widthMm);

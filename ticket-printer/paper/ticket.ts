// Draws the paper ticket: strips of text and the QR code, one below the other, for heads of any width in dots.
import type { Paper, TicketPaper } from '../contract.ts';
import { type Bitmap, blacken, blank, stack, toPng } from './bitmap.ts';
import { type Block, createPainter, type Line, type Painter } from './blocks.ts';
import { openFonts, type Weight } from './fonts.ts';
import { layOutPairing } from './pairing.ts';
import { drawQr, moduleDots, qrModules, quietModules } from './qr.ts';
import { layOutRuler } from './ruler-sheet.ts';
import { isWide, usualDots } from './width.ts';
import { type Saying, wordsOf } from './words.ts';

export type DrawnTicket = Bitmap & { png(): Uint8Array };

export type TicketDrawer = {
  /** Draws one sheet so many dots wide (a multiple of 8); a few milliseconds once its standing texts have been drawn before. */
  draw(paper: Paper, dots: number): DrawnTicket;
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
const wideMeasures: Measures = {
  margin: 12,
  number: 262,
  great: 46,
  large: 36,
  body: 28,
  small: 24,
  qrModule: 6,
};
const narrowMeasures: Measures = {
  margin: 6,
  number: 178,
  great: 36,
  large: 30,
  body: 25,
  small: 22,
  qrModule: 5,
};

/**
 * The measures of the usual head, in proportion: 512 dots on 80 mm are larger dots (180 a inch), so that a ticket looks
 * the same on paper.
 */
const measuresFor = (dots: number): Measures => {
  const [usual, measures] = isWide(dots) ? [usualDots[80], wideMeasures] : [usualDots[58], narrowMeasures];
  const sized = Object.entries(measures).map(([name, size]) => [name, Math.round((size * dots) / usual)]);
  return Object.fromEntries(sized) as Measures;
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

const layOut = (paper: TicketPaper, width: number, painter: Painter): Bitmap => {
  const { margin, number, great, large, body, small, qrModule } = measuresFor(width);
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
    above: isWide(width) ? 14 : 10,
    below: isWide(width) ? 22 : 16,
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
  const beside = isWide(width);
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
  const painters = new Map<number, Painter>();
  return {
    draw: (paper, dots) => {
      const painter = painters.get(dots) ?? createPainter(dots, fonts);
      painters.set(dots, painter);
      const picture = layOutAny(paper, dots, painter);
      return { ...picture, png: () => toPng(picture) };
    },
  };
};

const layOutAny = (paper: Paper, dots: number, painter: Painter): Bitmap => {
  if (!('kind' in paper)) return layOut(paper, dots, painter);
  return paper.kind === 'pairing' ? layOutPairing(paper, dots, painter) : layOutRuler(paper, dots, painter);
};

/** Draws one ticket with a drawer of its own: for tools and tests; the agent keeps a drawer. */
export const drawTicket = (paper: Paper, dots: number): DrawnTicket => createTicketDrawer().draw(paper, dots);

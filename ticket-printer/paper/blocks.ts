// Draws one full-width strip of the ticket from its lines of text, and keeps strips that come again.
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../../protocol/ids.ts';
import { type Bitmap, blank, pack } from './bitmap.ts';
import type { Fonts, Weight } from './fonts.ts';
import { wrap } from './wrap.ts';

export type Line = {
  readonly text: string;
  readonly language: Language | 'digits';
  /** Dots of the em square. */
  readonly size: number;
  readonly weight: Weight;
  /** White above it, in dots. */
  readonly above?: number;
  /** White on a black lozenge. */
  readonly inverted?: boolean;
  /** The same in another language: on the same row where it fits, else below. */
  readonly also?: { readonly text: string; readonly language: Language };
};

export type Block = {
  readonly lines: readonly Line[];
  /** Dots from the left edge and width of the text; default: all but the margins. */
  readonly left: number;
  readonly width: number;
  readonly align: 'left' | 'center';
  /** bar: white on black · box: framed. */
  readonly frame: 'none' | 'bar' | 'box';
  /** White above and below (inside the frame too). */
  readonly above: number;
  readonly below: number;
  /** The strip is at least so high; its text stands in the middle. */
  readonly minHeight?: number;
};

export type Painter = { paint(block: Block): Bitmap };

/** Text of one language within a row; `x` counts from the row's start. */
type Run = { readonly text: string; readonly families: string; readonly x: number };

type Placed = {
  readonly size: number;
  readonly inverted: boolean;
  readonly runs: readonly Run[];
  readonly top: number;
  readonly baseline: number;
  readonly bottom: number;
  readonly width: number;
};

const insideFrame = 14;
const lozengePad = (size: number): number => Math.round(size * 0.5);
const keptStrips = 400;
const maximumHeight = 4000;

/** Paints strips for paper of so many dots. */
export const createPainter = (paperDots: number, fonts: Fonts): Painter => {
  const kept = new Map<string, Bitmap>();
  let canvas: Canvas = createCanvas(paperDots, 400);
  let pen: SKRSContext2D = canvas.getContext('2d', { willReadFrequently: true } as never);

  const place = (block: Block): { placed: Placed[]; height: number } => {
    const inset = block.frame === 'none' ? 0 : insideFrame;
    const room = block.width - inset * 2;
    const placed: Placed[] = [];
    let at = 0;
    const put = (line: Line): void => {
      const digits = line.language === 'digits';
      const { text, families } = fonts.prepare(line.text, line.language, line.weight);
      const inverted = line.inverted === true;
      const rowRoom = room - (inverted ? lozengePad(line.size) * 2 : 0);
      pen.font = `${line.size}px ${families}`;
      const widthOf = (part: string): number => pen.measureText(part).width;
      const wide = widthOf(text);
      // The great number is never broken: it shrinks.
      const size = digits && wide > rowRoom ? Math.floor((line.size * rowRoom) / wide) : line.size;
      at += line.above ?? 0;
      const row = (runs: readonly Run[], width: number, ascent: number, descent: number): void => {
        placed.push({ size, inverted, runs, top: at, baseline: at + ascent, bottom: 0, width });
        at = Math.ceil(at + ascent + descent);
        const last = placed.at(-1);
        if (last) placed[placed.length - 1] = { ...last, bottom: at };
      };
      if (digits) {
        pen.font = `${size}px ${families}`;
        // Set by its ink: its line would otherwise carry a finger's breadth of white.
        const ink = pen.measureText(text);
        row([{ text, families, x: 0 }], ink.width, ink.actualBoundingBoxAscent, ink.actualBoundingBoxDescent);
        return;
      }
      const gap = Math.round(size * 0.6);
      if (line.also) {
        const other = fonts.prepare(line.also.text, line.also.language, line.weight);
        pen.font = `${size}px ${other.families}`;
        const otherWide = widthOf(other.text);
        if (wide + gap + otherWide <= rowRoom) {
          const runs = [
            { text, families, x: 0 },
            { ...other, x: wide + gap },
          ];
          row(runs, wide + gap + otherWide, size * 0.98, size * 0.3);
          return;
        }
        pen.font = `${size}px ${families}`;
      }
      for (const part of wrap(text, line.language, rowRoom, widthOf)) {
        row([{ text: part, families, x: 0 }], widthOf(part), size * 0.98, size * 0.3);
      }
      if (line.also) {
        const { also, ...first } = line;
        put({ ...first, ...also, above: inverted ? 6 : 0 });
      }
    };
    for (const line of block.lines) put(line);
    return { placed, height: at };
  };

  const draw = (block: Block): Bitmap => {
    const { placed, height: textHeight } = place(block);
    const wanted = Math.ceil(block.above + textHeight + block.below);
    const height = Math.min(Math.max(wanted, block.minHeight ?? 0), maximumHeight);
    if (height === 0) return blank(paperDots, 0);
    if (canvas.height < height) {
      canvas = createCanvas(paperDots, height);
      pen = canvas.getContext('2d', { willReadFrequently: true } as never);
    }
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, paperDots, height);
    pen.fillStyle = '#000';
    const inset = block.frame === 'none' ? 0 : insideFrame;
    if (block.frame !== 'none') {
      pen.beginPath();
      pen.roundRect(block.left, 2, block.width, height - 4, 10);
      pen.fill();
    }
    if (block.frame === 'box') {
      pen.fillStyle = '#fff';
      pen.beginPath();
      pen.roundRect(block.left + 3, 5, block.width - 6, height - 10, 8);
      pen.fill();
    }
    const shift = Math.round(block.above + (height - wanted) / 2);
    for (const { size, inverted, runs, top, baseline, bottom, width } of placed) {
      const room = block.width - inset * 2;
      const pad = inverted ? lozengePad(size) : 0;
      const start = block.align === 'center' ? Math.max(0, Math.round((room - width) / 2)) : pad;
      const x = block.left + inset + start;
      if (inverted) {
        pen.fillStyle = '#000';
        pen.beginPath();
        pen.roundRect(x - pad, shift + top - 2, width + pad * 2, bottom - top + 4, (bottom - top) / 2);
        pen.fill();
      }
      pen.fillStyle = inverted || block.frame === 'bar' ? '#fff' : '#000';
      for (const run of runs) {
        pen.font = `${size}px ${run.families}`;
        pen.fillText(run.text, Math.round(x + run.x), Math.round(shift + baseline));
      }
    }
    return pack(pen.getImageData(0, 0, paperDots, height).data, paperDots, height);
  };

  return {
    paint: (block) => {
      const key = JSON.stringify(block);
      const known = kept.get(key);
      kept.delete(key);
      const strip = known ?? draw(block);
      kept.set(key, strip);
      const oldest = kept.keys().next();
      if (kept.size > keptStrips && !oldest.done) kept.delete(oldest.value);
      return strip;
    },
  };
};

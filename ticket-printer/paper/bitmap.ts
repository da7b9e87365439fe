// A picture of black and white dots, packed as thermal printers want it: rows of bytes, high bit left, 1 = black.
import { crc32, deflateSync } from 'node:zlib';

export type Bitmap = {
  /** Dots; a multiple of 8. */
  readonly width: number;
  readonly height: number;
  /** `width / 8` bytes a row, top row first. */
  readonly bits: Uint8Array;
};

/** A white picture; RangeError unless the width is a multiple of 8. */
export const blank = (width: number, height: number): Bitmap => {
  if (width % 8 !== 0) throw new RangeError(`width must be a multiple of 8 dots, not ${width}`);
  return { width, height, bits: new Uint8Array((width / 8) * height) };
};

/** Pictures of one width, one below the other. */
export const stack = (parts: readonly Bitmap[], width: number): Bitmap => {
  const whole = blank(
    width,
    parts.reduce((sum, part) => sum + part.height, 0),
  );
  let at = 0;
  for (const part of parts) {
    if (part.width !== width) throw new RangeError(`a part is ${part.width} dots wide, the sheet ${width}`);
    whole.bits.set(part.bits, at);
    at += part.bits.length;
  }
  return whole;
};

/** Whether the dot is black; outside is white. */
export const isBlack = ({ width, height, bits }: Bitmap, x: number, y: number): boolean =>
  x >= 0 &&
  y >= 0 &&
  x < width &&
  y < height &&
  ((bits[y * (width / 8) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

/** Blackens a rectangle in place; what lies outside is left out. */
export const blacken = (
  { width, height, bits }: Bitmap,
  left: number,
  top: number,
  w: number,
  h: number,
): void => {
  const stride = width / 8;
  for (let y = Math.max(0, top); y < Math.min(height, top + h); y += 1) {
    for (let x = Math.max(0, left); x < Math.min(width, left + w); x += 1) {
      const at = y * stride + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
};

/**
 * Packs RGBA pixels (black on white) to dots. The threshold is above the middle: a grey edge dot is burnt
 * rather than lost, because thin strokes fade first on thermal paper.
 */
export const pack = (rgba: Uint8ClampedArray, width: number, height: number): Bitmap => {
  const picture = blank(width, height);
  const { bits } = picture;
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  for (let byte = 0, at = 0; byte < bits.length; byte += 1) {
    let packed = 0;
    for (let bit = 0x80; bit > 0; bit >>= 1, at += 1) {
      // Red alone tells: all drawing here is grey.
      if (((pixels[at] ?? 0xff) & 0xff) < 150) packed |= bit;
    }
    bits[byte] = packed;
  }
  return picture;
};

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** The picture as a PNG of one bit a dot, with 203 dpi noted. */
export const toPng = ({ width, height, bits }: Bitmap): Uint8Array => {
  const stride = width / 8;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const density = Buffer.alloc(9);
  density.writeUInt32BE(7992, 0); // 203 dots an inch, per metre
  density.writeUInt32BE(7992, 4);
  density[8] = 1;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < stride; x += 1) rows[y * (stride + 1) + 1 + x] = ~(bits[y * stride + x] ?? 0) & 0xff;
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('pHYs', density),
    chunk('IDAT', deflateSync(rows, { level: 3 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
};

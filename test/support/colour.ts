// Colours as they are seen: tokens read from the style sheets, contrast, and what people with colour-vision deficiencies see.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

type Triple = readonly [number, number, number];

const root = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const declared = (css: string): [string, string][] =>
  [...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((found) => [found[1] ?? '', (found[2] ?? '').trim()]);

/** The colours of a room's tokens.css, name → #rrggbb; a name without a colour throws. */
export const tokensOf = (room: 'displays' | 'staff-console'): ((name: string) => string) => {
  const tokens = new Map([
    ...declared(readFileSync(require.resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8')),
    ...declared(readFileSync(resolve(root, room, 'parts/tokens.css'), 'utf8')),
  ]);
  const colourOf = (name: string): string => {
    if (name.startsWith('#')) return name.length === 4 ? name.replaceAll(/[\da-f]/gi, '$&$&') : name;
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`${room} has no colour ${name}`);
    return colourOf(/^var\((--[\w-]+)\)$/.exec(value)?.[1] ?? value);
  };
  return colourOf;
};

/** Linear light, 0 to 1 (sRGB, IEC 61966-2-1). */
const linear = (hex: string): Triple => {
  const part = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
};

const times = (rows: readonly [Triple, Triple, Triple], [r, g, b]: Triple): Triple =>
  rows.map(([x, y, z]) => x * r + y * g + z * b) as unknown as Triple;

/** WCAG 2.2 contrast ratio, 1 to 21. */
export const contrast = (a: string, b: string): number => {
  const light = (hex: string) => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number];
  return high / low;
};

export const visions = ['normal', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Vision = (typeof visions)[number];

/**
 * Whole dichromacy in linear light: Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency", IEEE TVCG 15(6), 2009, severity 1.0 of the authors' tables.
 */
const seenBy: Readonly<Record<Vision, readonly [Triple, Triple, Triple]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** OKLab of linear light (Björn Ottosson, "A perceptual color space for image processing", 2020). */
const okLab = (light: Triple): Triple => {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    light,
  ).map(Math.cbrt) as unknown as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
};

/** How far apart two colours look, in hundredths of OKLab's unit (black to white is 100; about 2 is just seen side by side). */
export const apart = (a: string, b: string, vision: Vision): number => {
  const seen = (hex: string) =>
    okLab(
      times(seenBy[vision], linear(hex)).map((part) => Math.min(1, Math.max(0, part))) as unknown as Triple,
    );
  const [first, second] = [seen(a), seen(b)];
  return 100 * Math.hypot(...first.map((part, at) => part - (second[at] ?? 0)));
};

// How wide a ticket is: paper in millimetres, and the dots that a print head puts on it.
export type WidthMm = 80 | 58;

/** Dots a row of most heads: 8 a millimetre, less the edges that they do not reach. Others: printers/models.ts. */
export const usualDots: Readonly<Record<WidthMm, number>> = { 80: 576, 58: 384 };

/** Heads are at least and at most so many dots wide, in whole bytes of 8 dots. */
export const narrowestDots = 320;
export const widestDots = 832;

/** From so many dots on the code stands beside its text; below on narrower paper. */
export const isWide = (dots: number): boolean => dots >= 480;

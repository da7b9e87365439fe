// A sheet that the virtual printer cut off: when, and what is on it.
import type { Bitmap } from '../paper/bitmap.ts';

export type Sheet = {
  readonly id: number;
  readonly atMs: number;
  readonly picture: Bitmap;
  readonly png: Uint8Array;
};

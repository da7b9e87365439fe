// Reads Star's automatic status block (ASB): two header bytes that tell its length, then the printer's state.
import type { Fault, Reading } from './reading.ts';

/** ESC ACK SOH: answered at once with one status block. */
export const askStar = Uint8Array.of(0x1b, 0x06, 0x01);

/** Bytes in the block that begins with this byte; null: no block begins so. */
export const starBlockLength = (first: number): number | null => {
  if ((first & 0x91) !== 0x01) return null;
  const length = ((first >> 1) & 0x07) | ((first & 0x60) >> 2);
  return length >= 7 ? length : null;
};

export type StarReading = Reading & {
  /** Sheets finished, modulo 32; null where the model does not count. */
  readonly finished: number | null;
};

/** A whole block, headers included. */
export const readStarStatus = (block: readonly number[]): StarReading => {
  const at = (index: number): number => block[index] ?? 0;
  const faults: Fault[] = [];
  if ((at(5) & 0x08) !== 0) faults.push('paperOut');
  if ((at(2) & 0x20) !== 0) faults.push('coverOpen');
  if ((at(3) & 0x08) !== 0) faults.push('cutterError');
  if ((at(3) & 0x64) !== 0 || (at(4) & 0x40) !== 0) faults.push('error');
  if (faults.length === 0 && (at(2) & 0x08) !== 0) faults.push('offline');
  const count = at(7);
  return {
    nearEnd: (at(5) & 0x06) !== 0,
    faults,
    finished: block.length >= 8 ? ((count >> 1) & 0x07) | ((count & 0x60) >> 2) : null,
  };
};

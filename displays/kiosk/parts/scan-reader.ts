// A barcode scanner that types as a keyboard: its characters come faster than fingers, and Enter ends them.

export type ScanReader = {
  /** A key (as `KeyboardEvent.key`) pressed at `nowMs`; the text of a scan that it ends, or null. */
  key(key: string, nowMs: number): string | null;
};

/** Between two characters of a scan at most, ms; slow scanners over Bluetooth take 30. */
const gapMs = 60;
const shortest = 6;

export const createScanReader = (): ScanReader => {
  let text = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    key: (key, nowMs) => {
      if (nowMs - lastMs > gapMs) text = '';
      lastMs = nowMs;
      if (key === 'Enter' && text.length >= shortest) {
        const scanned = text;
        text = '';
        return scanned;
      }
      // Shift comes before a capital and is no character.
      if (key.length === 1) text += key;
      else if (key !== 'Shift') text = '';
      return null;
    },
  };
};

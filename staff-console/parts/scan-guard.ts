// Tells a barcode scanner, which types as a keyboard does, from a person: a person's fingers are slower.
import { normaliseKey } from './keys.ts';

export type ScanGuard = {
  /** A key of the page by its name; true: it is kept back, and comes to `act` or `scanned` in a moment. */
  key(name: string): boolean;
  close(): void;
};

/** Scanners send a character every 1–20 ms; the fastest fingers need 60 for two keys, ms. */
const burstMs = 40;
/** So many characters in a burst, and Enter behind them, are a scan. */
const shortest = 6;

/**
 * Keys that could begin a scan wait for 40 ms. Did no other come, `act` gets them, one after the other; a burst that Enter ends is given
 * to `scanned` as one text. Without this a scan at a page whose letters act would press a dozen of them.
 */
export const createScanGuard = (parts: {
  readonly act: (name: string) => void;
  readonly scanned: (text: string) => void;
}): ScanGuard => {
  let held: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const letGo = (): void => {
    const names = held;
    held = [];
    for (const name of names) parts.act(name);
  };
  return {
    key: (name) => {
      const character = normaliseKey(name);
      if (name === 'Enter' && held.length >= shortest) {
        clearTimeout(timer);
        const text = held.map(normaliseKey).join('');
        held = [];
        parts.scanned(text);
        return true;
      }
      const begins = /^[A-Z0-9]$/.test(character);
      if (held.length === 0 ? !begins : character.length !== 1) {
        // In the order in which they were pressed.
        clearTimeout(timer);
        letGo();
        return false;
      }
      held.push(name);
      clearTimeout(timer);
      timer = setTimeout(letGo, burstMs);
      return true;
    },
    close: () => clearTimeout(timer),
  };
};

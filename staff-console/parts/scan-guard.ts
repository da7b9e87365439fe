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

/** A timer this late, ms, tells that the page was busy: keys pressed long ago may still stand in its line. */
const lateMs = 15;

/**
 * Keys that could begin a scan wait for 40 ms. Did no other come, `act` gets them, one after the other; a burst that Enter ends is given
 * to `scanned` as one text. Without this a scan at a page whose letters act would press a dozen of them.
 */
export const createScanGuard = (parts: {
  readonly act: (name: string) => void;
  readonly scanned: (text: string) => void;
  /** Milliseconds of any steady clock. */
  readonly nowMs?: () => number;
}): ScanGuard => {
  const { nowMs = () => performance.now() } = parts;
  let held: string[] = [];
  let dueAtMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const letGo = (): void => {
    const names = held;
    held = [];
    for (const name of names) parts.act(name);
  };
  const wait = (): void => {
    clearTimeout(timer);
    dueAtMs = nowMs() + burstMs;
    timer = setTimeout(() => (nowMs() - dueAtMs > lateMs ? wait() : letGo()), burstMs);
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
      wait();
      return true;
    },
    close: () => clearTimeout(timer),
  };
};

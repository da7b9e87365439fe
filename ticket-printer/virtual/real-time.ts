// Finds the commands that a printer obeys the moment they arrive, wherever in the stream they stand.
export type RealTime =
  | { readonly kind: 'status'; readonly n: number }
  | { readonly kind: 'clear' }
  | { readonly kind: 'starStatus' };

const clear = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];
const starStatus = [0x1b, 0x06, 0x01];
const kept = 16;

/** A finder that remembers the last bytes, so that a command torn between two chunks is found too. */
export const createRealTimeFinder = (): ((byte: number) => RealTime | null) => {
  const ring = new Uint8Array(kept);
  let count = 0;
  const ago = (steps: number): number => ring[(count - 1 - steps + kept * 2) % kept] ?? 0;
  const endsWith = (pattern: readonly number[]): boolean =>
    pattern.every((byte, at) => ago(pattern.length - 1 - at) === byte);
  return (byte) => {
    ring[count % kept] = byte;
    count = ((count + 1) % kept) + kept;
    if (byte > 0x08) return null;
    if (byte >= 1 && byte <= 4 && ago(1) === 0x04 && ago(2) === 0x10) return { kind: 'status', n: byte };
    if (byte === 0x08 && endsWith(clear)) return { kind: 'clear' };
    if (byte === 0x01 && endsWith(starStatus)) return { kind: 'starStatus' };
    return null;
  };
};

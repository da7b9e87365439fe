// Finds the commands that a printer obeys the moment they arrive, wherever in the stream they stand.
export type RealTime =
  | { readonly kind: 'status'; readonly n: number }
  | { readonly kind: 'clear' }
  | { readonly kind: 'starStatus' };

const clearTail = [0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];

/** A finder that remembers the last bytes, so that a command torn between two chunks is found too. */
export const createRealTimeFinder = (): ((byte: number) => RealTime | null) => {
  let last: number[] = [];
  const endsWith = (...bytes: number[]): boolean =>
    bytes.every((byte, at) => last[last.length - bytes.length + at] === byte);
  return (byte) => {
    last = [...last.slice(-9), byte];
    if (byte >= 1 && byte <= 4 && endsWith(0x10, 0x04, byte)) return { kind: 'status', n: byte };
    if (byte === 0x08 && endsWith(0x10, 0x14, ...clearTail)) return { kind: 'clear' };
    if (byte === 0x01 && endsWith(0x1b, 0x06, 0x01)) return { kind: 'starStatus' };
    return null;
  };
};

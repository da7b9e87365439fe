// Reads printer bytes as commands, ESC/POS and Star raster alike; tells when more bytes are needed.
export type Command =
  | { readonly kind: 'initialize' }
  | { readonly kind: 'rows'; readonly bytesPerRow: number; readonly data: Uint8Array }
  | { readonly kind: 'feed'; readonly rows: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'paperStatus' }
  /** DLE EOT n: obeyed on arrival already, but by printers that work everything off in turn. */
  | { readonly kind: 'status'; readonly n: number }
  | { readonly kind: 'count' }
  | { readonly kind: 'enterRaster' | 'quitRaster' | 'clearRaster' | 'endPage' }
  | { readonly kind: 'other' };

/** A command and how many bytes it took; null: the rest has not arrived. */
export type Read = { readonly command: Command; readonly length: number } | null;

const other = (length: number): Read => ({ command: { kind: 'other' }, length });
const lineRows = 30;

const readDle = (bytes: Uint8Array): Read => {
  // Obeyed on arrival already; here they only take up room.
  if (bytes.length < 2) return null;
  if (bytes[1] === 0x04 || bytes[1] === 0x05) {
    if (bytes.length < 3) return null;
    return bytes[1] === 0x05 ? other(3) : { command: { kind: 'status', n: bytes[2] ?? 0 }, length: 3 };
  }
  if (bytes[1] !== 0x14) return other(1);
  const length = bytes[2] === 0x08 ? 10 : 5;
  return bytes.length < length ? null : other(length);
};

const readStarRaster = (bytes: Uint8Array): Read => {
  // ESC * r LETTER [digits NUL]
  const letter = bytes[3];
  if (letter === undefined) return null;
  if (letter === 0x41) return { command: { kind: 'enterRaster' }, length: 4 };
  if (letter === 0x42) return { command: { kind: 'quitRaster' }, length: 4 };
  if (letter === 0x43) return { command: { kind: 'clearRaster' }, length: 4 };
  const end = bytes.indexOf(0, 4);
  return end < 0 ? null : other(end + 1);
};

const readEsc = (bytes: Uint8Array): Read => {
  const [, second, third] = bytes;
  if (second === undefined) return null;
  if (second === 0x40) return { command: { kind: 'initialize' }, length: 2 };
  if (second === 0x32) return other(2);
  if (third === undefined) return null;
  if (second === 0x2a && third === 0x72) return readStarRaster(bytes);
  if (second === 0x0c) return { command: { kind: third === 0x04 ? 'endPage' : 'other' }, length: 3 };
  if (second === 0x1e) return bytes.length < 4 ? null : other(4);
  if (second === 0x4a) return { command: { kind: 'feed', rows: third }, length: 3 };
  // ESC d: Epson feeds lines; Star cuts with 0 to 3, and feeds to the knife with 2 and 3.
  if (second === 0x64 && third <= 3) return { command: { kind: 'cut' }, length: 3 };
  if (second === 0x64) return { command: { kind: 'feed', rows: third * lineRows }, length: 3 };
  return other(3);
};

const readGs = (bytes: Uint8Array): Read => {
  const [, second, third, fourth] = bytes;
  if (second === undefined || third === undefined) return null;
  if (second === 0x56) {
    const feeds = third === 0x41 || third === 0x42;
    return feeds && fourth === undefined ? null : { command: { kind: 'cut' }, length: feeds ? 4 : 3 };
  }
  if (second === 0x72) return { command: { kind: 'paperStatus' }, length: 3 };
  if (second === 0x28) {
    if (bytes.length < 5) return null;
    const length = 5 + (fourth ?? 0) + (bytes[4] ?? 0) * 256;
    return bytes.length < length ? null : other(length);
  }
  if (second !== 0x76) return other(3);
  if (bytes.length < 8) return null;
  const bytesPerRow = (bytes[4] ?? 0) + (bytes[5] ?? 0) * 256;
  const size = bytesPerRow * ((bytes[6] ?? 0) + (bytes[7] ?? 0) * 256);
  if (bytes.length < 8 + size) return null;
  return { command: { kind: 'rows', bytesPerRow, data: bytes.slice(8, 8 + size) }, length: 8 + size };
};

/** The first command of the bytes; `raster`: Star's raster mode is on. */
export const readCommand = (bytes: Uint8Array, raster: boolean): Read => {
  const [first] = bytes;
  if (first === undefined) return null;
  if (first === 0x10) return readDle(bytes);
  if (first === 0x1b) return readEsc(bytes);
  if (first === 0x1d) return readGs(bytes);
  if (first === 0x17) return { command: { kind: 'count' }, length: 1 };
  if (first === 0x0a) return { command: { kind: 'feed', rows: lineRows }, length: 1 };
  if (raster && first === 0x62) {
    if (bytes.length < 3) return null;
    const size = (bytes[1] ?? 0) + (bytes[2] ?? 0) * 256;
    if (bytes.length < 3 + size) return null;
    return { command: { kind: 'rows', bytesPerRow: size, data: bytes.slice(3, 3 + size) }, length: 3 + size };
  }
  return other(1);
};

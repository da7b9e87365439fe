// Which characters a WOFF2 font really draws, read from its cmap table (the stylesheet's ranges promise more than fonts hold).
import { brotliDecompressSync } from 'node:zlib';

/** WOFF2 writes well-known table tags as an index into this list. */
const knownTags =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill';

const readBase128 = (font: Buffer, at: number): { value: number; next: number } => {
  let value = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = font.readUInt8(at + i);
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return { value, next: at + i + 1 };
  }
  throw new Error('not a WOFF2 font: a table length does not end');
};

const tableOf = (font: Buffer, wanted: string): Buffer => {
  if (font.toString('latin1', 0, 4) !== 'wOF2') throw new Error('not a WOFF2 font');
  const tables = font.readUInt16BE(12);
  let at = 48;
  let offset = 0;
  let found: { offset: number; length: number } | undefined;
  for (let i = 0; i < tables; i += 1) {
    const flags = font.readUInt8(at);
    at += 1;
    const index = flags & 0x3f;
    const tag =
      index === 63 ? font.toString('latin1', at, at + 4) : knownTags.slice(index * 5, index * 5 + 4);
    if (index === 63) at += 4;
    const original = readBase128(font, at);
    at = original.next;
    let { value: length } = original;
    // glyf and loca are transformed unless their version is 3; the others only if it is not 0.
    const version = flags >> 6;
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    if (transformed) {
      const stored = readBase128(font, at);
      at = stored.next;
      length = stored.value;
    }
    if (tag === wanted) found = { offset, length };
    offset += length;
  }
  if (!found) throw new Error(`the font has no ${wanted} table`);
  return brotliDecompressSync(font.subarray(at)).subarray(found.offset, found.offset + found.length);
};

const addSegments = (cmap: Buffer, at: number, covered: Set<number>): void => {
  const segments = cmap.readUInt16BE(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  for (let i = 0; i < segments; i += 1) {
    const start = cmap.readUInt16BE(starts + i * 2);
    const end = cmap.readUInt16BE(ends + i * 2);
    const delta = cmap.readUInt16BE(starts + segments * 2 + i * 2);
    const rangeAt = starts + segments * 4 + i * 2;
    const range = cmap.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const mapped = range === 0 ? code : cmap.readUInt16BE(rangeAt + range + (code - start) * 2);
      const glyph = range !== 0 && mapped === 0 ? 0 : (mapped + delta) & 0xffff;
      if (glyph !== 0) covered.add(code);
    }
  }
};

const addGroups = (cmap: Buffer, at: number, covered: Set<number>): void => {
  const groups = cmap.readUInt32BE(at + 12);
  for (let i = 0; i < groups; i += 1) {
    const group = at + 16 + i * 12;
    const start = cmap.readUInt32BE(group);
    const end = cmap.readUInt32BE(group + 4);
    const glyph = cmap.readUInt32BE(group + 8);
    for (let code = start; code <= end; code += 1) if (glyph + code - start !== 0) covered.add(code);
  }
};

/** The code points for which the font has a glyph; throws on bytes that are no WOFF2 font. */
export const coverageOf = (font: Buffer): ReadonlySet<number> => {
  const cmap = tableOf(font, 'cmap');
  const covered = new Set<number>();
  const encodings = cmap.readUInt16BE(2);
  for (let i = 0; i < encodings; i += 1) {
    const at = cmap.readUInt32BE(4 + i * 8 + 4);
    const format = cmap.readUInt16BE(at);
    if (format === 4) addSegments(cmap, at, covered);
    if (format === 12) addGroups(cmap, at, covered);
  }
  return covered;
};

// From the bytes of an exported file to text: UTF-8, UTF-16 with a mark, or Shift_JIS as Windows writes it.

export type Decoded = { readonly text: string; readonly encoding: string };

/** Throws a RangeError when the bytes are none of these. */
export const decodeText = (bytes: Uint8Array): Decoded => {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  for (const encoding of marked === null ? ['utf-8', 'shift_jis'] : [marked]) {
    try {
      // The decoder takes a byte order mark away; the label shift_jis means Windows-31J (WHATWG Encoding).
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // Not this one.
    }
  }
  throw new RangeError('is neither UTF-8 nor Shift_JIS text; save it as "CSV UTF-8"');
};

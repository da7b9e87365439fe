// Star's raster mode to the byte, and its status block bit by bit.
import { describe, expect, it } from 'vitest';
import { star } from './star.ts';
import { readStarStatus, starBlockLength } from './star-status.ts';

describe('Star sheet', () => {
  it('is raster mode, page set-up, rows, end of page with cut, and the counted end', () => {
    const picture = { width: 16, height: 2, bits: Uint8Array.of(0x80, 0x01, 0xff, 0x00) };
    expect(Buffer.concat(star.sheet(picture)).toString('hex')).toBe(
      [
        '1b40',
        '1b2a7241',
        '1b2a725030',
        '00',
        '1b2a72453133',
        '00',
        '6202008001',
        '620200ff00',
        '1b0c04',
        '1b2a7242',
        '17',
      ].join(''),
    );
  });
});

describe('Star status block', () => {
  it.each([
    [0x0f, 7],
    [0x21, 8],
    [0x23, 9],
    [0x12, null],
    [0x00, null],
  ])('begins with %i: %s bytes', (first, length) => {
    expect(starBlockLength(first)).toBe(length);
  });

  const block = (index: number, bits: number): number[] => {
    const bytes = [0x23, 0x06, 0, 0, 0, 0, 0, 0, 0];
    bytes[index] = bits;
    return bytes;
  };
  it.each([
    ['ready', 2, 0x00, false, []],
    ['offline', 2, 0x08, false, ['offline']],
    ['cover open', 2, 0x28, false, ['coverOpen']],
    ['mechanical error', 3, 0x04, false, ['error']],
    ['cutter error', 3, 0x08, false, ['cutterError']],
    ['unrecoverable error', 3, 0x20, false, ['error']],
    ['head too hot', 3, 0x40, false, ['error']],
    ['memory overflow', 4, 0x40, false, ['error']],
    ['outer near-end sensor', 5, 0x02, true, []],
    ['inner near-end sensor', 5, 0x04, true, []],
    ['paper end', 5, 0x0c, true, ['paperOut']],
  ] as const)('%s', (_, index, bits, nearEnd, faults) => {
    expect(readStarStatus(block(index, bits))).toEqual({ nearEnd, faults, finished: 0 });
  });

  it('counts finished sheets in five scattered bits', () => {
    expect(readStarStatus(block(7, 0x02)).finished).toBe(1);
    expect(readStarStatus(block(7, 0x6e)).finished).toBe(31);
    expect(readStarStatus(block(7, 0x20)).finished).toBe(8);
    expect(readStarStatus([0x0f, 0x06, 0, 0, 0, 0, 0]).finished).toBeNull();
  });
});

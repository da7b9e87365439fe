// ESC/POS to the byte: what is sent for a sheet, and every bit of what comes back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandHeights, bandRows, epson, withoutRealTimeCommands } from './epson.ts';
import type { Question } from './epson-questions.ts';
import { readEpsonStatus } from './epson-status.ts';

const hex = (parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('hex');

describe('ESC/POS sheet', () => {
  it('is initialise, raster, feed and cut, closing question, to the byte', () => {
    const picture = { width: 16, height: 2, bits: Uint8Array.of(0x80, 0x01, 0xff, 0x00) };
    expect(hex(epson.sheet(picture))).toBe(
      ['1b40', '1d763000', '0200', '0200', '8001ff00', '1d564200', '1d7201'].join(''),
    );
  });

  it('goes out in bands of 64 rows', () => {
    const picture = { width: 576, height: 130, bits: new Uint8Array(72 * 130).fill(0xaa) };
    const bytes = Buffer.concat(epson.sheet(picture));
    expect(bandRows).toBe(64);
    const band = 8 + 72 * 64;
    expect(bytes.subarray(2, 10).toString('hex')).toBe('1d76300048004000');
    expect(bytes.subarray(2 + band, 10 + band).toString('hex')).toBe('1d76300048004000');
    expect(bytes.subarray(2 + band * 2, 10 + band * 2).toString('hex')).toBe('1d76300048000200');
    expect(bytes).toHaveLength(2 + band * 2 + 8 + 72 * 2 + 4 + 3);
  });

  it('has no band of 48 rows, which some firmware prints as garbage, and loses no row', () => {
    for (let height = 0; height <= 1000; height += 1) {
      const heights = bandHeights(height);
      expect(heights.reduce((sum, rows) => sum + rows, 0)).toBe(height);
      expect(heights).not.toContain(48);
      expect(Math.max(0, ...heights)).toBeLessThanOrEqual(bandRows);
    }
  });

  it('holds no real-time command in its picture', () => {
    const spoilt = fc.array(fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x01, 0x08, 0x00), { maxLength: 400 });
    fc.assert(
      fc.property(spoilt, (bytes) => {
        const bits = Uint8Array.from(bytes);
        const safe = withoutRealTimeCommands(bits);
        for (let at = 1; at < safe.length; at += 1) {
          if (safe[at - 1] === 0x10) expect([0x04, 0x05, 0x14]).not.toContain(safe[at]);
          // Dots are only ever added.
          expect((safe[at] ?? 0) & (bits[at] ?? 0)).toBe(bits[at]);
        }
      }),
    );
  });
});

describe('DLE EOT', () => {
  const told = (...answers: readonly number[]) =>
    readEpsonStatus(new Map(answers.map((byte, at) => [(at + 1) as Question, byte])));
  const ready = [0x12, 0x12, 0x12, 0x12] as const;
  const withBits = (n: 1 | 2 | 3 | 4, bits: number): [number, number, number, number] => {
    const answers: [number, number, number, number] = [...ready];
    answers[n - 1] = 0x12 | bits;
    return answers;
  };
  it.each([
    ['ready', 1, 0x00, false, []],
    ['drawer pin high', 1, 0x04, false, []],
    ['offline and nothing else', 1, 0x08, false, ['offline']],
    ['waiting for recovery', 1, 0x20, false, []],
    ['feed button', 1, 0x40, false, []],
    ['cover open', 2, 0x04, false, ['coverOpen']],
    ['fed by the button', 2, 0x08, false, []],
    ['stopped at paper end', 2, 0x20, false, ['paperOut']],
    ['error of unknown kind', 2, 0x40, false, ['error']],
    ['mechanical error', 3, 0x04, false, ['error']],
    ['cutter error', 3, 0x08, false, ['cutterError']],
    ['unrecoverable error', 3, 0x20, false, ['error']],
    ['head too hot', 3, 0x40, false, ['error']],
    ['paper near its end', 4, 0x0c, true, []],
    ['paper end', 4, 0x60, false, ['paperOut']],
  ] as const)('%s', (_, n, bits, nearEnd, faults) => {
    expect(told(...withBits(n, bits))).toEqual({ nearEnd, faults, cannotTell: [] });
  });

  it('says what nobody can know when a question has no answer', () => {
    expect(readEpsonStatus(new Map([[1, 0x16]]))).toEqual({
      nearEnd: false,
      faults: [],
      cannotTell: ['paper', 'cover', 'cutter'],
    });
    expect(readEpsonStatus(new Map([[4, 0x7e]]))).toEqual({
      nearEnd: true,
      faults: ['paperOut'],
      cannotTell: ['cover', 'cutter'],
    });
  });

  it('names the cause rather than "offline" and "error"', () => {
    expect(told(0x1a, 0x16, 0x12, 0x12).faults).toEqual(['coverOpen']);
    expect(told(0x1a, 0x52, 0x1a, 0x12).faults).toEqual(['cutterError']);
    expect(told(0x1a, 0x36, 0x12, 0x7e)).toMatchObject({ nearEnd: true, faults: ['paperOut', 'coverOpen'] });
  });
});

// The virtual printer takes the real bytes apart as a real one does: in order, but for what is obeyed on arrival.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bitmap } from '../paper/bitmap.ts';
import { epson } from '../printers/epson.ts';
import { star } from '../printers/star.ts';
import { createMechanism } from './mechanism.ts';

const open = () => {
  const sheets: Bitmap[] = [];
  const answers: number[] = [];
  const mechanism = createMechanism(
    16,
    (sheet) => sheets.push(sheet),
    () => {},
  );
  const feed = (...bytes: number[]): void =>
    mechanism.receive(Uint8Array.from(bytes), (answer) => answers.push(...answer));
  const hear = (): string => Buffer.from(answers.splice(0)).toString('hex');
  return { mechanism, sheets, feed, hear };
};
const picture = {
  width: 16,
  height: 100,
  bits: Uint8Array.from({ length: 200 }, (_, at) => (at * 7) & 0xff),
};

describe('virtual printer', () => {
  it('answers in real time even in the middle of a picture, and the bytes still count as dots', () => {
    const { feed, hear, sheets } = open();
    feed(0x1b, 0x40, 0x1d, 0x76, 0x30, 0, 2, 0, 2, 0, 0x10);
    feed(0x04);
    expect(hear()).toBe('');
    feed(0x01);
    expect(hear()).toBe('12');
    feed(0xff, 0x1d, 0x56, 0x42, 0x00);
    expect(Buffer.from(sheets[0]?.bits ?? []).toString('hex')).toBe('100401ff');
  });

  it('answers GS r only when all before it is printed', () => {
    const { mechanism, feed, hear } = open();
    mechanism.set({ cover: 'open' });
    feed(0x1d, 0x72, 0x01);
    expect(hear()).toBe('');
    feed(0x10, 0x04, 0x02);
    expect(hear()).toBe('16');
    mechanism.set({ cover: 'closed' });
    expect(hear()).toBe('00');
  });

  it.each([
    [{ paper: 'out' }, '1a', '32', '12', '7e'],
    [{ paper: 'nearEnd' }, '12', '12', '12', '1e'],
    [{ cover: 'open' }, '1a', '16', '12', '12'],
    [{ cutter: 'jammed' }, '1a', '52', '1a', '12'],
    [{ offline: true }, '1a', '12', '12', '12'],
  ] as const)('says %o as Epson would', (fault, ...expected) => {
    const { mechanism, feed, hear } = open();
    mechanism.set(fault);
    for (const n of [1, 2, 3, 4]) feed(0x10, 0x04, n);
    expect(hear()).toBe(expected.join(''));
  });

  it('forgets what it has not printed when told to clear, and says so', () => {
    const { mechanism, feed, hear, sheets } = open();
    mechanism.set({ paper: 'out' });
    for (const part of epson.sheet(picture)) feed(...part);
    feed(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
    expect(hear()).toBe('372500');
    mechanism.set({ paper: 'ok' });
    expect(sheets).toHaveLength(0);
    expect(hear()).toBe('');
  });

  it('runs out in mid-picture and goes on where it stopped when there is paper again', () => {
    const { mechanism, feed, sheets, hear } = open();
    mechanism.set({ rowsLeft: 30 });
    for (const part of epson.sheet(picture)) feed(...part);
    expect(mechanism.faults().paper).toBe('out');
    expect(sheets).toHaveLength(0);
    mechanism.set({ paper: 'ok' });
    expect(sheets[0]?.height).toBe(70);
    expect(hear()).toBe('00');
  });

  it('prints the same sheet however its bytes are split, in both languages', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(epson, star),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }),
        (dialect, sizes) => {
          const { feed, sheets } = open();
          const bytes = Buffer.concat(dialect.sheet(picture));
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            feed(...bytes.subarray(at, at + size));
            at += size;
          }
          expect(sheets).toHaveLength(1);
          expect(sheets[0]?.height).toBe(100);
        },
      ),
    );
  });

  it('takes any rubbish without falling over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        const { feed } = open();
        feed(...bytes);
      }),
    );
  });
});

// Report descriptors as real devices give them, and what their reports then mean.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysDown } from './decode.ts';
import { activeUsages, readReportDescriptor } from './report-descriptor.ts';
import { layoutOf } from './transport.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
/** HID 1.11, appendix E.6: the boot keyboard. */
const boot = `05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01
  95 05 75 01 05 08 19 01 29 05 91 02 95 01 75 03 91 01 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 c0`;
/** A combined device: keyboard as report 1, consumer keys as report 2, as wireless keypads have them. */
const combined = `05 01 09 06 a1 01 85 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01
  95 06 75 08 15 00 26 ff 00 05 07 19 00 2a ff 00 81 00 c0
  05 0c 09 01 a1 01 85 02 15 00 26 ff 03 19 00 2a ff 03 75 10 95 01 81 00 c0`;
/** N-key rollover: modifiers and one bit for each of 120 keys, 16 bytes. */
const manyKeys = `05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02
  19 00 29 77 15 00 25 01 75 01 95 78 81 02 c0`;
/** No reserved byte: 7 bytes. */
const short = `05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02
  95 06 75 08 15 00 25 65 19 00 29 65 81 00 c0`;

const keys = (descriptor: string, report: string): readonly string[] | null => {
  const down = keysDown({ kind: 'keyboard' }, bytes(report), readReportDescriptor(bytes(descriptor)));
  return down === null ? null : [...down];
};

describe('a report descriptor', () => {
  it.each([
    ['boot keyboard', boot, '00 00 59 00 00 00 00 00', ['kp1']],
    ['boot keyboard, all let go', boot, '00 00 00 00 00 00 00 00', []],
    ['boot keyboard, Shift alone', boot, '02 00 00 00 00 00 00 00', []],
    ['boot keyboard, too many keys', boot, '00 00 01 01 01 01 01 01', null],
    ['boot keyboard, cut short', boot, '00 00 59', null],
    ['combined, its keyboard', combined, '01 00 00 05 00 00 00 00 00', ['b']],
    ['combined, its other report', combined, '02 00 59', null],
    ['combined, a report that it does not describe', combined, '07 00 59 00 00 00 00 00 00', null],
    ['16 bytes, one bit a key', manyKeys, `00 ${'00 '.repeat(11)} 02 00 00 00`, ['kp1']],
    ['16 bytes, two keys', manyKeys, `00 30 ${'00 '.repeat(14)}`, ['a', 'b']],
    ['7 bytes', short, '00 59 5a 00 00 00 00', ['kp1', 'kp2']],
  ])('%s', (_, descriptor, report, expected) => {
    expect(keys(descriptor, report)).toEqual(expected);
  });

  it('of a page of four bytes, of pushed values and of a long item is followed', () => {
    const pushed = `05 07 75 08 95 01 15 00 a4 05 01 b4 fe 02 00 aa bb 1b 00 00 07 00 2b 65 00 07 00 81 00`;
    const layout = readReportDescriptor(bytes(pushed));
    expect(activeUsages(layout, bytes('04'), 7)).toEqual({ reportId: 0, usages: [4] });
  });

  it('of rubbish, and any report by it, breaks nothing', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 70 }),
        (descriptor, report) => {
          const layout = readReportDescriptor(descriptor);
          const down = keysDown({ kind: 'keyboard' }, report, layout);
          if (down !== null) expect(down.size).toBeLessThanOrEqual(32_768);
        },
      ),
    );
  });

  it('is read from where the system gives it, and missed elsewhere', async () => {
    const sysfs = mkdtempSync(join(tmpdir(), 'junban-hid-'));
    try {
      mkdirSync(join(sysfs, 'hidraw3/device'), { recursive: true });
      writeFileSync(join(sysfs, 'hidraw3/device/report_descriptor'), bytes(combined));
      expect((await layoutOf('/dev/hidraw3', sysfs))?.numbered).toBe(true);
      expect(await layoutOf('/dev/hidraw4', sysfs)).toBeNull();
    } finally {
      rmSync(sysfs, { recursive: true });
    }
  });
});

describe('without a descriptor', () => {
  const guessed = (report: string): readonly string[] | null => {
    const down = keysDown({ kind: 'keyboard' }, bytes(report));
    return down === null ? null : [...down];
  };
  it.each([
    ['00 00 59 00 00 00 00 00', ['kp1']],
    ['01 00 00 59 00 00 00 00 00', ['kp1']],
    // Of another report id, and no keyboard's: its codes are none.
    ['02 00 59 00 00 ff 00 00', null],
    ['02 01 59 00 00 00 00 00', null],
    ['00 00 00 59 00 00 00 00 00', null],
    ['00 59 00 00 00 00 00', null],
  ])('%s is taken for %o', (report, expected) => {
    expect(guessed(report)).toEqual(expected);
  });
});

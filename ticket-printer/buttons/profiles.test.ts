// Report bytes as the devices send them, and the presses they mean.
import { describe, expect, it } from 'vitest';
import { keysDown, pressesBetween } from './decode.ts';
import { matches, type Profile } from './profile.ts';
import { profileOf, profiles } from './profiles.ts';

const profile = (id: string): Profile => {
  const found = profileOf(id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
};

/** Presses of a series of reports, as hex, from rest. */
const presses = (id: string, ...reports: readonly string[]): string[] => {
  let down: ReadonlySet<string> = new Set();
  return reports.flatMap((hex) => {
    const now = keysDown(profile(id).decode, Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex')));
    if (now === null) return [];
    const pressed = pressesBetween(down, now);
    down = now;
    return [...pressed];
  });
};

describe('boot keyboard and keypad', () => {
  it('a key down and up is one press', () => {
    expect(presses('keypad', '00 00 59 00 00 00 00 00', '00 00 00 00 00 00 00 00')).toEqual(['kp1']);
  });
  it('a key held while another goes down is not pressed again', () => {
    expect(
      presses(
        'keyboard',
        '00 00 04 00 00 00 00 00',
        '00 00 04 05 00 00 00 00',
        '00 00 05 00 00 00 00 00',
        '00 00 05 04 00 00 00 00',
      ),
    ).toEqual(['a', 'b', 'a']);
  });
  it('too many keys at once say nothing: no press, no release', () => {
    expect(
      presses(
        'keyboard',
        '00 00 28 00 00 00 00 00',
        '00 00 01 01 01 01 01 01',
        '00 00 28 00 00 00 00 00',
        '02 00 2c 00 00 00 00 00',
      ),
    ).toEqual(['enter', 'space']);
  });
  it('a report id in front is left out; reports of other lengths are not keys', () => {
    expect(presses('pcsensor-foot-switch', '01 00 00 05 00 00 00 00 00', '02 00 00 00')).toEqual(['b']);
  });
  it('codes without a name are called by their code', () => {
    expect(presses('keyboard', '00 00 90 00 00 00 00 00')).toEqual(['code90']);
  });
});

describe('X-keys', () => {
  const xk24 = (a: number, b: number, c: number, d: number, flags = 0): string =>
    Buffer.from([0, flags, a, b, c, d, 0, 0, 1, 0, ...Array<number>(22).fill(0)]).toString('hex');
  it('names keys by column and row', () => {
    expect(presses('xkeys-24', xk24(1, 0, 0, 0), xk24(1, 0, 0, 0x20), xk24(0, 0, 0, 0x20))).toEqual([
      'c1r1',
      'c4r6',
    ]);
  });
  it('ignores the answer to a version question', () => {
    expect(presses('xkeys-24', xk24(0xff, 0, 0, 0, 214))).toEqual([]);
  });
  it('flashes with 36-byte output reports', () => {
    for (const kind of ['accepted', 'refused', 'failed'] as const)
      for (const { report, kind: how } of profile('xkeys-24').feedback?.[kind] ?? []) {
        expect(how).toBe('output');
        expect(report).toHaveLength(36);
        expect(report.slice(0, 2)).toEqual([0, 179]);
      }
  });
});

describe('Delcom button', () => {
  it('is pressed while pin 0 of port 0 is low', () => {
    expect(
      presses('delcom', 'ff ff 00 00 00 00 00 00', 'fe ff 00 00 00 00 00 00', 'fe ff 00 00 00 00 00 00'),
    ).toEqual(['button']);
  });
  it('writes 8 bytes for the light and 16 for the buzzer', () => {
    for (const { report } of profile('delcom').feedback?.accepted ?? [])
      expect(report).toHaveLength(report[0] === 102 ? 16 : 8);
  });
});

describe('Dream Cheeky big button', () => {
  const answer = (state: string): string => `${state} 00 00 00 00 00 00 03`;
  it('lid closed, open, pressed, released, pressed', () => {
    expect(presses('dream-cheeky', ...['15', '17', '16', '16', '17', '16', '15'].map(answer))).toEqual([
      'button',
      'button',
    ]);
  });
  it('anything that is not its answer says nothing', () => {
    expect(presses('dream-cheeky', '16 00 00 00 00 00 00 00')).toEqual([]);
  });
});

describe('matching', () => {
  const keypad = {
    path: '/dev/hidraw3',
    vendorId: 0x04d9,
    productId: 0xa02a,
    interface: 0,
    usagePage: 1,
    usage: 6,
  };
  it('every profile has its own id', () => {
    expect(new Set(profiles.map((p) => p.id)).size).toBe(profiles.length);
  });
  it('takes the keypad that is named and not the desk’s own keyboard', () => {
    const choice = { vendorId: 0x04d9, productId: 0xa02a };
    expect(matches(profile('keypad'), choice, keypad)).toBe(true);
    expect(matches(profile('keypad'), choice, { ...keypad, vendorId: 0x046d })).toBe(false);
  });
  it('leaves the other interfaces of a combined device alone', () => {
    const foot = { ...keypad, vendorId: 0x0c45, productId: 0x7403 };
    expect(matches(profile('pcsensor-foot-switch'), {}, foot)).toBe(true);
    expect(matches(profile('pcsensor-foot-switch'), {}, { ...foot, usage: 2 })).toBe(false);
    expect(matches(profile('xkeys-24'), {}, { ...keypad, vendorId: 0x05f3, productId: 1029 })).toBe(true);
    expect(
      matches(profile('xkeys-24'), {}, { ...keypad, vendorId: 0x05f3, productId: 1029, interface: 1 }),
    ).toBe(false);
  });
});

// The button devices Junban knows, each as data: match, decode, poll, feedback.
import type { FeedbackReport, Profile } from './profile.ts';

const keyboardPage = { usagePage: 0x01, usages: [0x06, 0x07] };

const output = (afterMs: number, ...bytes: number[]): FeedbackReport => ({
  afterMs,
  kind: 'output',
  report: bytes,
});
const feature = (afterMs: number, ...bytes: number[]): FeedbackReport => ({
  afterMs,
  kind: 'feature',
  report: bytes,
});
const padded = (bytes: readonly number[], length: number): number[] => [
  ...bytes,
  ...Array.from({ length: length - bytes.length }, () => 0),
];

// --- X-keys: P.I. Engineering SDK, "HID Reports" of each product ------------------------------------------
// Input: unit id, flags (bit 0: programme switch; above 3: another kind of report), then one byte per column,
// bit 0 its top key. Output: report id 0, command, parameters, 36 bytes in all; 179 sets an indicator
// (6 green, 7 red; 0 off, 1 on, 2 flash).
const xkeys = (id: string, name: string, productIds: readonly number[], columns: number): Profile => {
  const led = (afterMs: number, light: 6 | 7, state: 0 | 1 | 2) =>
    output(afterMs, ...padded([0, 179, light, state], 36));
  return {
    id,
    name,
    match: { vendorId: 0x05f3, productIds, interface: 0 },
    decode: { kind: 'bitmap', offset: 2, columns, guard: { byte: 1, max: 3 } },
    feedback: {
      accepted: [led(0, 6, 1), led(400, 6, 0)],
      refused: [led(0, 7, 1), led(1_200, 7, 0)],
      failed: [led(0, 7, 2), led(3_000, 7, 0)],
    },
  };
};

// --- Delcom: "USB IO HID Datasheet" (USBIOHID), sections 6.2 to 6.5 --------------------------------------
// Reading feature 100 gives ports 0 and 1; the button is pin 0 of port 0, low while pressed. Writing: 101
// (8 bytes) or 102 (16), minor command, low byte, high byte; minor 2 sets port 1, where a low pin lights
// (0 green, 1 red, 2 blue); minor 70 is the buzzer: on, tone in 256 µs, then in the extension repeats, on
// and off time in 50 ms.
const delcomLight = (afterMs: number, port1: number) => feature(afterMs, ...padded([101, 2, port1], 8));
const delcomBuzz = (tone: number, repeats: number) =>
  feature(0, ...padded([102, 70, 1, tone, 0, 0, 0, 0, repeats, 2, 2], 16));

export const profiles: readonly Profile[] = [
  {
    id: 'keyboard',
    name: 'Keyboard-style button (HID boot keyboard)',
    match: keyboardPage,
    decode: { kind: 'keyboard' },
  },
  {
    id: 'keypad',
    name: 'Numeric keypad (HID boot keyboard)',
    match: keyboardPage,
    decode: { kind: 'keyboard' },
  },
  {
    // Sold by PCsensor under several vendor numbers; leaves the factory as a keyboard whose pedals type
    // letters ("FootSwitch User Manual"). Its other interface, for programming it, is left alone.
    id: 'pcsensor-foot-switch',
    name: 'PCsensor foot switch',
    match: { vendorId: 0x0c45, productIds: [0x7403, 0x7404], ...keyboardPage },
    decode: { kind: 'keyboard' },
  },
  {
    id: 'pcsensor-foot-switch-2',
    name: 'PCsensor foot switch (newer)',
    match: { vendorId: 0x413d, productIds: [0x2107], ...keyboardPage },
    decode: { kind: 'keyboard' },
  },
  xkeys('xkeys-24', 'X-keys XK-24', [1027, 1029], 4),
  xkeys('xkeys-stick', 'X-keys XK-4, XK-8, XK-16 Stick', [1127, 1129, 1130, 1132, 1049, 1051, 1213, 1216], 4),
  xkeys('xkeys-60-80', 'X-keys XK-60, XK-80', [1121, 1123, 1231, 1234, 1089, 1091, 1217, 1220], 10),
  xkeys('xkeys-foot', 'X-keys XK-3 Foot Pedal', [1080, 1082], 1),
  {
    id: 'delcom',
    name: 'Delcom USB button',
    match: { vendorId: 0x0fc5, productIds: [0xb080] },
    decode: { kind: 'bits', keys: { button: { byte: 0, bit: 0, active: 0 } } },
    poll: { everyMs: 25, ask: { kind: 'feature', id: 100, length: 8 } },
    feedback: {
      accepted: [delcomLight(0, 0xfe), delcomBuzz(4, 1), delcomLight(400, 0xff)],
      refused: [delcomLight(0, 0xfd), delcomBuzz(8, 2), delcomLight(1_200, 0xff)],
      failed: [delcomLight(0, 0xfd), delcomBuzz(12, 4), delcomLight(3_000, 0xff)],
    },
  },
  {
    // Dream Cheeky "Big Red Button" (DL100B): asked with eight bytes ending in 2, it answers eight ending
    // in 3; byte 0 is 0x15 lid closed, 0x17 lid open, 0x16 pressed: bit 0 is low while pressed.
    id: 'dream-cheeky',
    name: 'Dream Cheeky big button',
    match: { vendorId: 0x1d34, productIds: [0x000d] },
    decode: {
      kind: 'bits',
      keys: { button: { byte: 0, bit: 0, active: 0 } },
      guard: { byte: 7, value: 3 },
    },
    poll: { everyMs: 25, ask: { kind: 'write', report: [0, 0, 0, 0, 0, 0, 0, 0, 2] } },
  },
];

/** The profile of that id. */
export const profileOf = (id: string, known: readonly Profile[] = profiles): Profile | undefined =>
  known.find((profile) => profile.id === id);

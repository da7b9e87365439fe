// Names of key codes, from the USB-IF "HID Usage Tables", chapter Keyboard/Keypad Page (0x07).

const letters = [...'abcdefghijklmnopqrstuvwxyz'].map((letter, i): [number, string] => [0x04 + i, letter]);
const digits = [...'1234567890'].map((digit, i): [number, string] => [0x1e + i, digit]);
const functions = Array.from({ length: 12 }, (_, i): [number, string] => [0x3a + i, `f${i + 1}`]);
const highFunctions = Array.from({ length: 12 }, (_, i): [number, string] => [0x68 + i, `f${i + 13}`]);
const keypadDigits = [...'1234567890'].map((digit, i): [number, string] => [0x59 + i, `kp${digit}`]);

/** Name of each key code. */
export const keyNames: ReadonlyMap<number, string> = new Map([
  ...letters,
  ...digits,
  ...functions,
  ...highFunctions,
  ...keypadDigits,
  [0x28, 'enter'],
  [0x29, 'escape'],
  [0x2a, 'backspace'],
  [0x2b, 'tab'],
  [0x2c, 'space'],
  [0x2d, 'minus'],
  [0x2e, 'equal'],
  [0x36, 'comma'],
  [0x37, 'period'],
  [0x38, 'slash'],
  [0x49, 'insert'],
  [0x4a, 'home'],
  [0x4b, 'pageUp'],
  [0x4c, 'delete'],
  [0x4d, 'end'],
  [0x4e, 'pageDown'],
  [0x4f, 'right'],
  [0x50, 'left'],
  [0x51, 'down'],
  [0x52, 'up'],
  [0x53, 'numLock'],
  [0x54, 'kpSlash'],
  [0x55, 'kpAsterisk'],
  [0x56, 'kpMinus'],
  [0x57, 'kpPlus'],
  [0x58, 'kpEnter'],
  [0x63, 'kpPeriod'],
]);

/** Key code of each name. */
export const keyCodes: ReadonlyMap<string, number> = new Map(
  [...keyNames].map(([code, name]) => [name, code]),
);

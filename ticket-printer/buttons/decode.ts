// From the bytes of one report to the keys that are down, and from two such sets to the presses between them.
import type { Decode } from './profile.ts';
import { activeUsages, type ReportLayout } from './report-descriptor.ts';
import { keyNames } from './usages.ts';

const nothing: ReadonlySet<string> = new Set();
/** The boot keyboard's "too many keys at once": the report says nothing about the keys. */
const rollOver = 0x01;
/** Usage page of keyboards; its usages from here on are Shift, Ctrl and their like. */
const keyboardPage = 0x07;
const firstModifier = 0xe0;
const lastKey = 0xe7;

/** Which of a device's reports this is: keys of one are not let go by another. */
export const reportIdOf = (report: Uint8Array, layout: ReportLayout | null): number =>
  layout?.numbered === true ? (report[0] ?? 0) : 0;

/** Keys that are down according to the report; null: the report says nothing about keys. */
export const keysDown = (
  decode: Decode,
  report: Uint8Array,
  layout: ReportLayout | null = null,
): ReadonlySet<string> | null => {
  switch (decode.kind) {
    case 'keyboard':
      return layout === null ? bootKeys(report) : describedKeys(layout, report);
    case 'bitmap':
      return bitmapKeys(decode, report);
    case 'bits':
      return namedBits(decode, report);
  }
};

const named = (codes: readonly number[]): ReadonlySet<string> | null => {
  if (codes.includes(rollOver)) return null;
  return codes.length === 0
    ? nothing
    : new Set(codes.map((code) => keyNames.get(code) ?? `code${code.toString(16).padStart(2, '0')}`));
};

/** Read as the device itself describes its reports, whatever their length and ids. */
const describedKeys = (layout: ReportLayout, report: Uint8Array): ReadonlySet<string> | null => {
  const active = activeUsages(layout, report, keyboardPage);
  return active === null ? null : named(active.usages.filter((usage) => usage < firstModifier));
};

/** Where the system does not give the description: a boot keyboard's report, and nothing that only looks like one. */
const bootKeys = (report: Uint8Array): ReadonlySet<string> | null => {
  // Nine bytes: a combined device (foot switch, wireless keypad) puts its report id first.
  const boot = report.length === 9 && report[0] !== 0 ? report.subarray(1) : report;
  if (boot.length !== 8 || boot[1] !== 0) return null;
  const codes = [...boot.subarray(2)].filter((code) => code !== 0);
  return codes.some((code) => code > lastKey) ? null : named(codes);
};

const bitmapKeys = (
  decode: Extract<Decode, { kind: 'bitmap' }>,
  report: Uint8Array,
): ReadonlySet<string> | null => {
  const { offset, columns, guard } = decode;
  if (report.length < offset + columns) return null;
  if (guard !== undefined && (report[guard.byte] ?? 0xff) > guard.max) return null;
  const down = new Set<string>();
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < 8; row++)
      if ((((report[offset + column] ?? 0) >> row) & 1) === 1) down.add(`c${column + 1}r${row + 1}`);
  return down;
};

const namedBits = (
  decode: Extract<Decode, { kind: 'bits' }>,
  report: Uint8Array,
): ReadonlySet<string> | null => {
  const { keys, guard } = decode;
  if (guard !== undefined && report[guard.byte] !== guard.value) return null;
  const down = new Set<string>();
  for (const [name, { byte, bit, active }] of Object.entries(keys)) {
    const value = report[byte];
    if (value === undefined) return null;
    if (((value >> bit) & 1) === active) down.add(name);
  }
  return down;
};

/** Keys that went down: a key held through both is no press. */
export const pressesBetween = (before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] =>
  [...after].filter((key) => !before.has(key));

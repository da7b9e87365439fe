// Reads a HID report descriptor (USB-IF "Device Class Definition for HID" 1.11, section 6.2.2): where in which report which key is.

/** One input field of a report; offsets count bits from behind the report id. */
export type InputField = {
  readonly reportId: number;
  readonly bitOffset: number;
  /** Bits of one value. */
  readonly bitSize: number;
  readonly count: number;
  /** array: each value names a key that is down · variable: one value for each usage. */
  readonly kind: 'array' | 'variable';
  readonly logicalMinimum: number;
  /** Page in the upper, usage in the lower 16 bits; of a range its ends. */
  readonly usages: readonly number[];
  readonly usageMinimum: number | null;
  readonly usageMaximum: number | null;
};

export type ReportLayout = {
  /** Reports begin with their id. */
  readonly numbered: boolean;
  readonly fields: readonly InputField[];
};

/** Short items: tag and type in the upper six bits of the first byte. */
const tags = {
  input: 0x80,
  output: 0x90,
  feature: 0xb0,
  usagePage: 0x04,
  logicalMinimum: 0x14,
  reportSize: 0x74,
  reportId: 0x84,
  reportCount: 0x94,
  push: 0xa4,
  pop: 0xb4,
  usage: 0x08,
  usageMinimum: 0x18,
  usageMaximum: 0x28,
  collection: 0xa0,
  endCollection: 0xc0,
} as const;
const longItem = 0xfe;
const constant = 0x01;
const variable = 0x02;
/** A descriptor of more is no button's. */
const mostFields = 500;
const mostBits = 32_768;

type Globals = {
  readonly usagePage: number;
  readonly logicalMinimum: number;
  readonly reportSize: number;
  readonly reportCount: number;
  readonly reportId: number;
};
const noGlobals: Globals = { usagePage: 0, logicalMinimum: 0, reportSize: 0, reportCount: 0, reportId: 0 };
type Locals = { usages: number[]; minimum: number | null; maximum: number | null };
const noLocals = (): Locals => ({ usages: [], minimum: null, maximum: null });

const unsigned = (data: Uint8Array): number => data.reduceRight((value, byte) => value * 256 + byte, 0);
const signed = (data: Uint8Array): number => {
  const value = unsigned(data);
  const range = 256 ** data.length;
  return data.length > 0 && value >= range / 2 ? value - range : value;
};

/** The items of a descriptor, one after the other; ends where the bytes end, also in the middle of an item. */
const itemsOf = function* (bytes: Uint8Array): Generator<{ tag: number; data: Uint8Array }> {
  for (let at = 0; at < bytes.length; ) {
    const head = bytes[at] ?? 0;
    if (head === longItem) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][head & 0x03] ?? 0;
    const data = bytes.subarray(at + 1, at + 1 + size);
    if (data.length < size) return;
    yield { tag: head & 0xfc, data };
    at += 1 + size;
  }
};

const globalsWith = (globals: Globals, tag: number, data: Uint8Array): Globals => {
  switch (tag) {
    case tags.usagePage:
      return { ...globals, usagePage: unsigned(data) };
    case tags.logicalMinimum:
      return { ...globals, logicalMinimum: signed(data) };
    case tags.reportSize:
      return { ...globals, reportSize: unsigned(data) };
    case tags.reportCount:
      return { ...globals, reportCount: unsigned(data) };
    case tags.reportId:
      return { ...globals, reportId: unsigned(data) };
    default:
      return globals;
  }
};

/** A usage of four bytes carries its page itself. */
const usageOf = (data: Uint8Array, { usagePage }: Globals): number =>
  data.length === 4 ? unsigned(data) : usagePage * 0x10000 + unsigned(data);

/** Where the input fields of a device are; constant bits (padding) are left out. Never throws; rubbish gives no fields. */
export const readReportDescriptor = (bytes: Uint8Array): ReportLayout => {
  const fields: InputField[] = [];
  const offsets = new Map<number, number>();
  const pushed: Globals[] = [];
  let globals = noGlobals;
  let locals = noLocals();
  let numbered = false;
  for (const { tag, data } of itemsOf(bytes)) {
    if (tag === tags.usage) locals.usages.push(usageOf(data, globals));
    else if (tag === tags.usageMinimum) locals.minimum = usageOf(data, globals);
    else if (tag === tags.usageMaximum) locals.maximum = usageOf(data, globals);
    else if (tag === tags.push) pushed.push(globals);
    else if (tag === tags.pop) globals = pushed.pop() ?? noGlobals;
    else if (tag === tags.input) {
      const { reportId, reportSize, reportCount, logicalMinimum } = globals;
      const flags = unsigned(data);
      const bitOffset = offsets.get(reportId) ?? 0;
      offsets.set(reportId, Math.min(mostBits, bitOffset + reportSize * reportCount));
      const fits = reportSize >= 1 && reportSize <= 32 && bitOffset + reportSize * reportCount <= mostBits;
      if ((flags & constant) === 0 && fits && fields.length < mostFields)
        fields.push({
          ...{ reportId, bitOffset, bitSize: reportSize, count: reportCount, logicalMinimum },
          kind: (flags & variable) === 0 ? 'array' : 'variable',
          usages: locals.usages,
          usageMinimum: locals.minimum,
          usageMaximum: locals.maximum,
        });
      locals = noLocals();
    } else if (
      tag === tags.output ||
      tag === tags.feature ||
      tag === tags.collection ||
      tag === tags.endCollection
    )
      locals = noLocals();
    else {
      if (tag === tags.reportId) numbered = true;
      globals = globalsWith(globals, tag, data);
    }
  }
  return { numbered, fields };
};

/** The number of so many bits at that bit, low bit first; null: the report is shorter. */
const bitsAt = (report: Uint8Array, offset: number, size: number): number | null => {
  if (offset + size > report.length * 8) return null;
  let value = 0;
  for (let bit = size - 1; bit >= 0; bit -= 1) {
    const at = offset + bit;
    value = value * 2 + (((report[at >> 3] ?? 0) >> (at & 7)) & 1);
  }
  return value;
};

const usageAt = (field: InputField, index: number): number | null => {
  if (field.usageMinimum !== null) {
    const usage = field.usageMinimum + index;
    return field.usageMaximum !== null && usage > field.usageMaximum ? null : usage;
  }
  return field.usages[index] ?? null;
};

export type ActiveUsages = {
  readonly reportId: number;
  /** Usages that are on, of the wanted page, without the page. */
  readonly usages: readonly number[];
};

/** What is on in one report, of one usage page (7: keyboards); null: this report has no field of it, or is cut short. */
export const activeUsages = (
  { numbered, fields }: ReportLayout,
  report: Uint8Array,
  page: number,
): ActiveUsages | null => {
  const reportId = numbered ? (report[0] ?? 0) : 0;
  const body = numbered ? report.subarray(1) : report;
  const active: number[] = [];
  let about = false;
  for (const field of fields) {
    if (field.reportId !== reportId) continue;
    const first = field.usageMinimum ?? field.usages[0];
    if (first === undefined || Math.floor(first / 0x10000) !== page) continue;
    about = true;
    for (let index = 0; index < field.count; index += 1) {
      const value = bitsAt(body, field.bitOffset + index * field.bitSize, field.bitSize);
      if (value === null) return null;
      const usage =
        field.kind === 'array'
          ? usageAt(field, value - field.logicalMinimum)
          : value === 0
            ? null
            : usageAt(field, index);
      if (usage !== null && usage % 0x10000 !== 0) active.push(usage % 0x10000);
    }
  }
  return about ? { reportId, usages: active } : null;
};

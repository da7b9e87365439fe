// JSON as malformed clients write it: values with pieces of raw text in them, and what is done to a value to break it.
import type { Dice } from './dice.ts';

/** Text that stands in the JSON as it is, e.g. a number that no program can hold. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Fields = { [key: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Raw);

/** The value as JSON; keys such as __proto__ are written like any other. */
export const toJson = (value: unknown): string => {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (!isFields(value)) return JSON.stringify(value) ?? 'null';
  return `{${Object.keys(value)
    .map((key) => `${JSON.stringify(key)}:${toJson(value[key])}`)
    .join(',')}}`;
};

const homoglyphs: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  A: 'Α',
  '1': '１',
};
const nested = (depth: number): Raw => new Raw('['.repeat(depth) + ']'.repeat(depth));

/** A wrong value in place of a right one. */
export const wrongValue = (right: unknown, dice: Dice): unknown => {
  const kinds: readonly (() => unknown)[] = [
    () => null,
    () => dice.chance(0.5),
    () => dice.int(2_000) - 1_000,
    () => dice.text(1 + dice.int(20)),
    () => [],
    () => ({}),
    () => [right],
    () => ({ value: right }),
    () => 'x'.repeat(201 + dice.int(5_000)),
    () =>
      new Raw(dice.pick(['1e999', '-1e999', '-0', '1.5', '9007199254740993', '1e-7', '-1', '0.1e1', '1000'])),
    () => new Raw(dice.pick(['"\\ud800"', '"\\udc00\\ud800"', '"a\\u0000b"', '"\\u202e"', '"\\uffff"'])),
    () => nested(2 + dice.int(400)),
    () => dice.pick(['', ' ', '\n', 'null', 'undefined', 'NaN', 'Infinity', 'true', '[object Object]']),
    () => dice.pick(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']),
    () =>
      dice.pick([
        "' OR 1=1 --",
        '../../etc/passwd',
        '{{7*7}}',
        '\u0024{7*7}',
        '<script>',
        '%00',
        'open:2026-01-01',
      ]),
    () =>
      dice.pick([
        'Ａ０１２',
        'А012',
        '２０２６-11-24',
        '１',
        '2026-02-30',
        '99999999999',
        'A12',
        'a012',
        'A0123',
      ]),
    () =>
      typeof right === 'string'
        ? [...right].map((letter) => (dice.chance(0.4) ? (homoglyphs[letter] ?? letter) : letter)).join('')
        : String(right),
    () => (typeof right === 'string' ? `${right}\u0000` : right === null ? 0 : [right, right]),
  ];
  return dice.pick(kinds)();
};

/** Every object inside a value, itself included. */
const objectsIn = (value: unknown): readonly Fields[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isFields(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
};

const poison = new Raw('{"isAdmin":true,"type":"finish","ok":true}');

/** Breaks one to three things in a copy of the value; now and then what comes out is still right. */
export const mutate = (value: Fields, dice: Dice): Fields => {
  const copy = structuredClone(value);
  const times = 1 + dice.int(3);
  for (let i = 0; i < times; i += 1) {
    const object = dice.pick(objectsIn(copy));
    const keys = Object.keys(object);
    const key = keys.length === 0 ? 'extra' : dice.pick(keys);
    const add = (name: string, added: unknown): void => {
      Object.defineProperty(object, name, {
        value: added,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    };
    const change = dice.int(10);
    if (change < 6) add(key, wrongValue(object[key], dice));
    else if (change < 8) delete object[key];
    else if (change === 8) add(dice.pick(['__proto__', 'constructor', 'prototype']), poison);
    else add(dice.text(1 + dice.int(6)), dice.int(9));
  }
  return copy;
};

/** Breaks the text of a JSON document: cut short, doubled, a character lost, gained or changed. */
export const breakText = (json: string, dice: Dice): string => {
  const at = dice.int(Math.max(1, json.length));
  const kinds: readonly (() => string)[] = [
    () => json.slice(0, at),
    () => json.slice(0, at) + json.slice(at + 1),
    () => json.slice(0, at) + dice.text(1) + json.slice(at),
    () => json.slice(0, at) + dice.text(1) + json.slice(at + 1),
    () => json + json,
    () => json.replace('{', '{"command":{"type":"finish","booth":1},'),
    () => json.replaceAll('"', "'"),
    () => `\ufeff${json}`,
    () => `${json},`,
    () => `/* x */${json}`,
    () => nested(1_000 + dice.int(20_000)).text,
    () => dice.text(dice.int(60)),
  ];
  return dice.pick(kinds)();
};

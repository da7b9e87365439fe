// Repeatable choices for one malformed message: the same seed and number give the same message, in whatever order they are sent.
import { seededRandom } from '../../../tools/demo/random.ts';

export type Dice = {
  /** A whole number from 0 to `below` − 1. */
  int(below: number): number;
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T;
  chance(probability: number): boolean;
  /** Any bytes. */
  bytes(length: number): Buffer;
  /** Printable characters, some of them from other scripts. */
  text(length: number): string;
};

const letters = 'abcXYZ019 -_.:/\\"\'{}[]<>%&?#=+*~`^|$@!;,\t番号あ한ệ😀\u200b\u202e';
const characters = [...letters];

/** The choices of message `index` of the run with this seed. */
export const diceFor = (seed: number, index: number): Dice => {
  const random = seededRandom(Math.imul(seed ^ 0x9e3779b9, 2_654_435_761) ^ Math.imul(index + 1, 0x85ebca6b));
  const int = (below: number): number => Math.floor(random() * below);
  const pick = <T>(list: readonly T[]): T => list[int(list.length)] as T;
  return {
    int,
    pick,
    chance: (probability) => random() < probability,
    bytes: (length) => Buffer.from(Array.from({ length }, () => int(256))),
    text: (length) => Array.from({ length }, () => pick(characters)).join(''),
  };
};

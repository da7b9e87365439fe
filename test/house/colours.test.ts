// Colours that stand side by side are told apart by everybody, texts have their contrast, and what colour cannot say is said in words.
import { describe, expect, it } from 'vitest';
import { staffEn } from '../../protocol/texts/staff.en.ts';
import { staffJa } from '../../protocol/texts/staff.ja.ts';
import { apart, contrast, tokensOf, visions } from '../support/colour.ts';

const wall = tokensOf('displays');
const desk = tokensOf('staff-console');
type Colours = typeof wall;
type Pair = readonly [what: string, of: Colours, one: string, other: string];

/** Fills and frames by which states are told apart at a glance: far apart for every eye. */
const atAGlance: readonly Pair[] = [
  ['intake stopped | calls suspended', wall, '--stop', '--warn-pale'],
  ['intake stopped | not now', wall, '--stop', '#e9edf5'],
  ['frame of calls suspended | not now', wall, '--warn', '#e9edf5'],
  ['a new call lit | dark', wall, '--brand', '--paper'],
  ['booth open | closed, by its figure', wall, '--brand-deep', '#dfe4ec'],
  ['answer bad | good', desk, '--bad', '--good-soft'],
  ['answer bad | a note', desk, '--bad', '--color-neutral-solid-gray-100'],
  ['ticket called | being served', desk, '--accent', '--good-soft'],
  ['ticket called | held or absent', desk, '--accent', '--warn-soft'],
  ['button pressed | not pressed', desk, '--accent', '--paper'],
];

/** Frames and words in colour: seen to differ, but the words beside them say it. */
const beside: readonly Pair[] = [
  ['ticket called | served, by its frame', desk, '--accent', '--good'],
  ['booth open | paused', desk, '--good', '--warn'],
  ['booth open | intake stopped', desk, '--good', '--bad'],
  ['alarm | link', desk, '--warn', '--accent'],
];

const texts: readonly (readonly [least: number, of: Colours, text: string, ground: string])[] = [
  ...(
    [
      ['--ink', '--paper'],
      ['--ink', '--ground'],
      ['--ink-soft', '--paper'],
      ['--ink-soft', '--ground'],
      ['--paper', '--stop'],
      ['--warn', '--warn-pale'],
      ['--ink', '#e9edf5'],
      ['--brand', '--brand-pale'],
      ['--brand-deep', '--brand-pale'],
      ['--paper', '--brand'],
      ['--calm', '--calm-pale'],
      ['--ink', '#dfe4ec'],
    ] as const
  ).map(([text, ground]) => [7, wall, text, ground] as const),
  ...(
    [
      ['--ink', '--ground'],
      ['--ink-soft', '--paper'],
      ['--ink-faint', '--ground'],
      ['--good', '--good-soft'],
      ['--warn', '--warn-soft'],
      ['--bad', '--bad-soft'],
      ['#fff', '--bad'],
      ['#fff', '--accent'],
      ['#fff', '--warn'],
      ['--accent-strong', '--accent-soft'],
      ['--color-primitive-orange-1100', '--warn-soft'],
      ['#fff', '--color-primitive-red-1100'],
    ] as const
  ).map(([text, ground]) => [4.5, desk, text, ground] as const),
];

describe.each(visions)('with %s vision', (vision) => {
  it.each(atAGlance)('%s is told apart at a glance', (_what, of, one, other) => {
    expect(apart(of(one), of(other), vision)).toBeGreaterThan(20);
  });

  it.each(beside)('%s is seen to differ', (_what, of, one, other) => {
    expect(apart(of(one), of(other), vision)).toBeGreaterThan(5);
  });
});

describe('contrast', () => {
  it.each(texts)('of at least %d : 1', (least, of, text, ground) => {
    expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(least);
  });
});

describe('what colour alone would not say', () => {
  it.each([
    ['ja', staffJa],
    ['en', staffEn],
  ] as const)('is said in words of its own in %s', (_language, say) => {
    for (const states of [say.boothStates, say.ticketStates, say.intake, say.phases]) {
      const words = Object.values(states);
      expect(words.filter((word) => word.trim() === '')).toEqual([]);
      expect(new Set(words).size).toBe(words.length);
    }
  });
});

describe('the measure itself', () => {
  it('knows what is known: black and white, and red that a protanope takes for dark', () => {
    expect(apart('#000000', '#ffffff', 'normal')).toBeCloseTo(100, 0);
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    // Red and green of one lightness are one colour to a deuteranope.
    expect(apart('#a90000', '#115a36', 'normal')).toBeGreaterThan(20);
    expect(apart('#a90000', '#115a36', 'deuteranopia')).toBeLessThan(12);
    for (const vision of visions)
      expect(apart('#808080', '#909090', vision)).toBeCloseTo(apart('#808080', '#909090', 'normal'), 0);
  });
});

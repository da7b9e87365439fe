// How the places of a slot come about, as the planner reads it: one line for each step of the reckoning.

import type { ReckoningFigures } from '../reckoning-figures.ts';

type Lines = (figures: ReckoningFigures) => readonly string[];

const signed = (count: number): string => (count > 0 ? `+${count}` : `−${-count}`);
const kept = (lines: readonly (string | false)[]): readonly string[] =>
  lines.filter((line): line is string => line !== false);

const ja: Lines = (f) =>
  kept([
    `窓口${f.booths} × ${f.minutes}分 ÷ ${f.minutesPerPlace}分 × ${f.share}% = ${f.exact}`,
    f.lost !== null && `端末が足りず使えない窓口：延べ${f.lost}分`,
    `前の枠からの繰越し ${f.carriedIn} → ${f.planned}名分、次の枠へ ${f.carriedOut}`,
    f.overbooked > 0 && `欠席を見込んだ追加 +${f.overbooked}`,
    f.byHand !== 0 && `手動の変更 ${signed(f.byHand)}（${f.reasons.join('、')}）`,
    `予約できる人数 ${f.places}名`,
  ]).map((line) => line.replaceAll('≈ ', '約'));

const en: Lines = (f) =>
  kept([
    `${f.booths} booths × ${f.minutes} min ÷ ${f.minutesPerPlace} min × ${f.share} % = ${f.exact}`,
    f.lost !== null && `Booths without a terminal: ${f.lost} booth minutes`,
    `Carried from the slot before: ${f.carriedIn} → ${f.planned} places; carried on: ${f.carriedOut}`,
    f.overbooked > 0 && `For those who do not come: +${f.overbooked}`,
    f.byHand !== 0 && `Changed by hand: ${signed(f.byHand)} (${f.reasons.join('; ')})`,
    `Places: ${f.places}`,
  ]);

/** The lines in the language of the office. */
export const reckoningLines: Readonly<Record<'ja' | 'en', Lines>> = { ja, en };

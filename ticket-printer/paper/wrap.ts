// Breaks a text into lines that fit: between words, never before 。or after 「, and evenly filled.
import type { Language } from '../../protocol/ids.ts';

/** May not begin a line (kinsoku), beside all closing punctuation. */
const notFirst =
  /^[।॥、。，．・：；？！ー～〜…‥々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ’”%％°℃,.!?:;\p{Pe}\p{Pf}]/u;
/** May not end a line. */
const notLast = /[\p{Ps}\p{Pi}「『（〔［｛〈《【‘“¥￥$＄#＃№]$/u;

const dictionaryWords = (text: string, language: Language): string[] => {
  const tag = language === 'ja-easy' ? 'ja' : language;
  return [...new Intl.Segmenter(tag, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
};

/** The pieces between which a line may break; joined they are the text. */
const piecesOf = (text: string, language: Language, fits: (text: string) => boolean): string[] => {
  // Spaces tell the words in Korean and European languages and in easy Japanese; elsewhere a dictionary does.
  const spaced = language !== 'ja' && language !== 'zh-Hans' && language !== 'zh-Hant';
  const raw = spaced ? (text.match(/\S+\s*|\s+/gu) ?? []) : dictionaryWords(text, language);
  const fitting = raw.flatMap((piece) =>
    spaced && !fits(piece.trimEnd()) ? dictionaryWords(piece, language) : [piece],
  );
  const pieces: string[] = [];
  for (const piece of fitting) {
    const last = pieces.at(-1);
    const glued = last !== undefined && (notFirst.test(piece) || notLast.test(last) || /^\s+$/u.test(piece));
    if (glued) pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
};

/** A piece that is wider than a whole line, cut between characters. */
const cutToFit = (piece: string, fits: (text: string) => boolean): string[] => {
  const cuts: string[] = [];
  let current = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(piece)) {
    if (current === '' || fits(current + segment)) {
      current += segment;
      continue;
    }
    // Rather take some characters along than begin the next line with a full stop.
    const characters = [...current];
    const mayBreak = (at: number): boolean => {
      const tail = characters.slice(at).join('') + segment;
      return !notFirst.test(tail) && !notLast.test(characters.slice(0, at).join('')) && fits(tail);
    };
    let at = characters.length;
    while (at > 0 && !mayBreak(at)) at -= 1;
    if (at === 0) at = characters.length;
    cuts.push(characters.slice(0, at).join(''));
    current = characters.slice(at).join('') + segment;
  }
  return [...cuts, current];
};

const fill = (pieces: readonly string[], width: number, widthOf: (text: string) => number): string[] => {
  const fits = (text: string): boolean => widthOf(text.trimEnd()) <= width;
  const lines: string[] = [];
  let current = '';
  for (const piece of pieces) {
    if (fits(current + piece)) {
      current += piece;
      continue;
    }
    if (current !== '') lines.push(current);
    const cuts = fits(piece) ? [piece] : cutToFit(piece, fits);
    lines.push(...cuts.slice(0, -1));
    current = cuts.at(-1) ?? '';
  }
  if (current !== '') lines.push(current);
  return lines.map((line) => line.trim()).filter((line) => line !== '');
};

/**
 * The text as lines no wider than `width` (in the unit of `widthOf`), as few as possible and about equally
 * long, because a last line of one character looks like a mistake.
 */
export const wrap = (
  text: string,
  language: Language,
  width: number,
  widthOf: (text: string) => number,
): string[] => {
  const clean = text.replaceAll(/\s+/gu, ' ').trim();
  if (clean === '') return [];
  if (widthOf(clean) <= width) return [clean];
  const pieces = piecesOf(clean, language, (part) => widthOf(part) <= width);
  const fewest = fill(pieces, width, widthOf);
  // A piece cut by force gains nothing from even filling.
  if (pieces.some((piece) => widthOf(piece.trimEnd()) > width)) return fewest;
  // Never narrower than a word: that would cut it.
  let low = Math.max(widthOf(clean) / fewest.length, ...pieces.map((piece) => widthOf(piece.trimEnd())));
  let high = width;
  let best = fewest;
  for (let step = 0; step < 6; step += 1) {
    const middle = (low + high) / 2;
    const lines = fill(pieces, middle, widthOf);
    const longest = Math.max(...lines.map(widthOf));
    if (lines.length <= fewest.length && longest <= width) {
      best = lines;
      high = middle;
    } else low = middle;
  }
  return best;
};

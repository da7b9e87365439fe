// Where a long Japanese name may be broken: between its words, never inside "カード".

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const mostLetters = 400;

/** Particles and endings stay with the word before them, as do closing marks. */
const clings = (segment: string): boolean => /^[ぁ-ん、。，．・）」』】ー～]+$/.test(segment);

/** Signs that stand before a word and never alone: 再設定, 各種, 新規. */
const leads = /^[再各新旧未非不無全本当諸仮前第御]$/;

/** Latin letters, figures and signs side by side are one word: 127.0.0.1:8080/devices. */
const isOfAddress = (before: string, segment: string): boolean =>
  /[!-~]$/.test(before) && /^[!-~]/.test(segment);

/** The words of a Japanese text, each with what clings to it; マイナンバー, the word of these halls, is one though no dictionary has it. */
export const wordsOf = (text: string): readonly string[] => {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text.slice(0, mostLetters))) {
    const last = words.length - 1;
    const isOfOne = words[last] === 'マイ' && segment.startsWith('ナンバー');
    const isLed = leads.test(words[last] ?? '');
    if (last >= 0 && (clings(segment) || isOfOne || isLed || isOfAddress(words[last] ?? '', segment)))
      words[last] += segment;
    else words.push(segment);
  }
  return words;
};

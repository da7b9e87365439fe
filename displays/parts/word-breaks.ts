// A text that breaks between its words.
import { html, type TemplateResult } from 'lit';
import { wordsOf } from '../../protocol/texts/word-breaks.ts';

/** The text with a break opportunity before each word; style it with `word-break: keep-all`. */
export const breakable = (text: string): readonly (string | TemplateResult)[] =>
  wordsOf(text).map((word, index) => (index === 0 ? word : html`<wbr>${word}`));

// Two languages side by side: Japanese large, the language whose turn it is small below or beside.
import { html, nothing, type TemplateResult } from 'lit';
import { givenIn, type Language, type LocalText, textIn } from '../../protocol/ids.ts';
import { type PublicTexts, textsFor } from '../../protocol/texts/index.ts';
import { breakable } from '../parts/word-breaks.ts';

/** What the parts of the wall are drawn with. */
export type Tongue = {
  readonly second: Language | null;
  readonly ja: PublicTexts;
  readonly other: PublicTexts | null;
};

export const tongueOf = (second: Language | null): Tongue => ({
  second,
  ja: textsFor('ja'),
  other: second === null ? null : textsFor(second),
});

type Pick = (texts: PublicTexts) => string;

const secondLine = (text: string | null, tag: string | undefined) =>
  text === null || tag === undefined ? nothing : html`<span class="second" lang=${tag}>${text}</span>`;

/** A text of the catalogue in both languages. */
export const both = (tongue: Tongue, pick: Pick): TemplateResult => {
  const ja = pick(tongue.ja);
  const other = tongue.other === null ? null : pick(tongue.other);
  return html`<span class="first" lang="ja">${ja}</span>${secondLine(other === ja ? null : other, tongue.other?.tag)}`;
};

/** A text of the settings in both languages; the second falls back as `givenIn` says and is left out if it is the same. */
export const bothLocal = (tongue: Tongue, text: LocalText): TemplateResult => {
  const own = tongue.second === null ? null : textIn(text, tongue.second);
  const tag = tongue.second === null ? undefined : textsFor(givenIn(text, tongue.second)).tag;
  return html`<span class="first breakable" lang="ja">${breakable(text.ja)}</span>${secondLine(own === text.ja ? null : own, tag)}`;
};

// The files that are published: the now view as JSON, as CSV, and as one self-contained page per language.
import type { Language } from '../../protocol/ids.ts';
import type { NowView } from '../../protocol/now.ts';
import { nowCsv } from '../now/csv.ts';
import { nowPage } from '../now/page.ts';

export type PublishedFile = { readonly name: string; readonly type: string; readonly body: string };

/** now.html is in the first language, now.en.html in English. */
const pageName = (language: Language, languages: readonly Language[]): string =>
  language === languages[0] ? 'now.html' : `now.${language}.html`;

/** The pages come last: who sees a new page finds the data of the same moment beside it. */
export const publishedFiles = (
  view: NowView,
  options: {
    readonly languages: readonly Language[];
    readonly everySeconds: number;
    readonly oldAfterMinutes: number;
  },
): readonly PublishedFile[] => {
  const { languages, everySeconds, oldAfterMinutes } = options;
  const pages = languages.map((language) => ({
    name: pageName(language, languages),
    type: 'text/html; charset=utf-8',
    body: nowPage(view, {
      language,
      languages,
      pageIn: (one) => pageName(one, languages),
      renewSeconds: everySeconds,
      oldAfterSeconds: oldAfterMinutes * 60,
      script: null,
    }),
  }));
  return [
    { name: 'now.json', type: 'application/json; charset=utf-8', body: JSON.stringify(view) },
    { name: 'now.csv', type: 'text/csv; charset=utf-8', body: nowCsv(view) },
    ...pages,
  ];
};

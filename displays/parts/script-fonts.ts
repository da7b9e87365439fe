// The faces of Chinese and Korean: each list of their subsets is 100 kB, so a page takes it up only for a language it shows.
import type { Language } from '../../protocol/ids.ts';
import ko from './scripts/ko.css?url';
import zhHans from './scripts/zh-hans.css?url';
import zhHant from './scripts/zh-hant.css?url';

const sheets: Readonly<Partial<Record<Language, string>>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, ko };

/**
 * Makes the faces of a language known to the page, once; the browser then fetches the subsets whose characters it draws.
 * A sheet that does not arrive is asked for again at the next call. Settles when it is there, or has failed.
 */
export const loadFaces = (language: Language): Promise<void> => {
  const address = sheets[language];
  if (address === undefined || document.querySelector(`link[data-faces="${language}"]`) !== null)
    return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.dataset.faces = language;
  return new Promise((resolve) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      resolve();
    };
    link.href = address;
    document.head.append(link);
  });
};

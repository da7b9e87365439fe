// What a file of tests with pages begins with: the built pages and one Chromium for all its tests, closed after the last.
import { afterAll, beforeAll } from 'vitest';
import { buildPages } from '../../tools/build.ts';
import { type Browser, openBrowser } from './chromium.ts';

/** To be called at the top of the file, before what opens pages in `beforeAll`; `more`: Chromium's flags. */
export const useBrowser = (more: readonly string[] = []): Pick<Browser, 'page'> => {
  let browser: Browser | null = null;
  beforeAll(async () => {
    await buildPages();
    browser = await openBrowser(more);
  });
  afterAll(() => browser?.close());
  return {
    page: (size) => {
      if (browser === null) throw new Error('pages are opened in beforeAll, or in a test');
      return browser.page(size);
    },
  };
};

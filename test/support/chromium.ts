// Debian's Chromium for tests: a fresh profile each time, nothing that calls home.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Browser = {
  /** A page of its own size, in a context of its own (cookies, storage). */
  page(size?: { readonly width: number; readonly height: number }): Promise<Page>;
  close(): Promise<void>;
};

/** Starts Chromium headless, with `more` flags; sizes default to a 1920×1080 wall. */
export const openBrowser = async (more: readonly string[] = []): Promise<Browser> => {
  const profile = await mkdtemp(join(tmpdir(), 'junban-chromium-'));
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [...flags, ...more, `--crash-dumps-dir=${profile}`],
  });
  const contexts: BrowserContext[] = [];
  return {
    page: async (size = { width: 1920, height: 1080 }) => {
      const context = await browser.newContext({ viewport: size, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
      contexts.push(context);
      return context.newPage();
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
};

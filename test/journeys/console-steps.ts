// The steps that journeys through the consoles share: the built pages, signing in, what a page shows.
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** The folder of the built pages. */
export const dist = resolve(root, 'dist');
/** The smallest screen that consoles are made for. */
export const desk = { width: 1366, height: 768 };

/** The words of the first element found, spaces as one. */
export const text = async (page: Page, selector: string): Promise<string> =>
  ((await page.locator(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
/**
 * Presses a key at a booth once the press before it is answered, as people do who look: the picture comes before the
 * answer, and what is pressed between the two is refused in words.
 */
export const press = async (booth: Page, key: string): Promise<void> => {
  await booth.locator('.actions:not([data-pending])').waitFor();
  await booth.keyboard.press(key);
};
/** The number at the booth, or what stands there instead; polled. */
export const current = (page: Page) =>
  expect.poll(() => text(page, '.current-number, .none-head'), { timeout: 5_000 });
/** The state of the ticket at the booth; polled. */
export const state = (page: Page) =>
  expect.poll(() => text(page, '.current-head .state-plate'), { timeout: 5_000 });
/** The answer to the last press; polled. */
export const message = (page: Page) => expect.poll(() => text(page, '.message'), { timeout: 5_000 });
/** Waits until a booth offers `action`: a key pressed before what it needs is on the screen is refused in words. */
export const offered = (page: Page, action: string): Promise<void> =>
  page.locator(`[data-action=${action}][aria-disabled=false]`).waitFor();
/** The guard takes the same key twice within 0.7 s for one press; a person who means two presses is slower. */
export const unhurried = (page: Page) =>
  page.waitForFunction(() => new Promise((done) => setTimeout(done, 750, true)));

/** Finishes a number that nobody has begun to serve (`key`: f, or Enter to call the next): the page asks first. */
export const finishUnstarted = async (booth: Page, key: string): Promise<void> => {
  await press(booth, key);
  await booth.locator('unstarted-dialog dialog[open]').waitFor();
  await unhurried(booth);
  await booth.keyboard.press('Enter');
};

/** Opens a console and signs in by one click as the first person of the demonstration whose name holds `name`. */
export const signIn = async (page: Page, address: string, name: string): Promise<void> => {
  await page.goto(address);
  await page.locator('.role-card button', { hasText: name }).first().click();
  await page.locator('header.top').waitFor();
};

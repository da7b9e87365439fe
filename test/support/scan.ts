// A barcode scanner that types as a keyboard: all characters and Enter at once, as no test that waits for each key could.
import type { Page } from 'playwright-core';

/** Sends `text` and Enter as keys of the page, faster than the bursts that the pages look for. */
export const scan = async (page: Page, text: string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const keys = [...text].map((key) => ({
    key,
    text: key,
    code: /[a-z]/i.test(key) ? `Key${key.toUpperCase()}` : /\d/.test(key) ? `Digit${key}` : '',
    ...(/[A-Z]/.test(key) ? { modifiers: 8 } : {}),
  }));
  const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
  await Promise.all(
    [...keys, enter].flatMap((key) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, code: key.code }),
    ]),
  );
  await session.detach();
};

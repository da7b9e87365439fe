// The contact sheet: all pictures on one page, each with its name, as HTML and as one picture.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { screens } from '../../protocol/pages.ts';
import type { Shot } from './shots.ts';

/** One height for all, so that rows are even; px. */
const thumbHeight = 300;

const figure = ({ name, size }: Shot): string => {
  const width = Math.round((screens[size].width / screens[size].height) * thumbHeight);
  return `<figure><a href="${name}.png"><img src="${name}.png" width="${width}" height="${thumbHeight}" alt=""></a><figcaption>${name}</figcaption></figure>`;
};

const group = (page: string, shots: readonly Shot[]): string =>
  `<h2>${page}</h2><div class="row">${shots.map(figure).join('')}</div>`;

const html = (shots: readonly Shot[]): string => {
  const pages = Map.groupBy(shots, ({ page }) => page);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Junban: pictures</title>
<style>
  body { font: 14px/1.4 sans-serif; margin: 24px; background: #e8e8eb; color: #1a1a1c; }
  .row { display: flex; flex-wrap: wrap; gap: 16px; }
  figure { margin: 0; } img { display: block; border: 1px solid #b4b4b8; }
  figcaption { font-size: 12px; }
</style>
${[...pages].map(([page, of]) => group(page, of)).join('\n')}</html>`;
};

/** Writes `index.html` and `contact-sheet.png` beside the pictures; `page` draws the latter. */
export const writeSheet = async (folder: string, shots: readonly Shot[], page: Page): Promise<void> => {
  const file = join(folder, 'index.html');
  await writeFile(file, html(shots));
  await page.setViewportSize({ width: 2400, height: 1200 });
  await page.goto(`file://${file}`, { waitUntil: 'load' });
  await page.screenshot({ path: join(folder, 'contact-sheet.png'), fullPage: true });
};

// Builds the pages of displays and consoles into dist/<page>/index.html, with hashed files in dist/assets.
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { builtName, pageRows } from './protocol/pages.ts';

const root = dirname(fileURLToPath(import.meta.url));

/** Folder in dist/ and folder of the source. */
const pages = pageRows.flatMap(({ folder }) =>
  folder === null ? [] : [[builtName(folder), folder] as const],
);

/** Vite writes HTML to the path of its source; the hub maps addresses to dist/<page>/index.html. */
const pagesByName: Plugin = {
  name: 'pages-by-name',
  async writeBundle({ dir }) {
    const out = dir ?? join(root, 'dist');
    for (const [name, folder] of pages) {
      await mkdir(join(out, name), { recursive: true });
      await rename(join(out, folder, 'index.html'), join(out, name, 'index.html'));
    }
    // Phones ask for these by name, in a manifest that the hub writes.
    await cp(join(root, 'displays/icons'), join(out, 'icons'), { recursive: true });
    for (const room of new Set(pages.map(([, folder]) => folder.split('/')[0] ?? '')))
      await rm(join(out, room), { recursive: true, force: true });
  },
};

/** Every browser in use reads woff2: half of the font files need not be built. */
const onlyWoff2 = {
  postcssPlugin: 'only-woff2',
  Once(css: { walkDecls(prop: string, visit: (declaration: { value: string }) => void): void }) {
    css.walkDecls('src', (declaration) => {
      declaration.value = declaration.value.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '');
    });
  },
};

export default defineConfig({
  root,
  // Pages are served at addresses such as /wall/centre, so their files must be named from the root.
  base: '/',
  publicDir: false,
  plugins: [pagesByName],
  css: { postcss: { plugins: [onlyWoff2] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Kiosk browsers are current Chromium; consoles and phones whatever people have.
    target: 'es2022',
    // Only the fonts' subsets that a page shows are fetched; a data URL would be fetched always.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: Object.fromEntries(pages.map(([name, folder]) => [name, resolve(root, folder, 'index.html')])),
    },
  },
});

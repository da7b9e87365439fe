// The policy of our pages refuses inline scripts and style attributes: no page and no template holds one.
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const files = globSync('{displays,staff-console}/**/*.{ts,html}', { cwd: root }).filter(
  (file) => !file.endsWith('.test.ts'),
);
/** `.style=${…}` sets the property, which is allowed; `style="…"` writes the attribute, which is not. */
const refused = [
  /<style\b/,
  /<script\b(?![^>]*\bsrc=)/,
  /(?<![.\w-])style=["'$]/,
  /styleMap/,
  /\bon[a-z]+="/,
];

it('pages are found', () => {
  expect(files.filter((file) => file.endsWith('.html')).length).toBeGreaterThan(3);
});

it.each(refused)('none holds %s', (pattern) => {
  expect(files.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

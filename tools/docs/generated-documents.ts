// Every document that is made from the code, by its name under docs/.
import { accessPage } from './access-page.ts';
import { limitsPage } from './limits-page.ts';
import { refusalsPage } from './refusals-page.ts';
import { settingsPage } from './settings-page.ts';
import { settingsSchema } from './settings-schema.ts';

/** Name and text of each; a test holds them against what is on disk. */
export const generatedDocuments = (): ReadonlyMap<string, string> =>
  new Map([
    ['settings.md', settingsPage()],
    ['settings.schema.json', `${jsonText(settingsSchema())}\n`],
    ['refusals.md', refusalsPage()],
    ['limits.md', limitsPage()],
    ['access.md', accessPage()],
  ]);

const lineWidth = 110;

/** JSON as the formatter of this repository writes it: lists of words on one line where they fit. */
const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /^( *)(.*)\[\n([^[\]{}]+?)\n\1\](,?)$/gm,
    (whole, indent: string, head: string, items: string, comma: string) => {
      const line = `${indent}${head}[${items
        .split('\n')
        .map((item) => item.trim())
        .join(' ')}]${comma}`;
      return line.length <= lineWidth ? line : whole;
    },
  );

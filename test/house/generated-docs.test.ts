// The documents made from the code are up to date, explain every field, and their example is one that starts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSettings } from '../../server/settings/parse.ts';
import { generatedDocuments } from '../../tools/docs/generated-documents.ts';

const docs = join(import.meta.dirname, '../../docs');
const documents = generatedDocuments();

describe('generated documents', () => {
  it.each([...documents.keys()])('docs/%s is what npm run generate writes', (name) => {
    expect(readFileSync(join(docs, name), 'utf8')).toBe(documents.get(name));
  });
});

describe('docs/settings.md', () => {
  const page = documents.get('settings.md') ?? '';
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| field |'));

  it('says the type and the meaning of every field', () => {
    expect(rows.length).toBeGreaterThan(80);
    const poor = rows.filter((row) => {
      const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
      const isLanguage = cells[1]?.startsWith('`Text.') || cells[1]?.startsWith('**`Text.');
      return cells[2] === '' || (cells[5] === '' && !isLanguage);
    });
    expect(poor.filter((row) => !row.startsWith('| ---'))).toEqual([]);
  });

  it('shows an example that is accepted', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1];
    expect(parseSettings(parse(example ?? '')).sites[0]?.id).toBe('centre');
  });
});

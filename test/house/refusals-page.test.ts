// The page of refusals says what the catalogue says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalCodes, refusals, refuse } from '../../protocol/refusals.ts';
import { refusalsPage } from '../../tools/docs/refusals-page.ts';

describe('docs/refusals.md', () => {
  it('is the page made from the catalogue (npm run generate)', () => {
    const onDisk = readFileSync(join(import.meta.dirname, '../../docs/refusals.md'), 'utf8');
    expect(onDisk).toBe(refusalsPage());
  });

  it('has a line for every code, with its status', () => {
    const lines = refusalsPage().split('\n');
    for (const code of refusalCodes)
      expect(
        lines.filter((line) => line.startsWith(`| \`${code}\` | ${refusals[code].status} |`)),
      ).toHaveLength(1);
  });
});

describe('the catalogue', () => {
  it.each(refusalCodes)('%s speaks both languages and names no fact that is missing', (code) => {
    const given: string[] = [];
    const facts = new Proxy<Record<string, string>>(
      {},
      {
        get: (_facts, name) => {
          given.push(String(name));
          return 'x';
        },
      },
    );
    const { message, messageJa } = refuse(code, facts);
    expect(message).toMatch(/[.]$/);
    expect(messageJa).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    for (const text of [message, messageJa]) expect(text).not.toMatch(/undefined|\[object/);
  });
});

// Every refusal that the rules of the day can give is shown by a test.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const sources = (pattern: string) =>
  globSync(pattern, { cwd: import.meta.dirname }).map((file) =>
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  );

it('each code that decide can refuse with has a test', () => {
  const tests = sources('*.test.ts').join('\n');
  const rules = sources('*.ts').filter((text) => !text.includes("from 'vitest'"));
  const codes = new Set(
    rules.flatMap((text) => [...text.matchAll(/refused\(\s*'(\w+)'/g)].map((found) => found[1])),
  );
  expect(codes.size).toBeGreaterThan(30);
  expect([...codes].filter((code) => !tests.includes(`'${code}'`))).toEqual([]);
});

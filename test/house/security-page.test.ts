// docs/security.md and SECURITY.md name only files that exist, and every threat is shown by at least one test.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { limitNames } from '../../protocol/limits.ts';
import { httpDoors } from '../../server/access/doors.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const policy = readFileSync(join(root, 'SECURITY.md'), 'utf8');

/** Files and folders named as code. */
const named = [...new Set([...page.matchAll(/`((?:server|test|protocol|displays|tools)\/[^`\s]*)`/g)])].map(
  (match) => match[1] ?? '',
);
const sectionsOf = (text: string, from: string, to: string): readonly string[] =>
  text.slice(text.indexOf(from), text.indexOf(to)).split('\n### ').slice(1);

describe('docs/security.md', () => {
  it('names files that exist', () => {
    expect(named.length).toBeGreaterThan(40);
    expect([...new Set(named)].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('has eight threats, each shown by tests', () => {
    const threats = sectionsOf(page, '## Threats', '## What the pages may do');
    expect(threats).toHaveLength(8);
    for (const threat of threats) expect(threat, threat.split('\n')[0]).toMatch(/`[^`]+\.test\.ts`/);
  });

  it('goes through every chapter of the standard', () => {
    for (let chapter = 1; chapter <= 17; chapter += 1) expect(page).toContain(`\n| V${chapter} `);
  });

  it('speaks of limits that the table of doors uses', () => {
    const used = httpDoors.flatMap(({ rate }) => (rate === undefined ? [] : [rate.limit]));
    expect(used.every((limit) => limitNames.includes(limit))).toBe(true);
    expect(page).toContain('(limits.md)');
  });
});

it('links lead somewhere', () => {
  const links = (text: string, from: string) =>
    [...text.matchAll(/\]\(([^)#]+)\)/g)].map((match) => join(root, from, match[1] ?? ''));
  const all = [...links(page, 'docs'), ...links(policy, '.')];
  expect(all.length).toBeGreaterThan(8);
  expect(all.filter((path) => !existsSync(path))).toEqual([]);
});

it('SECURITY.md invents no address', () => {
  expect(policy).not.toMatch(/[\w.-]+@[\w-]+\.\w+|https?:\/\//);
});

// The demonstration has one key for all its starts; an office is never given one.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readKeys } from '../server/contacts/keys.ts';
import { demoKeyVariables } from './demo-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-demo-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is made at the first start, kept for the next, and nobody else reads it', () => {
  const data = join(folder, 'data');
  const { JUNBAN_KEY_FILE: file = '' } = demoKeyVariables({}, data);
  const before = readFileSync(file, 'utf8');
  expect('problem' in readKeys(before)).toBe(false);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(demoKeyVariables({ JUNBAN_SETTINGS: '' }, data)).toEqual({ JUNBAN_KEY_FILE: file });
  expect(readFileSync(file, 'utf8')).toBe(before);
});

it.each([
  { JUNBAN_SETTINGS: 'office.yaml' },
  { JUNBAN_KEY: 'x' },
  { JUNBAN_KEY_FILE: 'keys' },
])('is not made where an office speaks for itself: %j', (given) =>
  expect(demoKeyVariables(given, folder)).toEqual({}));

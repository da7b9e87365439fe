// The slowest files come first, by their names in the project.
import { expect, it } from 'vitest';
import { slowestLines } from './slowest-files.ts';

const file = (name: string, seconds: number) => ({
  name: `/project/${name}`,
  startTime: 1_000,
  endTime: 1_000 + seconds * 1_000,
});

it('lists so many files, slowest first, and marks those over a minute', () => {
  const files = [file('a.test.ts', 2.04), file('test/b.test.ts', 61), file('c.test.ts', 60)];
  expect(slowestLines(files, '/project', 2)).toEqual([
    '   61.0 s  test/b.test.ts  (over a minute)',
    '   60.0 s  c.test.ts',
  ]);
  expect(slowestLines([], '/project')).toEqual([]);
});

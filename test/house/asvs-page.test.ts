// docs/asvs.md has each requirement of levels 1 and 2 of ASVS 5.0.0 once, counts them rightly, and names files that exist.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/asvs.md'), 'utf8');

/** By section, the last requirement of level 1 or 2 in it; those of level 3 stand behind them in the standard. */
const sections =
  '1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 ' +
  '6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 ' +
  '10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 ' +
  '14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2';
const upTo = (section: string, first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `${section}.${first + i}`);
const wanted = sections.split(' ').flatMap((one) => {
  const [section = '', last = ''] = one.split(':');
  return upTo(section, 1, Number(last));
});

const rows = [
  ...page.matchAll(/^\| (\d+\.\d+)\.(\d+)(?:–\d+\.\d+\.(\d+))? \| (\S+) \| (.*?) \| (.*?) \|$/gm),
].map(([, section = '', first = '', last = first, state = '', how = '', shown = '']) => ({
  ids: upTo(section, Number(first), Number(last)),
  ...{ state, how, files: [...shown.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? '') },
}));

describe('docs/asvs.md', () => {
  it('has every requirement of levels 1 and 2, in order, once', () => {
    expect(rows.flatMap(({ ids }) => ids)).toEqual(wanted);
  });

  it('counts them', () => {
    const count = (state: string) =>
      rows.filter((row) => row.state === state).flatMap(({ ids }) => ids).length;
    const words = `${count('yes')} yes, ${count('part')} in part, ${count('no')} no, ${count('n/a')} not applicable`;
    expect(page).toContain(`${wanted.length} requirements: **${words}**`);
  });

  it('shows each that is met by a file that exists, a test wherever there is one, and says why of the others', () => {
    const files = rows.flatMap((row) => row.files);
    expect([...new Set(files)].filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const unshown = rows.filter(
      ({ state, files: own }) => state === 'yes' && !own.some((file) => file.endsWith('.test.ts')),
    );
    expect(unshown.map(({ ids }) => ids[0])).toEqual([]);
    expect(rows.filter(({ state, how }) => state !== 'yes' && how === '')).toEqual([]);
  });
});

// The table of pages and the folders of pages say the same, and every address leads to one page.
import { existsSync, globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressesOf, builtName, pageAddress, pageRows, pagesListed } from '../../protocol/pages.ts';
import { staffViewKinds } from '../../protocol/staff-views.ts';
import { viewAccess } from '../../server/access/pages.ts';

const root = resolve(import.meta.dirname, '../..');
const folders = pageRows.flatMap(({ folder }) => (folder === null ? [] : [folder]));

describe('the table of pages', () => {
  it('has a row for every folder with a page, and a folder for every row', () => {
    const written = globSync('{displays,staff-console}/*/index.html', { cwd: root });
    expect(written.map((file) => file.replace(/\/index\.html$/, '')).sort()).toEqual([...folders].sort());
    for (const folder of folders) expect(existsSync(join(root, folder, 'index.html'))).toBe(true);
  });

  it('gives every page a folder of its own in dist/, and every address to one page', () => {
    const names = folders.map(builtName);
    expect(new Set(names).size).toBe(names.length);
    // Two addresses that differ in the names of their parts only are the same address.
    const addresses = pageRows.flatMap(addressesOf).map((address) => address.replace(/:\w+/g, ':'));
    expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([]);
  });

  it('shows every view of the consoles on some page, to those whose work that page is', () => {
    for (const kind of staffViewKinds) expect(viewAccess[kind].roles).not.toEqual([]);
    expect(viewAccess).toEqual({
      booth: { roles: ['booth', 'supervisor'] },
      reception: { roles: ['receptionist', 'booth', 'supervisor'] },
    });
  });

  it('writes the fullest address whose parts are known', () => {
    expect(pageAddress('booth', { site: 'centre', booth: 3 })).toBe('/booth/centre/3');
    expect(pageAddress('booth', { site: 'centre' })).toBe('/booth/centre');
    expect(pageAddress('wall')).toBe('/wall');
    expect(pageAddress('start')).toBe('/');
    expect(pageAddress('ticket', { code: 'a/b' })).toBe('/t/a%2Fb');
    expect(() => pageAddress('reception')).toThrow('no address of reception');
  });

  it('lists pages without a site by addresses that need none', () => {
    for (const where of ['office', 'more'] as const)
      for (const { name } of pagesListed(where)) expect(pageAddress(name)).toMatch(/^\//);
    for (const { name } of pagesListed('site')) pageAddress(name, { site: 'centre' });
    for (const { name } of pagesListed('eachBooth')) pageAddress(name, { site: 'centre', booth: 1 });
  });
});

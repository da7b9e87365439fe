// The limits and proxies of a settings document: all may be left out, wrong ones are told in one line with their field.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { defaultLimits } from '../../protocol/limits.ts';
import { parseSettings } from './parse.ts';
import { SettingsError } from './settings-error.ts';

const demo = parse(readFileSync(join(import.meta.dirname, '../../examples/demo.yaml'), 'utf8'), {
  merge: true,
});
const linesOf = (change: object): readonly string[] => {
  try {
    parseSettings({ ...demo, ...change });
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n');
    throw error;
  }
};

it('left out, they are the defaults; one given leaves the others', () => {
  expect(parseSettings(demo).limits).toEqual(defaultLimits);
  expect(parseSettings({ ...demo, limits: { streams: 5 } }).limits).toEqual({ ...defaultLimits, streams: 5 });
});

it.each([
  [{ limits: { stuckSeconds: 0 } }, 'settings: limits.stuckSeconds is 0, must be 1 to 600'],
  [{ limits: { bodyBytes: '64' } }, 'settings: limits.bodyBytes is "64", must be a number without quotes'],
  [{ limits: { streams: 1.5 } }, 'settings: limits.streams is 1.5, must be a whole number'],
  [{ limits: { sites: 2 } }, 'settings: sites is a list of 3, must have at most 2 entries (limits.sites)'],
  [
    { trustedProxies: ['proxy.local'] },
    'settings: trustedProxies[0] is "proxy.local", must be an address or a block, e.g. "10.0.0.5" or "10.0.0.0/24"',
  ],
])('%j is told in one line', (change, line) => expect(linesOf(change)).toEqual([line]));

it('an unknown limit is told with those there are', () => {
  expect(linesOf({ limits: { colour: 1 } })[0]).toMatch(
    /^settings: limits\.colour is 1, unknown here: must be one of connections, /,
  );
});

it.each(['10.0.0.5', '10.0.0.0/24', '::1', 'fd00::/8'])('%s is a proxy', (proxy) => {
  expect(parseSettings({ ...demo, trustedProxies: [proxy] }).trustedProxies).toEqual([proxy]);
});

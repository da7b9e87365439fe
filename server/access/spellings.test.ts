// Every door under every spelling of its address: the same decision as under the plain one, or a 4xx; never more.
import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../protocol/access.ts';
import type { Actor, SiteId } from '../../protocol/ids.ts';
import { makeApiKey } from '../people/api-keys.ts';
import { hashOfKey, newKey, newKeyId } from '../people/bearer.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';
import { httpDoors } from './doors.ts';
import { createFinder } from './find-door.ts';

const here = 'centre' as SiteId;
const elsewhere = 'aoba' as SiteId;

let house: TestHouse;
const keys = new Map<Role, string>();

beforeAll(async () => {
  house = await openTestHouse();
  for (const role of ['receptionist', 'booth', 'supervisor', 'planner'] as const) {
    const key = newKey('ji');
    const made = makeApiKey(
      {
        key: newKeyId(),
        hash: hashOfKey(key),
        name: `${role}-elsewhere`,
        grants: [{ role, site: elsewhere }],
      },
      new Set([here, elsewhere]),
    );
    expect((await house.register.change({ kind: 'system', id: 'test' } as Actor, made)).ok).toBe(true);
    keys.set(role, key);
  }
});
afterAll(() => house.remove());

/** As it stands: fetch would tidy the address first. The status alone; a stream is not waited for. */
const statusOf = (method: string, path: string, key: string | null, accept: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = httpRequest(
      {
        ...{ host: '127.0.0.1', port: house.port, method, path },
        headers: { accept, ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    asked.on('error', reject);
    asked.end();
  });

const hex = (char: string, big: boolean): string => {
  const code = char.charCodeAt(0).toString(16).padStart(2, '0');
  return `%${big ? code.toUpperCase() : code}`;
};

/** One way to write an address otherwise; `at` picks the letter. */
const spellings: Readonly<Record<string, (path: string, at: number) => string>> = {
  encoded: (path, at) => path.replace(/[A-Za-z0-9-]/g, (char, i) => (i === at ? hex(char, false) : char)),
  encodedWhole: (path) => path.replace(/[A-Za-z0-9-]/g, (char) => hex(char, true)),
  doubled: (path, at) =>
    path.replace(/[A-Za-z0-9-]/g, (char, i) => (i === at ? hex(char, false).replace('%', '%25') : char)),
  otherCase: (path, at) => path.replace(/[a-z]/g, (char, i) => (i === at ? char.toUpperCase() : char)),
  allCapitals: (path) => path.toUpperCase(),
  slashAfter: (path) => `${path}/`,
  slashTwice: (path, at) => path.replace(/\//g, (char, i) => (i <= at ? '//' : char)),
  slashEncoded: (path) => path.replace(/(.)\/([^/]*)$/, '$1%2F$2'),
  backslash: (path) => path.replace(/(.)\/([^/]*)$/, '$1\\$2'),
  dot: (path) => path.replace(/^\//, '/./'),
  dotsUp: (path) => `/x/..${path}`,
  dotsEncoded: (path) => `/x/%2e%2e${path}`,
  dotAfter: (path) => `${path}/.`,
  semicolon: (path) => `${path};x=1`,
  nul: (path) => `${path}%00`,
  space: (path) => `${path}%20`,
  halfEscape: (path) => `${path}%`,
  notText: (path) => `${path}%ff`,
  querySite: (path) => `${path}?site=${elsewhere}`,
  queryTwice: (path) => `${path}?site=${elsewhere}&site=${here}`,
  absolute: (path) => `http://127.0.0.1${path}`,
  hash: (path) => `${path}%23`,
};

const addressOf = (path: string, site: string): string =>
  path
    .replace(':site', site)
    .replace(/:[a-z]+/g, 'aaaaaaaaaaaa')
    .replace('*', 'x.js');
const guarded = httpDoors.filter(({ who }) => !('anyone' in who) && !('ownSession' in who));
const ofSites = guarded.filter(({ path }) => path.includes(':site'));

describe('a door under another spelling of its address', () => {
  it('opens for nobody whom the plain one refuses', async () => {
    const cases = fc.record({
      // Where a site is named there is most to gain.
      door: fc.oneof(fc.constantFrom(...ofSites), fc.constantFrom(...guarded)),
      how: fc.constantFrom(...Object.keys(spellings)),
      role: fc.constantFrom(null, ...(['receptionist', 'booth', 'supervisor', 'planner'] as const)),
      at: fc.oneof(fc.integer({ min: 11, max: 16 }), fc.nat(40)),
      accept: fc.constantFrom('application/json', 'text/event-stream'),
      head: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ door, how, role, at, accept, head }) => {
        const plain = addressOf(door.path, here);
        const path = (spellings[how] ?? String)(plain, at);
        const method = door.method === 'GET' && head ? 'HEAD' : door.method;
        const key = role === null ? null : (keys.get(role) ?? null);
        const [asPlain, asSpelt] = [
          await statusOf(method, plain, key, accept),
          await statusOf(method, path, key, accept),
        ];
        const same = asSpelt === asPlain;
        expect({
          path,
          role,
          asPlain,
          asSpelt,
          fine: same || (asSpelt >= 400 && asSpelt < 500),
        }).toMatchObject({
          fine: true,
        });
      }),
      { numRuns: 120 },
    );
  });

  it.each([
    '%63entre',
    'c%65ntre',
    '%63%65%6E%74%72%65',
  ])('as /api/sites/%s/events gives no other site’s log, by GET, HEAD or stream', async (site) => {
    for (const role of ['supervisor', 'planner'] as const) {
      for (const accept of ['application/json', 'text/event-stream']) {
        for (const method of ['GET', 'HEAD']) {
          const status = await statusOf(method, `/api/sites/${site}/events`, keys.get(role) ?? '', accept);
          expect([role, accept, method, status]).toEqual([role, accept, method, 404]);
        }
      }
    }
  });

  it('that names no site at all is refused, not judged for any', async () => {
    for (const site of ['UPPER', 'a_b', '-', 'x'.repeat(41), encodeURIComponent('中央')]) {
      const status = await statusOf('GET', `/api/sites/${site}/events`, keys.get('planner') ?? '', '*/*');
      expect([site, status]).toEqual([site, 400]);
    }
  });
});

describe('the finder', () => {
  const find = createFinder(httpDoors);
  it('reads an address in one way: no two spellings in ASCII lead to the same part', () => {
    const parts = fc.string({ unit: fc.constantFrom(...'abcZ09-._~%25aeFf/\\;*@ 中'), maxLength: 12 });
    fc.assert(
      fc.property(parts, (part) => {
        const found = find('GET', `/api/sites/${part}/events`);
        if (found === null) return;
        const read = found.params.site ?? '';
        expect(read.replace(/[^\x20-\x7e]/g, '')).toBe(
          part.replace(/(?:%[0-9a-f]{2})+/gi, '').replace(/[^\x20-\x7e]/g, ''),
        );
      }),
      { numRuns: 3_000 },
    );
  });
});

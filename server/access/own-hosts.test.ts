// A page under a name that leads here, but is none of ours, does nothing: neither by HTTP nor by socket.
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doors } from '../../protocol/wire.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';
import { createOwnHosts } from './own-hosts.ts';

describe('names of the hub', () => {
  const own = createOwnHosts(
    {
      publicUrl: 'https://q.city.example.jp',
      hubs: ['http://hub-2.lan:8620'],
      hostNames: ['junban.city.lan'],
    },
    'hub-1.city.lan',
  );
  it.each([
    ...[
      'q.city.example.jp',
      'Q.City.Example.JP:443',
      'q.city.example.jp.',
      'hub-2.lan:8620',
      'junban.city.lan',
    ],
    ...['hub-1.city.lan:8620', '10.1.2.3:8620', '[::1]:8620', 'localhost:8620', 'junban'],
  ])('%s is one', (host) => expect(own(host)).toBe(true));
  it.each([
    'evil.example',
    'q.city.example.jp.evil.example',
    'evil.example:8620',
    '',
    'a b',
    '10.1.2.3.evil.example',
  ])('%j is none', (host) => expect(own(host)).toBe(false));
  it('that the settings do not tell are not asked for', () => {
    expect(createOwnHosts({ hubs: [], hostNames: [] })('anything.example')).toBe(true);
  });
});

describe('a hub with a public address', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse(
      undefined,
      {},
      {
        change: (settings) => ({ ...settings, publicUrl: 'https://q.city.example.jp' }),
      },
    );
  });
  afterAll(() => house.remove());

  const statusOf = (path: string, host: string, method = 'POST'): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = {
        host,
        origin: `http://${host}`,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
      };
      const asked = httpRequest(
        { host: '127.0.0.1', port: house.port, method, path, headers },
        (response) => {
          resolve(response.statusCode ?? 0);
          response.destroy();
        },
      );
      asked.on('error', reject);
      asked.end(method === 'POST' ? '{}' : '');
    });

  it('does nothing for a page of a name that is not its own, and says so', async () => {
    expect(await statusOf('/api/session/demo', 'evil.example')).toBe(421);
    expect(await statusOf('/api/sites', 'evil.example', 'GET')).toBe(421);
    expect(await statusOf('/api/sites', 'q.city.example.jp', 'GET')).toBe(200);
    // Whoever looks after machines asks by whatever name.
    expect(await statusOf('/healthz', 'evil.example', 'GET')).toBe(200);
    const place = { site: 'centre', device: 'lobby-1' };
    await expect(house.connect(doors.wall, place, { host: 'evil.example' })).rejects.toThrow();
    expect((await house.connect(doors.wall, place, { host: 'q.city.example.jp' })).connected).toBe(true);
  });
});

// The headers of a real hub, on a page, on the API and on a refusal; HSTS only over TLS, and only when it is set.
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../test-support.ts';
import { safeHeaders } from './headers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.remove());

describe.each(['/', '/api/sites', '/api/keys', '/t/AAAA', '/nope', '/assets/none.js'])('%s', (path) => {
  it('has every header', async () => {
    const { headers } = await house.ask(path);
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html junban-worker',
    ])
      expect(policy.split(';')).toContain(rule);
    expect(policy).toMatch(/style-src 'self'( 'sha256-[^']+'){2}(;|$)/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(headers.get('permissions-policy')).toContain('screen-wake-lock=(self)');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('strict-transport-security')).toBe(false);
  });
});

it('the API is not stored, except where it says how', async () => {
  for (const path of ['/api/sites', '/api/session', '/api/nope', '/healthz', '/metrics'])
    expect((await house.ask(path)).headers.get('cache-control')).toBe('no-store');
  expect((await house.ask('/api/sites/centre/board')).headers.get('cache-control')).toBe('no-cache');
});

it('other hubs may be connected to, by name', async () => {
  const { policy, hsts } = await headersOf({ hubs: ['http://two:8620'], hstsDays: 0 }, 'https');
  expect(policy).toContain("connect-src 'self' http://two:8620 ws://two:8620");
  expect(hsts).toBeNull();
});

it('HSTS goes where TLS was, when it is set', async () => {
  expect((await headersOf({ hubs: [], hstsDays: 30 }, 'https')).hsts).toBe('max-age=2592000');
  expect((await headersOf({ hubs: [], hstsDays: 30 }, 'http')).hsts).toBeNull();
});

/** What a server behind a proxy sends for a protocol. */
const headersOf = async (choice: Parameters<typeof safeHeaders>[0], protocol: string) => {
  const app = express().set('trust proxy', 'loopback');
  app.use(safeHeaders(choice), (_request, response) => void response.end());
  const server = app.listen(0);
  try {
    const { port } = server.address() as { port: number };
    const { headers } = await fetch(`http://127.0.0.1:${port}/`, {
      headers: { 'x-forwarded-proto': protocol },
    });
    return {
      policy: headers.get('content-security-policy') ?? '',
      hsts: headers.get('strict-transport-security'),
    };
  } finally {
    server.close();
  }
};

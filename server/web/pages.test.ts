// Pages, health, figures, the API document and the visitor's page.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalCodes } from '../../protocol/refusals.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.remove());

describe('pages', () => {
  it('say so when they are not built, then come when they are', async () => {
    const missing = await house.ask('/wall/centre');
    expect(missing.status).toBe(503);
    expect(await missing.text()).toContain('npm run build');
    mkdirSync(join(house.folder, 'dist/wall'), { recursive: true });
    mkdirSync(join(house.folder, 'dist/assets'), { recursive: true });
    writeFileSync(join(house.folder, 'dist/wall/index.html'), '<!doctype html>wall');
    writeFileSync(join(house.folder, 'dist/assets/wall-12345678.js'), 'export {}');
    const page = await house.ask('/wall/centre');
    expect(await page.text()).toContain('wall');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const asset = await house.ask('/assets/wall-12345678.js');
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
    expect(asset.headers.get('content-security-policy')).toContain("script-src 'self';");
  });

  it('do not give away other files', async () => {
    for (const path of [
      '/assets/../../junban.sqlite',
      '/assets/%2e%2e/%2e%2e/junban.sqlite',
      '/junban.sqlite',
    ])
      expect((await house.ask(path)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('watching', () => {
  it('is alive, ready and has figures', async () => {
    expect((await house.ask('/healthz')).status).toBe(200);
    expect(await (await house.ask('/readyz')).json()).toEqual({ status: 'ready' });
    await house.command({ type: 'issueTicket', procedure: 'card-issue', source: 'integrator' });
    await house.command({ type: 'nonsense' });
    const figures = await (await house.askWithKey('/metrics')).text();
    for (const line of [
      'junban_commands_total{type="issueTicket",outcome="accepted"} 1',
      'junban_commands_total{type="malformed",outcome="malformed"} 1',
      'junban_tickets_waiting{site="centre"} 1',
      'junban_append_seconds_count',
      'nodejs_eventloop_lag_seconds',
    ])
      expect(figures).toContain(line);
  });
});

describe('the API document', () => {
  it('names every path that answers, and every refusal', async () => {
    const document = await (await house.ask('/api/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    for (const [path, operations] of Object.entries<Record<string, unknown>>(document.paths))
      for (const method of Object.keys(operations)) {
        const response = await house.ask(path.replace('{site}', 'centre').replaceAll(/[{}]/g, ''), {
          method: method.toUpperCase(),
        });
        const type = response.headers.get('content-type') ?? '';
        const body = type.includes('json') ? await response.json() : {};
        expect(`${method} ${path}: ${body.refusal?.code ?? 'answered'}`).not.toContain('unknownPath');
      }
    const examples = JSON.stringify(document.paths['/api/sites/{site}/commands'].post.responses);
    for (const code of refusalCodes) expect(examples).toContain(`"${code}"`);
  });

  it('refers only to what it contains', async () => {
    const text = await (await house.ask('/api/openapi.json')).text();
    const { components } = JSON.parse(text);
    const references = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]);
    expect(references.length).toBeGreaterThan(5);
    for (const name of references) expect(Object.keys(components.schemas)).toContain(name);
  });
});

describe("the visitor's page", () => {
  it('shows the number, who is before, and renews itself, in the ticket’s language', async () => {
    const issue = { type: 'issueTicket', procedure: 'certificate-renewal', source: 'integrator' };
    await house.command(issue);
    const { answer } = await house.command({ ...issue, language: 'en' });
    if (!answer.ok) throw new Error(answer.refusal.message);
    const response = await house.ask(`/t/${answer.code}`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain(String(answer.ticket));
    expect(html).toContain('1 person before you');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('http-equiv="refresh"');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('writes figures as the ticket has them, in Nepali too', async () => {
    const { answer } = await house.command({
      type: 'issueTicket',
      procedure: 'certificate-renewal',
      source: 'integrator',
      language: 'ne',
    });
    if (!answer.ok) throw new Error(answer.refusal.message);
    const html = await (await house.ask(`/t/${answer.code}`)).text();
    expect(html).toContain('<html lang="ne">');
    expect(html).not.toMatch(/[०-९]/);
  });

  it('is not found for a code that was never given', async () => {
    expect((await house.ask('/t/0000000000000000')).status).toBe(404);
    expect((await house.ask('/t/%3Cscript%3E')).status).toBe(404);
  });
});

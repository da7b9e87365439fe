// The page server: what it shows, what it takes, and what it refuses.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samplePaper } from '../paper/sample.ts';
import { createTicketDrawer } from '../paper/ticket.ts';
import { epson } from '../printers/epson.ts';
import { openTcp } from '../printers/link.ts';
import { startVirtualPrinter, type VisiblePrinter } from './open.ts';

let virtual: VisiblePrinter;
const pressed: string[] = [];
const at = (path: string): string => `http://127.0.0.1:${virtual.pagePort}${path}`;
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(at(path), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

beforeEach(async () => {
  pressed.length = 0;
  virtual = await startVirtualPrinter({
    port: 0,
    pagePort: 0,
    host: '127.0.0.1',
    keys: () => [{ key: '1', label: { ja: '更新 <b>', en: 'Renewal' } }],
    onPress: (key) => pressed.push(key),
  });
});
afterEach(() => virtual.close());

describe('page of the virtual printer', () => {
  it('shows buttons and switches, Japanese first, and lets nothing in unescaped', async () => {
    const html = await (await fetch(at('/'))).text();
    expect(html).toContain('更新 &lt;b&gt;');
    expect(html).toContain('data-key="1"');
    expect(html).toContain('用紙切れ');
    expect(html).not.toMatch(/https?:\/\//);
    for (const path of ['/page.css', '/page.js', '/tokens.css', '/fonts/700.css', '/state']) {
      expect((await fetch(at(path))).status, path).toBe(200);
    }
  });

  it('shows each sheet as a picture', async () => {
    const link = await openTcp('127.0.0.1', virtual.port, 1000);
    await link.write(Buffer.concat(epson.sheet(createTicketDrawer().draw(samplePaper(), 576))));
    await expect.poll(() => virtual.papers().length).toBe(1);
    link.close();
    const response = await fetch(at('/sheets/1.png'));
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(
      new Uint8Array(virtual.papers()[0]?.png ?? []),
    );
    expect(await (await fetch(at('/'))).text()).toContain('/sheets/1.png');
    expect((await fetch(at('/sheets/2.png'))).status).toBe(404);
  });

  it('takes presses of its own buttons only', async () => {
    expect((await post('/press', { key: '1' })).status).toBe(200);
    expect((await post('/press', { key: '9' })).status).toBe(404);
    expect(pressed).toEqual(['1']);
  });

  it('sets faults, and says which field is wrong', async () => {
    expect((await post('/faults', { paper: 'out', cover: 'open' })).status).toBe(200);
    expect(virtual.faults()).toMatchObject({ paper: 'out', cover: 'open', hang: false });
    const wrong = await post('/faults', { paper: 'wet' });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('paper');
    expect(virtual.faults().paper).toBe('out');
  });

  it('refuses other origins, forms, broken and endless bodies', async () => {
    expect((await post('/press', { key: '1' }, { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await post('/press', { key: '1' }, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await post('/press', '{')).status).toBe(400);
    expect((await post('/press', { key: 'x'.repeat(10_000) })).status).toBe(400);
    expect((await post('/nothing', {})).status).toBe(404);
    expect((await fetch(at('/fonts/files/..%2f..%2fpackage.json'))).status).toBe(404);
    expect(pressed).toEqual([]);
  });

  it('tells changes as they happen', async () => {
    const response = await fetch(at('/events'));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(first?.value).toContain('"tone":"warn"');
    virtual.set({ cover: 'open' });
    const second = await reader?.read();
    expect(second?.value).toContain('カバーが開いています');
    await reader?.cancel();
  });
});

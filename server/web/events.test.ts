// Events in pages and as a stream that goes on where a reader left it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BusinessDate } from '../../protocol/ids.ts';
import { note } from '../log/archived-days.ts';
import { logFileName } from '../log/backup.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.remove());

const issue = { type: 'issueTicket', procedure: 'card-issue', source: 'integrator' };
const events = '/api/sites/centre/events';

/** Reads a stream; `until(n)` waits for n messages and gives their ids. */
const openStream = async (query = '', headers: Record<string, string> = {}) => {
  const abort = new AbortController();
  const response = await house.askWithKey(`${events}${query}`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: abort.signal,
  });
  let text = '';
  let ended = false;
  const reader = (async () => {
    for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
    ended = true;
  })().catch(() => {});
  const ids = () => [...text.matchAll(/^id: (.+)$/gm)].map((match) => match[1]);
  return {
    response,
    ids,
    until: (count: number) =>
      expect.poll(() => ids().length, { timeout: 5000 }).toBeGreaterThanOrEqual(count),
    ended: () => expect.poll(() => ended, { timeout: 5000 }).toBe(true),
    close: async () => {
      abort.abort();
      await reader;
    },
  };
};

describe('pages of events', () => {
  it('go on after a version, with a limit', async () => {
    await house.command(issue);
    await house.command(issue);
    const first = await (await house.askWithKey(`${events}?limit=2`)).json();
    expect(first.events.map((one: { version: number }) => one.version)).toEqual([1, 2]);
    expect(first).toMatchObject({ after: 2, more: true });
    const rest = await (await house.askWithKey(`${events}?after=${first.after}`)).json();
    expect(rest.events[0].version).toBe(3);
    expect(rest.more).toBe(false);
  });

  it.each([
    'date=yesterday',
    'after=-1',
    'after=x',
    'limit=5000',
    'colour=red',
    'after=1&after=2',
  ])('refuse %s and name it', async (query) => {
    const response = await house.askWithKey(`${events}?${query}`);
    expect(response.status).toBe(400);
    expect((await response.json()).refusal.code).toBe('malformed');
  });

  it('are empty for a day without any', async () => {
    const page = await (await house.askWithKey(`${events}?date=2020-01-01`)).json();
    expect(page).toEqual({ date: '2020-01-01', events: [], after: 0, more: false });
  });
});

describe('the stream', () => {
  it('gives what was and what comes, once each', async () => {
    const stream = await openStream();
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    const { answer } = await house.command(issue);
    const version = answer.ok ? answer.version : 0;
    await stream.until(version);
    expect(stream.ids().map((id) => Number(id?.split(':')[1]))).toEqual(
      Array.from({ length: version }, (_, index) => index + 1),
    );
    await stream.close();
  });

  it('goes on from Last-Event-ID', async () => {
    const before = await openStream();
    await before.until(2);
    const id = before.ids()[1] ?? '';
    await before.close();
    const after = await openStream('', { 'last-event-id': id });
    await after.until(1);
    expect(after.ids()[0]).toBe(`${id.split(':')[0]}:3`);
    await after.close();
  });

  it('goes on from a day that is past into today', async () => {
    const today = (await (await house.askWithKey(events)).json()).date as string;
    const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
    const stream = await openStream('', { 'last-event-id': `${yesterday}:7` });
    await stream.until(1);
    expect(stream.ids()[0]).toBe(`${today}:1`);
    await stream.close();
  });

  it('of one past day ends', async () => {
    const stream = await openStream('?date=2020-01-01');
    await stream.ended();
  });

  it('refuses a strange Last-Event-ID', async () => {
    const stream = await openStream('', { 'last-event-id': 'yesterday' });
    expect(stream.response.status).toBe(400);
  });
});

describe('an archived day', () => {
  const date = '2020-01-06' as BusinessDate;
  let archive: TestHouse;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'junban-house-'));
    const log = openSqliteLog(join(folder, logFileName));
    const shared = { date, count: 3, head: 'a'.repeat(64) };
    const event = { type: 'dayArchived', ...shared, file: 'day.jsonl.gz', bytes: 1, hub: 'hub-1' } as const;
    await note(log, 'centre', 0, event, { atMs: 1, hub: 'hub-1', actor: 'archive' });
    await log.close();
    archive = await openTestHouse(folder);
  });
  afterAll(() => archive.remove());

  it('is gone, and its refusal names the file', async () => {
    for (const accept of ['application/json', 'text/event-stream']) {
      const response = await archive.askWithKey(`${events}?date=${date}`, { headers: { accept } });
      expect(response.status).toBe(410);
      const { refusal } = await response.json();
      expect(refusal).toMatchObject({
        code: 'dayArchived',
        params: { date, file: 'day.jsonl.gz', hub: 'hub-1' },
      });
    }
    expect((await archive.askWithKey(`${events}?date=2020-01-07`)).status).toBe(200);
  });

  it('is one message of a stream that goes over it', async () => {
    const abort = new AbortController();
    const response = await archive.askWithKey(events, {
      headers: { accept: 'text/event-stream', 'last-event-id': `${date}:1` },
      signal: abort.signal,
    });
    let text = '';
    const reader = (async () => {
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
    })().catch(() => {});
    await expect
      .poll(() => text, { timeout: 5000 })
      .toContain(`id: ${date}:3\nevent: dayArchived\ndata: {"code"`);
    await archive.command(issue);
    await expect.poll(() => text, { timeout: 5000 }).toContain('event: ticketIssued');
    expect(text.match(/event: dayArchived/g)).toHaveLength(1);
    abort.abort();
    await reader;
  });
});

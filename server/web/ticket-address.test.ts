// The address of a phone page: given by its own door to whoever works at the desk, noted, and readable nowhere else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
let ticket = '';
let code = '';
beforeAll(async () => {
  house = await openTestHouse();
  const { answer } = await house.command({
    type: 'issueTicket',
    procedure: 'pin-reset',
    source: 'integrator',
  });
  if (!answer.ok) throw new Error(answer.refusal.message);
  ticket = String(answer.ticket);
  code = String(answer.code);
});
afterAll(() => house.remove());

const ask = async (number: string, cookie: string) => {
  const path = `/api/sites/centre/tickets/${number}/page`;
  const headers = { cookie, 'content-type': 'application/json' };
  const response = await house.ask(path, { method: 'POST', headers, body: '{}' });
  return { status: response.status, body: await response.json() };
};

describe('the address of a phone page', () => {
  it('is given to reception, opens that ticket, and is noted', async () => {
    const { status, body } = await ask(ticket, await house.signIn('suzuki'));
    expect([status, body]).toEqual([200, { ticket, code, path: `/t/${code}`, url: null }]);
    const noted = await (await house.askWithKey('/api/audit?type=ticketPageAsked')).json();
    expect(noted.lines).toMatchObject([
      { actor: 'suzuki', site: 'centre', details: { site: 'centre', ticket } },
    ]);
  });

  it('is refused to a planner, and there is none of a number nobody has', async () => {
    expect((await ask(ticket, await house.signIn('yamada'))).body.refusal.code).toBe('notAllowed');
    expect((await ask('A999', await house.signIn('suzuki'))).body.refusal.code).toBe('unknownTicket');
    expect((await ask('nonsense', await house.signIn('suzuki'))).body.refusal.code).toBe('malformed');
  });

  it('stands in no event that anybody reads: page, stream, audit, table', async () => {
    const stop = new AbortController();
    const stream = await house.askWithKey('/api/sites/centre/events', {
      headers: { accept: 'text/event-stream' },
      signal: stop.signal,
    });
    let told = '';
    for await (const part of stream.body ?? []) {
      told += new TextDecoder().decode(part);
      if (told.includes('ticketIssued')) break;
    }
    stop.abort();
    for (const path of ['/api/sites/centre/events', '/api/audit?who=all', '/api/audit.csv?who=all']) {
      told += await (await house.askWithKey(path)).text();
    }
    expect(told.split(`"ticket":"${ticket}"`).length).toBeGreaterThan(2);
    expect(told).not.toContain(code);
  });
});

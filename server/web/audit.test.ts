// The audit of a real hub: what people and integrators did, with time and address, as pages and as a table.
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AuditPage } from '../../protocol/wire-audit.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.remove());

const read = async (query = ''): Promise<AuditPage> =>
  AuditPage.parse(await (await house.askWithKey(`/api/audit${query}`)).json());
const issue = { type: 'issueTicket', procedure: 'card-issue', source: 'integrator', note: '=1+1' };

it('names who did it, when, and from which address', async () => {
  const began = Date.now();
  expect((await house.command(issue)).status).toBe(200);
  const { lines } = await read('?type=ticketIssued&site=centre');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    kind: 'integrator',
    actor: house.integrator,
    from: '127.0.0.1',
    site: 'centre',
    type: 'ticketIssued',
  });
  expect(lines[0]?.atMs).toBeGreaterThanOrEqual(began);
});

it('knows keys that were made, with who made them and without the key', async () => {
  const body = JSON.stringify({ name: 'portal', grants: [{ role: 'receptionist', site: 'centre' }] });
  const headers = { 'content-type': 'application/json', cookie: await house.signIn('silva') };
  const made = await (await house.ask('/api/keys', { method: 'POST', body, headers })).json();
  const [line] = (await read('?actor=silva&type=apiKeyMade')).lines;
  expect(line?.details).toMatchObject({ name: 'portal', key: made.key.id });
  expect(JSON.stringify(await read('?who=all'))).not.toContain(made.secret);
  const asPortal = { authorization: `Bearer ${made.secret}` };

  // It may not read the audit, and that it tried stands there.
  expect((await house.ask('/api/audit', { headers: asPortal })).status).toBe(403);
  await expect
    .poll(async () =>
      (await read('?actor=portal&type=accessRefused')).lines.map(({ details }) => details.door),
    )
    .toEqual(['GET /api/audit']);

  const gone = await house.askWithKey(`/api/keys/${made.key.id}`, { method: 'DELETE' });
  expect(gone.status).toBe(200);
  expect((await house.ask('/api/audit', { headers: asPortal })).status).toBe(401);
});

it('is a table for spreadsheets, in which nothing is taken for a formula', async () => {
  const response = await house.askWithKey('/api/audit.csv?who=all');
  expect(response.headers.get('content-type')).toContain('text/csv');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.some((row) => row.type === 'ticketIssued' && row.address === '127.0.0.1')).toBe(true);
  for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+@\t]/);
});

it('refuses what it cannot read', async () => {
  const response = await house.askWithKey('/api/audit?from=yesterday');
  expect([response.status, (await response.json()).refusal.params.field]).toEqual([400, 'from']);
});

// The figures of a real hub: as JSON, as a table for Excel, as open data, as Parquet that DuckDB reads, for whose work they are.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fiscalYearDays, fiscalYearOf } from '../../protocol/fiscal-year.ts';
import { Figures } from '../../protocol/wire-figures.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(Date.now());
const { from, to } = fiscalYearDays(fiscalYearOf(today));
const days = `from=${from}&to=${to}`;
const issue = (procedure: string) => ({ type: 'issueTicket', procedure, source: 'reception' });

beforeAll(async () => {
  house = await openTestHouse();
  for (let n = 0; n < 6; n += 1) expect((await house.command(issue('card-issue'))).status).toBe(200);
  expect((await house.command(issue('card-renewal'))).status).toBe(200);
});
afterAll(() => house.remove());

it('counts the living day, per procedure', async () => {
  const told = await house.askWithKey(`/api/figures?${days}&by=fiscalYear&split=procedure&site=centre`);
  const { rows, total, complete } = Figures.parse(await told.json());
  expect(complete).toBe(true);
  expect(rows.map(({ period, part, arrivals }) => [period, part, arrivals])).toEqual([
    [from.slice(0, 4), 'card-issue', 6],
    [from.slice(0, 4), 'card-renewal', 1],
  ]);
  expect([total.arrivals, total.days]).toEqual([7, 1]);
});

it('is a table that Excel opens, with the names of procedures and a total', async () => {
  const response = await house.askWithKey(`/api/figures.csv?${days}&by=month&split=procedure`);
  expect(response.headers.get('content-type')).toContain('text/csv');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  expect(text.split('\r\n').length).toBe(5);
  const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.map((row) => [row.手続き, row.受付件数])).toEqual([
    [expect.stringContaining('交付'), '6'],
    [expect.stringContaining('更新'), '1'],
    ['全体', '7'],
  ]);
  expect(rows[0]?.期間).toBe(`${today.slice(0, 4)}年${Number(today.slice(5, 7))}月`);
});

it('leaves small counts out of open data', async () => {
  const response = await house.askWithKey(`/api/figures/open.csv?${days}&by=day&split=procedure`);
  const rows = parse(await response.text(), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.map((row) => [row.period, row.procedure, row.arrivals])).toEqual([[today, 'card-issue', '6']]);
});

it('gives visits as Parquet that an analyst reads by SQL', async () => {
  const response = await house.askWithKey(`/api/figures/visits.parquet?${days}`);
  const path = join(house.folder, 'analyst.parquet');
  writeFileSync(path, Buffer.from(await response.arrayBuffer()));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(
    `SELECT procedure, channel, outcome, count(*)::INTEGER AS n FROM read_parquet('${path}') GROUP BY ALL ORDER BY 1`,
  );
  expect(reader.getRowObjects()).toEqual([
    { procedure: 'card-issue', channel: 'reception', outcome: 'open', n: 6 },
    { procedure: 'card-renewal', channel: 'reception', outcome: 'open', n: 1 },
  ]);
});

it('names the field that is wrong, and a site that is none', async () => {
  const asked = async (query: string) => (await house.askWithKey(`/api/figures?${query}`)).json();
  expect((await asked(`from=${to}&to=${from}`)).refusal.params.field).toBe('from');
  expect((await asked(`from=2020-01-01&to=${to}`)).refusal.params.field).toBe('from');
  expect((await asked('from=yesterday&to=2026-01-01')).refusal.params.field).toBe('from');
  expect((await asked(`${days}&site=nowhere`)).refusal.code).toBe('unknownSite');
  expect((await house.ask(`/api/figures?${days}`)).status).toBe(401);
});

it('counts for a supervisor of one site that site alone', async () => {
  const cookie = await house.signIn('silva');
  const post = (path: string, body: object) =>
    house.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
  const others = Object.values(await (await house.ask('/api/sites')).json().then(({ sites }) => sites)) as {
    id: string;
  }[];
  const other = others.find(({ id }) => id !== 'centre')?.id ?? '';
  const keyFor = async (role: string, site: string) => {
    const made = await (
      await post('/api/keys', { name: `${role}-${site}`, grants: [{ role, site }] })
    ).json();
    return { headers: { authorization: `Bearer ${made.secret}` } };
  };
  const theirs = await keyFor('supervisor', other);
  const own = Figures.parse(await (await house.ask(`/api/figures?${days}`, theirs)).json());
  expect(own.total.arrivals).toBe(0);
  expect((await house.ask(`/api/figures?${days}&site=centre`, theirs)).status).toBe(403);
  const desk = await keyFor('receptionist', 'centre');
  for (const path of ['', '.csv', '/open.csv', '/visits.parquet'])
    expect((await house.ask(`/api/figures${path}?${days}`, desk)).status).toBe(403);
});

// The tallies' engine: DuckDB on a file of its own, which holds what the log tells and may be deleted at any time.
import { rm } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBDateValue, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { DayFacts } from './day-facts.ts';

/** Rows of a day as they stand in the engine; `mark` tells which state of the day they were made of. */
export type KeptDay = { readonly site: string; readonly date: string; readonly mark: string };

/** Name of the file in the data folder. Another number: the tables are others, and are made anew. */
export const figuresFileName = 'figures-1.duckdb';

/** What the engine may hold of memory itself; the rest of the hub's bound is the hub's. */
const memory = '64MB';

const tables = `
CREATE TABLE IF NOT EXISTS days (site VARCHAR, date DATE, mark VARCHAR);
CREATE TABLE IF NOT EXISTS visits (site VARCHAR, date DATE, ticket VARCHAR, procedure VARCHAR, source VARCHAR, reserved BOOLEAN,
  hour TINYINT, wait DOUBLE, service DOUBLE, transfers INTEGER, outcome VARCHAR);
CREATE TABLE IF NOT EXISTS reservations (site VARCHAR, date DATE, procedure VARCHAR, channel VARCHAR, state VARCHAR);
CREATE TABLE IF NOT EXISTS outages (site VARCHAR, date DATE, procedure VARCHAR, fromMs DOUBLE, minutes DOUBLE);
`;

const japanMs = 9 * 3_600_000;
/** Hour of the day in Japan, which has one offset and no summer time. */
const hourOf = (atMs: number): number => Math.floor((atMs + japanMs) / 3_600_000) % 24;
const minutes = (ms: number | null): number | null => (ms === null ? null : ms / 60_000);

type Cell = string | number | boolean | null;
const dayOf = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);

export type Engine = {
  /** Puts days in the place of what was known of them, all or none. */
  replaceDays(days: readonly (KeptDay & { readonly facts: DayFacts })[]): Promise<void>;
  /** Of the days from … to, both included. */
  kept(from: string, to: string): Promise<readonly KeptDay[]>;
  /** Rows as objects; values are bound, never pasted. */
  rows(
    sql: string,
    values?: Readonly<Record<string, DuckDBValue>>,
  ): Promise<readonly Record<string, unknown>[]>;
  run(sql: string, values?: Readonly<Record<string, DuckDBValue>>): Promise<void>;
  close(): void;
};

const openFile = async (path: string): Promise<DuckDBInstance> => {
  // One thread: a second took as much memory again, and on two cores the hub needs the other.
  const options = {
    ...{ memory_limit: memory, threads: '1', preserve_insertion_order: 'false' },
    autoinstall_known_extensions: 'false',
  };
  try {
    return await DuckDBInstance.create(path, options);
  } catch (error) {
    if (path === ':memory:') throw error;
    // Another hub on the same folder has it open: this one counts for itself.
    if (/lock/i.test(String(error))) return DuckDBInstance.create(':memory:', options);
    // Torn by a power cut, or of another version: all that it held stands in the log too.
    await rm(path, { force: true });
    await rm(`${path}.wal`, { force: true });
    return DuckDBInstance.create(path, options);
  }
};

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const append = async (
  connection: DuckDBConnection,
  table: string,
  columns: string,
  rows: readonly (readonly Cell[])[],
): Promise<void> => {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table);
  const kinds = [...columns];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      if (cell === null) appender.appendNull();
      else if (kinds[at] === 'd') appender.appendDate(new DuckDBDateValue(dayOf(String(cell))));
      else if (typeof cell === 'boolean') appender.appendBoolean(cell);
      else if (kinds[at] === 't') appender.appendTinyInt(Number(cell));
      else if (kinds[at] === 'i') appender.appendInteger(Number(cell));
      else if (typeof cell === 'number') appender.appendDouble(cell);
      else appender.appendVarchar(cell);
    }
    appender.endRow();
  }
  appender.closeSync();
};

/** Opens it; one connection, whose work goes one after the other. `:memory:` keeps nothing. */
export const openEngine = async (path: string): Promise<Engine> => {
  const instance = await openFile(path);
  const connection = await instance.connect();
  await connection.run(tables);
  let line: Promise<unknown> = Promise.resolve();
  /** A transaction of one must not hold another's statements. */
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const next = line.then(work, work);
    line = next.catch(() => undefined);
    return next;
  };

  const put = async (days: readonly (KeptDay & { readonly facts: DayFacts })[]): Promise<void> => {
    const keys = days.map(({ site, date }) => `(${literal(site)}, DATE ${literal(date)})`).join(', ');
    for (const table of ['days', 'visits', 'reservations', 'outages'])
      await connection.run(`DELETE FROM ${table} WHERE (site, date) IN (${keys})`);
    const of = <T>(pick: (facts: DayFacts) => readonly T[], row: (one: T) => readonly Cell[]) =>
      days.flatMap(({ site, date, facts }) => pick(facts).map((one) => [site, date, ...row(one)]));
    await append(
      connection,
      'days',
      'vdv',
      days.map(({ site, date, mark }) => [site, date, mark]),
    );
    const visits = of(
      ({ visits }) => visits,
      (v) => [
        ...[v.ticket, v.procedure, v.source, v.reserved, hourOf(v.issuedAtMs)],
        ...[minutes(v.waitMs), minutes(v.serviceMs), v.transfers, v.outcome],
      ],
    );
    await append(connection, 'visits', 'vdvvvbtffiv', visits);
    const booked = of(
      ({ reservations }) => reservations,
      (r) => [r.procedure, r.channel, r.state],
    );
    await append(connection, 'reservations', 'vdvvv', booked);
    const outages = of(
      ({ outages }) => outages,
      (o) => [o.procedure, o.fromMs, o.minutes],
    );
    await append(connection, 'outages', 'vdvff', outages);
  };

  return {
    replaceDays: (days) =>
      inLine(async () => {
        if (days.length === 0) return;
        await connection.run('BEGIN TRANSACTION');
        try {
          await put(days);
          await connection.run('COMMIT');
        } catch (error) {
          await connection.run('ROLLBACK');
          throw error;
        }
      }),
    kept: (from, to) =>
      inLine(async () => {
        const reader = await connection.runAndReadAll(
          'SELECT site, CAST(date AS VARCHAR) AS date, mark FROM days WHERE date BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)',
          { from, to },
        );
        return reader.getRowObjects() as unknown as KeptDay[];
      }),
    rows: (sql, values) =>
      inLine(async () => (await connection.runAndReadAll(sql, values as never)).getRowObjects()),
    run: (sql, values) =>
      inLine(async () => {
        await connection.run(sql, values as never);
      }),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

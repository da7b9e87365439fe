// `npm run visits -- --from D --to D --out visits.csv`: the visits of past days from the event log, for the backtest.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BusinessDate } from '../../protocol/ids.ts';
import { backupLog, logFileName } from '../../server/log/backup.ts';
import type { EventLog, StoredEntry } from '../../server/log/contract.ts';
import { LogFileRefused } from '../../server/log/sqlite-file.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { parseStored } from '../../server/log/stored-events.ts';
import { boothHeader, boothLine, visitHeader, visitLine } from './csv.ts';
import { boothRows, visitRows } from './rows.ts';

const usage = `Usage: npm run visits -- --out FILE [--booths FILE] [--from DATE] [--to DATE] [--site ID] [--data DIR]
  --out     visits.csv, one row per wait and visit (see docs/backtest.md)
  --booths  booths.csv, when each booth was open
  --from, --to  business days such as 2026-04-01, both included; default all
  DIR: the hub’s JUNBAN_DATA, default ./data. The hub may run.`;

const dateOf = (name: string, value: string | undefined, otherwise: string): string => {
  if (value === undefined) return otherwise;
  if (!BusinessDate.safeParse(value).success)
    throw new LogFileRefused(`--${name} must be a date such as 2026-04-01, not "${value}"`);
  return value;
};

const readAll = async (log: EventLog, stream: string): Promise<readonly StoredEntry[]> => {
  const entries: StoredEntry[] = [];
  for (;;) {
    const page = await log.read(stream, entries.at(-1)?.version ?? 0);
    if (page.length === 0) return entries;
    entries.push(...page);
  }
};

/** Reads a copy, so that the hub may go on writing. */
const withCopy = async <T>(from: string, use: (log: EventLog) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'junban-visits-'));
  try {
    backupLog(from, join(folder, logFileName));
    const log = openSqliteLog(join(folder, logFileName));
    try {
      return await use(log);
    } finally {
      await log.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const main = async (): Promise<void> => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { out: text, booths: text, from: text, to: text, site: text, data: text },
  });
  if (values.out === undefined) throw new LogFileRefused(usage);
  const from = dateOf('from', values.from, '0000-01-01');
  const to = dateOf('to', values.to, '9999-12-31');
  const visits = [visitHeader];
  const booths = [boothHeader];
  const data = join(resolve(values.data ?? process.env.JUNBAN_DATA ?? 'data'), logFileName);
  const days = await withCopy(data, async (log) => {
    const streams = (await log.streams('day:')).filter((stream) => {
      const [, site, date] = stream.split(':');
      return (
        (values.site === undefined || site === values.site) && (date ?? '') >= from && (date ?? '') <= to
      );
    });
    for (const stream of streams) {
      const [, site = '', date = ''] = stream.split(':');
      const events = (await readAll(log, stream)).map(parseStored);
      visits.push(...visitRows(events).map((row) => visitLine({ site, date }, row)));
      booths.push(...boothRows(events).map((row) => boothLine({ site, date }, row)));
    }
    return streams.length;
  });
  writeFileSync(values.out, `${visits.join('\r\n')}\r\n`);
  console.log(`${visits.length - 1} visits of ${days} business days written to ${values.out}.`);
  if (values.booths === undefined) return;
  writeFileSync(values.booths, `${booths.join('\r\n')}\r\n`);
  console.log(`${booths.length - 1} openings of booths written to ${values.booths}.`);
};

try {
  await main();
} catch (error) {
  const known = error instanceof LogFileRefused || (error instanceof Error && 'code' in error);
  console.error(known ? error.message : error);
  process.exitCode = 1;
}

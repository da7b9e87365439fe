// `npm run export -- --site S --date D`: writes streams of the event log as JSON Lines, while the hub runs or is stopped.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BusinessDate, SiteId } from '../protocol/ids.ts';
import { createDisk, printLines } from '../server/archive/disk.ts';
import { exportLines, headerOf, type LogReader } from '../server/archive/export-stream.ts';
import { ArchiveRefused, type Header } from '../server/archive/format.ts';
import { readHeadKey } from '../server/archive/head-key.ts';
import { openReader } from '../server/archive/open-store.ts';
import { junbanVersion } from '../server/archive/version.ts';
import { archivedDay } from '../server/log/archived-days.ts';
import { placeOf, runTool, storeOptions, storeUsage } from './store-tool.ts';

const usage = `Usage: npm run export -- (--site SITE --date DATE | --stream NAME | --all) [--to FILE|-] ${storeUsage}`;

const options = {
  ...storeOptions,
  site: { type: 'string' },
  date: { type: 'string' },
  stream: { type: 'string' },
  all: { type: 'boolean' },
  to: { type: 'string', default: '-' },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const readSite = (text: string): SiteId => {
  const parsed = SiteId.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new ArchiveRefused(`--site ${text}: ${parsed.error.issues[0]?.message}`);
};
const readDate = (text: string): BusinessDate => {
  const parsed = BusinessDate.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new ArchiveRefused(`--date ${text}: ${parsed.error.issues[0]?.message}`);
};

/** Why a day has no stream, and which there are. */
const noSuchDay = async (log: LogReader, site: SiteId, date: BusinessDate): Promise<ArchiveRefused> => {
  const archived = await archivedDay(log, site, date);
  if (archived !== null) {
    return new ArchiveRefused(
      `${date} of ${site} was archived: ${archived.file}, written by hub ${archived.hub}, is its export.`,
    );
  }
  const days = await log.streams(`day:${site}:`);
  if (days.length > 0) {
    const [first, last] = [days[0], days.at(-1)].map((name) => name?.slice(`day:${site}:`.length));
    return new ArchiveRefused(`Site ${site} has no events on ${date}; its days here: ${first} to ${last}.`);
  }
  const sites = new Set((await log.streams('day:')).map((name) => name.split(':')[1]));
  const known = [...sites].slice(0, 20).join(', ') || 'none';
  return new ArchiveRefused(`There is no site ${site} in this store. Known: ${known}.`);
};

/** The streams asked for, each as it stands now. */
const headersFor = async (log: LogReader, values: Values): Promise<readonly Header[]> => {
  const signer = readHeadKey(placeOf(values).dataFolder);
  const writing = { junban: junbanVersion(), nowMs: Date.now(), signer };
  const { site, date, stream, all } = values;
  const ways = [site !== undefined || date !== undefined, stream !== undefined, all === true];
  if (ways.filter(Boolean).length !== 1) throw new ArchiveRefused(usage);
  if (all === true) {
    const names = await log.streams('');
    const headers = await Promise.all(names.map((name) => headerOf(log, name, writing)));
    return headers.filter((header) => header !== null);
  }
  if (stream !== undefined) {
    const header = (await log.streams(stream)).includes(stream) ? await headerOf(log, stream, writing) : null;
    if (header !== null) return [header];
    throw new ArchiveRefused(`There is no stream ${stream} in this store.`);
  }
  if (site === undefined || date === undefined) throw new ArchiveRefused(usage);
  const [siteId, businessDate] = [readSite(site), readDate(date)];
  const header = await headerOf(log, `day:${siteId}:${businessDate}`, writing);
  if (header === null) throw await noSuchDay(log, siteId, businessDate);
  return [header];
};

async function* linesOf(log: LogReader, headers: readonly Header[]): AsyncGenerator<string> {
  for (const header of headers) yield* exportLines(log, header);
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options });
  const log = await openReader(placeOf(values));
  try {
    const headers = await headersFor(log, values);
    if (headers.length === 0) throw new ArchiveRefused('The store is empty; there is nothing to export.');
    const lines = linesOf(log, headers);
    const to = values.to === '-' ? null : resolve(values.to);
    if (to === null) await printLines(lines);
    else await createDisk().write(to, lines, false);
    const entries = headers.reduce((sum, { count }) => sum + count, 0);
    const what = headers.length === 1 ? headers[0]?.stream : `${headers.length} streams`;
    // Not on the standard output, which may be the export.
    console.error(`Exported ${what}, ${entries} events${to === null ? '' : `, to ${to}`}.`);
    return 0;
  } finally {
    await log.close();
  }
};

await runTool(main);

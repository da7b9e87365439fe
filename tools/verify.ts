// `npm run verify`: looks whether events were changed after they were written; prints each stream's head.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BusinessDate, SiteId } from '../protocol/ids.ts';
import { ArchiveRefused } from '../server/archive/format.ts';
import { createVouching, readHeadKey } from '../server/archive/head-key.ts';
import { headLine, readHeads, signedAs } from '../server/archive/heads.ts';
import { openReader } from '../server/archive/open-store.ts';
import { verify } from '../server/archive/verify.ts';
import { placeOf, runTool, storeOptions, storeUsage } from './store-tool.ts';

const usage = `Usage: npm run verify [-- FILE…] [--site SITE] [--date DATE] [--heads FILE] [--key heads.pub] [--archive FOLDER] ${storeUsage}`;

const options = {
  ...storeOptions,
  site: { type: 'string' },
  date: { type: 'string' },
  heads: { type: 'string', multiple: true, default: [] as string[] },
  key: { type: 'string', multiple: true, default: [] as string[] },
  archive: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const;

/** Which streams are asked for: of a site also its settings of archives, unless a date is named. */
const wantedStreams = (site?: string, date?: string): ((stream: string) => boolean) => {
  if (site !== undefined && !SiteId.safeParse(site).success) {
    throw new ArchiveRefused(`--site ${site}: must be the id of a site, e.g. centre`);
  }
  if (date !== undefined && !BusinessDate.safeParse(date).success) {
    throw new ArchiveRefused(`--date ${date}: must be a date, e.g. 2026-11-24`);
  }
  return (stream) => {
    const [kind, owner, day] = stream.split(':');
    if (date !== undefined && !(kind === 'day' && day === date)) return false;
    return site === undefined || ((kind === 'day' || kind === 'archive') && owner === site);
  };
};

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const place = placeOf(values);
  // An auditor has files and no store.
  const filesOnly = positionals.length > 0 && values.data === undefined && values.log === undefined;
  const wants = wantedStreams(values.site, values.date);
  const heads = (await Promise.all(values.heads.map((file) => readHeads(resolve(file))))).flat();
  const log = filesOnly ? null : await openReader(place);
  const signer = filesOnly ? null : readHeadKey(place.dataFolder);
  const keys = values.key.map((file) => resolve(file));
  const vouches = createVouching(filesOnly ? null : place.dataFolder, keys);
  const unvouched: string[] = [];
  let [streams, problems] = [0, 0];
  try {
    const right = await verify({
      log,
      folders: (values.archive ?? (filesOnly ? [] : [join(place.dataFolder, 'archive')])).map((folder) =>
        resolve(folder),
      ),
      files: positionals.map((file) => resolve(file)),
      heads,
      vouches,
      wants,
      onFinding: (finding) => {
        if (finding.ok) {
          streams += 1;
          const { stream, version, vouchedTo } = finding;
          if (vouchedTo < version) unvouched.push(`${stream} (${vouchedTo} of ${version})`);
          const signature = signer === null ? '' : signedAs(signer.sign(finding));
          console.log(`${headLine(finding)} ${finding.where}${signature}`);
        } else {
          problems += 1;
          console.error(`WRONG ${finding.problem}`);
        }
      },
    });
    if (right && streams === 0 && (values.site !== undefined || values.date !== undefined)) {
      throw new ArchiveRefused('There is no such site or date in this store or its archive.');
    }
    const compared = heads.length === 0 ? '' : `, ${heads.length} earlier heads compared`;
    console.error(
      right
        ? `${streams} streams are as they were written${compared}.`
        : `${problems} things are wrong; ${streams} streams are as they were written.`,
    );
    const asksWho = heads.some(({ signature }) => signature !== undefined) || keys.length > 0;
    if (asksWho) {
      const shown = unvouched.slice(0, 20).join(', ') + (unvouched.length > 20 ? ', …' : '');
      console.error(
        unvouched.length === 0
          ? 'A trusted key vouches for all of them to their ends.'
          : `A trusted key vouches for ${streams - unvouched.length} to their ends; for these only so far: ${shown}.`,
      );
    }
    return right ? 0 : 1;
  } finally {
    await log?.close();
  }
};

await runTool(main);

// `npm run archive`: does now what the hub does every night: moves old business days into files.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import pretty from 'pino-pretty';
import { createDisk } from '../server/archive/disk.ts';
import { ArchiveRefused } from '../server/archive/format.ts';
import { openWriter } from '../server/archive/open-store.ts';
import { runArchive } from '../server/archive/run-archive.ts';
import { junbanVersion } from '../server/archive/version.ts';
import { variables } from '../server/config/environment.ts';
import { loadSettings } from '../server/settings/load.ts';
import { SettingsError } from '../server/settings/settings-error.ts';
import { placeOf, runTool, storeOptions, storeUsage } from './store-tool.ts';

const usage = `Usage: npm run archive [-- --settings FILE] ${storeUsage}`;
const home = fileURLToPath(new URL('..', import.meta.url));

const settingsFrom = async (given: string | undefined) => {
  const named = given ?? (process.env.JUNBAN_SETTINGS || undefined);
  const file = named === undefined ? resolve(home, variables.JUNBAN_SETTINGS) : resolve(named);
  try {
    return await loadSettings(file);
  } catch (error) {
    if (error instanceof SettingsError) throw new ArchiveRefused(error.message.split('\n')[0] ?? '');
    throw error;
  }
};

const main = async (): Promise<number> => {
  const options = { ...storeOptions, settings: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const { archive } = await settingsFrom(values.settings);
  const { afterDays } = archive;
  if (afterDays === null)
    throw new ArchiveRefused('archive.afterDays is null in the settings: nothing is archived.');
  const place = placeOf(values);
  const log = await openWriter(place);
  try {
    const run = await runArchive({
      log,
      disk: createDisk(),
      folder: resolve(place.dataFolder, archive.folder),
      afterDays,
      hubName: 'hub',
      junban: junbanVersion(),
      nowMs: Date.now,
      logger: pino(pretty({ ignore: 'pid,hostname', sync: true, singleLine: true })),
    });
    console.log(
      `Days older than ${afterDays} days: ${run.archived} archived, ${run.left} left, ${run.failed} failed.`,
    );
    return run.failed > 0 ? 1 : 0;
  } finally {
    await log.close();
  }
};

await runTool(main);

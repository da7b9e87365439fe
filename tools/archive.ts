// `npm run archive`: does now what the hub does every night: moves old business days into files.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDisk } from '../server/archive/disk.ts';
import { ArchiveRefused } from '../server/archive/format.ts';
import { openWriter } from '../server/archive/open-store.ts';
import { runArchive } from '../server/archive/run-archive.ts';
import { junbanVersion } from '../server/archive/version.ts';
import { loadSettings } from '../server/settings/load.ts';
import { SettingsError } from '../server/settings/settings-error.ts';
import { environmentOf, runTool, storeOptions, storeUsage, toolLogger } from './store-tool.ts';

const usage = `Usage: npm run archive [-- --settings FILE] ${storeUsage}`;

const archiveSettings = async (file: string) => {
  try {
    return (await loadSettings(file)).archive;
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
  const environment = environmentOf(values);
  const { afterDays, folder } = await archiveSettings(environment.settingsFile);
  if (afterDays === null) {
    throw new ArchiveRefused('archive.afterDays is null in the settings: nothing is ever archived.');
  }
  const logger = toolLogger();
  const log = await openWriter(environment, logger);
  try {
    const run = await runArchive({
      log,
      disk: createDisk(),
      folder: resolve(environment.dataFolder, folder),
      afterDays,
      hubName: environment.hubName,
      junban: junbanVersion(),
      nowMs: Date.now,
      logger,
    });
    console.log(
      `Older than ${afterDays} days: ${run.archived} archived, ${run.left} left, ${run.failed} failed.`,
    );
    return run.failed > 0 ? 1 : 0;
  } finally {
    await log.close();
  }
};

await runTool(main);

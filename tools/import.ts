// `npm run import -- FILE…`: brings exported or archived streams into the event log, after checking all of them.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { ArchiveRefused } from '../server/archive/format.ts';
import { createVouching } from '../server/archive/head-key.ts';
import { type Imported, importFiles } from '../server/archive/import-files.ts';
import { openWriter } from '../server/archive/open-store.ts';
import { environmentOf, runTool, storeOptions, storeUsage, toolLogger } from './store-tool.ts';

const usage = `Usage: npm run import -- FILE… [--key heads.pub] ${storeUsage}   (FILE "-": the standard input)`;

const tell = ({ header, had, written, vouched }: Imported): void => {
  const { stream, count } = header;
  if (written > 0 && !vouched && stream.startsWith('people:')) {
    console.error(
      `${stream}: nobody vouches for its end; look at the administrators on /accounts before anybody works.`,
    );
  }
  if (written === count) console.log(`${stream}: ${count} events written.`);
  else if (written > 0) console.log(`${stream}: ${had} events were there, ${written} written.`);
  else console.log(`${stream}: already there, all ${count} events.`);
};

/** Everything is checked before anything is written, so what comes through a pipe is kept in a file meanwhile. */
const keepInput = async (folder: string): Promise<string> => {
  const file = join(folder, 'standard-input');
  await pipeline(process.stdin, createWriteStream(file));
  return file;
};

const main = async (): Promise<number> => {
  const options = {
    ...storeOptions,
    key: { type: 'string', multiple: true, default: [] as string[] },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const names = positionals.length === 0 && !process.stdin.isTTY ? ['-'] : positionals;
  if (names.length === 0) throw new ArchiveRefused(usage);
  const environment = environmentOf(values);
  const folder = await mkdtemp(join(tmpdir(), 'junban-import-'));
  try {
    const files = await Promise.all(names.map((name) => (name === '-' ? keepInput(folder) : resolve(name))));
    const log = await openWriter(environment, toolLogger());
    try {
      const keys = values.key.map((file) => resolve(file));
      await importFiles(log, files, Date.now(), tell, createVouching(environment.dataFolder, keys));
    } finally {
      await log.close();
    }
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

await runTool(main);

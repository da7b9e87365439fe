// A process that archives the days of a data folder and kills itself before the step that it is told.
import { join } from 'node:path';
import { pino } from 'pino';
import { createDisk } from '../../server/archive/disk.ts';
import { runArchive } from '../../server/archive/run-archive.ts';
import { logFileName } from '../../server/log/backup.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';

const [folder = '', fatal = '', nowMs = ''] = process.argv.slice(2);
let steps = 0;
const step = (): void => {
  steps += 1;
  if (String(steps) === fatal) process.kill(process.pid, 'SIGKILL');
};
const log = openSqliteLog(join(folder, logFileName));
const run = await runArchive({
  log,
  disk: createDisk(step),
  step,
  folder: join(folder, 'archive'),
  hubName: 'hub',
  junban: 'test',
  nowMs: () => Number(nowMs),
  afterDays: 30,
  logger: pino({ level: 'error' }),
});
console.log(JSON.stringify({ ...run, steps }));
await log.close();

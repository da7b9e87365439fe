// A bare hub in a process of its own, without doors: commands come as JSON lines on stdin, answers go to stdout.
import { createInterface } from 'node:readline';
import pino from 'pino';
import { z } from 'zod';
import { CommandRequest } from '../../protocol/commands.ts';
import { Actor, SiteId } from '../../protocol/ids.ts';
import { systemClock } from '../../server/hub/clock.ts';
import { newCode } from '../../server/hub/codes.ts';
import { noEstimates } from '../../server/hub/estimator.ts';
import { createHub } from '../../server/hub/hub.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { loadSettings } from '../../server/settings/load.ts';
import { resolveSites } from '../../server/settings/resolve.ts';

const Line = z.object({ number: z.int(), site: SiteId, actor: Actor, request: CommandRequest });

const [logPath, settingsPath] = process.argv.slice(2);
if (logPath === undefined || settingsPath === undefined) throw new Error('usage: hub-child LOG SETTINGS');
const hub = await createHub({
  log: openSqliteLog(logPath),
  sites: resolveSites(await loadSettings(settingsPath)),
  clock: systemClock(),
  newCode,
  logger: pino({ level: 'error' }, pino.destination(2)),
  estimate: () => noEstimates,
});

const tell = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
createInterface({ input: process.stdin }).on('line', async (text) => {
  const { number, site, actor, request } = Line.parse(JSON.parse(text));
  const answer = await hub.sites.get(site)?.take(request, actor);
  tell({ number, answer });
});
tell({ ready: true });

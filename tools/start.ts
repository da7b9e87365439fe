// `npm start`: builds the pages if needed, runs hub and device agent, prints every address, ends both on a signal.
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { SiteList } from '../protocol/wire.ts';
import {
  type Environment,
  type LogLevel,
  readEnvironment,
  secretVariables,
} from '../server/config/environment.ts';
import { addressLines } from './addresses.ts';
import { buildPages } from './build.ts';
import { type Child, startChild } from './child.ts';
import { portOrAny } from './free-port.ts';
import { nodeProblem } from './node-version.ts';

const root = resolve(import.meta.dirname, '..');
/** Quieter than the hub alone: people read the addresses here. Asked for by name, a level is shown as it is. */
const shownFrom = (level: LogLevel): number =>
  process.env.JUNBAN_LOG_LEVEL
    ? (levelNumbers[level] ?? Number.POSITIVE_INFINITY)
    : (levelNumbers.warn ?? 40);
const levelNumbers: Readonly<Record<string, number>> = pino.levels.values;
/** Children say at info what this process waits for, whatever is shown of it. */
const childLevel = (level: LogLevel): string => (['trace', 'debug'].includes(level) ? level : 'info');
const paperPort = 8621;
const printerPort = 9100;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

const end = (line: string, code: number): never => {
  process.stderr.write(`${line}\n`);
  process.exit(code);
};

const prepare = async (): Promise<Environment> => {
  const problem = nodeProblem(process.versions.node);
  if (problem !== null) return end(problem, 1);
  const environment = readEnvironment(process.env, process.cwd(), root);
  if (!environment.ok) return end(environment.problem, 2);
  if (environment.value.tls !== null) {
    return end(
      'JUNBAN_TLS_CERT: npm start speaks plain http; with a certificate use npm run build and npm run hub',
      2,
    );
  }
  if (await buildPages()) console.log('Pages built.');
  return environment.value;
};

/** Where this machine reaches the hub. */
const hubAddress = (host: string, port: unknown): string =>
  `http://${['0.0.0.0', '::'].includes(host) ? 'localhost' : host}:${String(port)}`;

/** The site and device that the virtual printer stands for: the first printer of the settings. */
const firstPrinter = (list: SiteList): readonly string[] | null => {
  const site = list.sites.find((one) => one.printers.length > 0);
  const printer = site?.printers[0];
  return site === undefined || printer === undefined ? null : ['--site', site.id, '--device', printer.id];
};

type Agent = { readonly page: Promise<string | null>; stop(): Promise<unknown> };

/** Runs the agent and starts it again, ever more slowly, when it ends by itself. */
const runAgent = (args: readonly string[], level: string, shown: number): Agent => {
  let stopping = false;
  let child: Child | null = null;
  const pause = new AbortController();
  let tellPage: (page: string | null) => void = () => {};
  const page = new Promise<string | null>((resolve) => {
    tellPage = resolve;
  });
  const keep = async (): Promise<void> => {
    let waitMs = firstWaitMs;
    while (!stopping) {
      const startedMs = performance.now();
      child = startChild(
        [join(root, 'ticket-printer/main.ts'), ...args],
        { JUNBAN_LOG_LEVEL: level, ...Object.fromEntries(secretVariables.map((name) => [name, ''])) },
        shown,
      );
      void child
        .line((line) => 'page' in line)
        .then((line) => tellPage(line === null ? null : String(line.page)));
      const code = await child.ended;
      if (stopping) return;
      if (performance.now() - startedMs > longestWaitMs) waitMs = firstWaitMs;
      console.log(`The device agent ended (code ${code}); it is started again in ${waitMs / 1000} s.`);
      await sleep(waitMs, undefined, { signal: pause.signal }).catch(() => {});
      waitMs = Math.min(longestWaitMs, waitMs * 2);
    }
  };
  const kept = keep();
  return {
    page,
    stop: async () => {
      stopping = true;
      pause.abort();
      await child?.stop();
      await kept;
    },
  };
};

const environment = await prepare();
const pagePort = await portOrAny(paperPort);
// The agent's page has a fixed place, so that the hub's start page can link it before the agent is up.
const paperUrl = `http://localhost:${pagePort}/`;
const level = childLevel(environment.logLevel);
const shown = shownFrom(environment.logLevel);
const hub = startChild(
  [join(root, 'server/main.ts')],
  { JUNBAN_PAPER_URL: paperUrl, JUNBAN_LOG_LEVEL: level },
  shown,
);
let agent: Agent | null = null;
let asked = false;
const stop = async (): Promise<void> => {
  if (asked) return;
  asked = true;
  await agent?.stop();
  await hub.stop();
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());

const ready = await hub.line((line) => line.msg === 'hub ready');
if (ready !== null && !asked) {
  const address = hubAddress(environment.host, ready.port);
  const list = SiteList.parse(await (await fetch(`${address}/api/sites`)).json());
  const printer = firstPrinter(list);
  if (printer !== null) {
    const ports = [
      ...['--virtual-port', String(await portOrAny(printerPort))],
      ...['--page-port', String(pagePort)],
    ];
    const data = join(environment.dataFolder, 'printer');
    agent = runAgent(['--hub', address, ...printer, '--virtual', ...ports, '--data', data], level, shown);
  }
  const page = (await agent?.page) ?? null;
  if (!asked) console.log(addressLines(address, list, page).join('\n'));
}
const code = await hub.ended;
await agent?.stop();
process.exit(asked ? 0 : code);

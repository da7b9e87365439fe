// `npm start`: builds the pages if needed, keeps hub and device agent running, prints every address, ends both with itself.
import { join, resolve } from 'node:path';
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
import { type LogLine, startChild } from './child.ts';
import { fillDemo } from './demo/fill.ts';
import { demoKeyVariables } from './demo-key.ts';
import { portOrAny } from './free-port.ts';
import { onLauncherGone } from './launcher.ts';
import { nodeProblem } from './node-version.ts';
import { type Supervised, supervise } from './supervise.ts';

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

type Agent = Supervised & { readonly page: Promise<string | null> };

/** Runs the agent with a virtual printer; `page` is its address once it is up, null when its first run never was. */
const runAgent = (args: readonly string[], level: string, shown: number): Agent => {
  const isPage = (line: LogLine): boolean => 'page' in line;
  const first = Promise.withResolvers<string | null>();
  const supervised = supervise({
    name: 'The device agent',
    start: () =>
      startChild(
        [join(root, 'ticket-printer/main.ts'), ...args],
        { JUNBAN_LOG_LEVEL: level, ...Object.fromEntries(secretVariables.map((name) => [name, ''])) },
        shown,
      ),
    isWell: async (child) => {
      const line = await child.line(isPage);
      first.resolve(line === null ? null : String(line.page));
      return line !== null;
    },
    endsWhenNeverWell: false,
    say,
  });
  return { ...supervised, page: first.promise };
};

const say = (line: string): void => console.log(line);

const environment = await prepare();
const pagePort = await portOrAny(paperPort);
// The agent's page has a fixed place, so that the hub's start page can link it before the agent is up.
const paperUrl = `http://localhost:${pagePort}/`;
const keyVariables = demoKeyVariables(process.env, environment.dataFolder);
const level = childLevel(environment.logLevel);
const shown = shownFrom(environment.logLevel);
const firstReady = Promise.withResolvers<LogLine | null>();
let hubPort: string | null = null;
const hub = supervise({
  name: 'The hub',
  start: () =>
    startChild(
      [join(root, 'server/main.ts')],
      {
        ...keyVariables,
        JUNBAN_PAPER_URL: paperUrl,
        JUNBAN_LOG_LEVEL: level,
        // Any free one the first time stays the same: agent and screens know it by then.
        ...(hubPort === null ? {} : { JUNBAN_PORT: hubPort }),
      },
      shown,
    ),
  isWell: async (child) => {
    const line = await child.line(({ msg }) => msg === 'hub ready');
    if (line !== null) hubPort = String(line.port);
    firstReady.resolve(line);
    return line !== null;
  },
  // A wrong setting or a port in use: its line stands above, and trying again would only repeat it.
  endsWhenNeverWell: true,
  say,
});
let agent: Agent | null = null;
let asked = false;
const stop = async (): Promise<void> => {
  if (asked) return;
  asked = true;
  await agent?.stop();
  await hub.stop();
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
onLauncherGone(() => void stop());

const ready = await firstReady.promise;
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
  void fillDemo(address, () => asked).then((line) => line !== null && !asked && console.log(line));
}
const code = await hub.over;
await agent?.stop();
process.exit(asked ? 0 : code);

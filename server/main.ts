// Starts the hub as a process: reads the environment, opens the house, closes it on a signal.
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { ArchiveRefused } from './archive/format.ts';
import { FileOfOthers, ownMask } from './base/own-files.ts';
import { type House, openHouse } from './composition/open-hub.ts';
import { startAnew } from './composition/start-anew.ts';
import { type Environment, listenProblem, readEnvironment } from './config/environment.ts';
import { createLogger } from './config/logger.ts';
import { LogRefused } from './log/ready-redis-log.ts';
import { LogFileRefused } from './log/sqlite-file.ts';
import { loadSettings } from './settings/load.ts';
import { SettingsError } from './settings/settings-error.ts';

/** Wrong input from outside. */
const exitWrong = 2;
/** When closing takes longer, the process ends all the same: everything acknowledged is on disk. */
const closeWithinMs = 4_500;

const fail = (lines: string): never => {
  process.stderr.write(`${lines.trimEnd()}\n`);
  process.exit(exitWrong);
};

/** The line for what kept the hub from starting; null: our own mistake. */
const startProblem = (error: unknown, environment: Environment): string | null => {
  if (error instanceof SettingsError || error instanceof LogRefused || error instanceof FileOfOthers) {
    return error.message;
  }
  if (error instanceof ArchiveRefused) return error.message;
  if (error instanceof LogFileRefused) return `JUNBAN_DATA=${environment.dataFolder}: ${error.message}`;
  if (
    error instanceof Error &&
    'syscall' in error &&
    ['listen', 'getaddrinfo'].includes(String(error.syscall))
  ) {
    return listenProblem(error as NodeJS.ErrnoException, environment);
  }
  return null;
};

const start = async (environment: Environment, logger: Logger): Promise<House> => {
  try {
    const settings = await loadSettings(environment.settingsFile);
    return await startAnew(() => openHouse({ environment, settings, logger }), logger);
  } catch (error) {
    const problem = startProblem(error, environment);
    if (problem !== null) return fail(problem);
    throw error;
  }
};

const closeOn = (house: House, logger: Logger): void => {
  let closing = false;
  const close = async (signal: string): Promise<void> => {
    if (closing) return;
    closing = true;
    logger.info({ signal }, 'hub stopping');
    setTimeout(() => {
      logger.error('closing took too long');
      process.exit(1);
    }, closeWithinMs).unref();
    await house.close();
    logger.info('hub stopped');
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void close(signal));
  process.on('SIGINT', (signal) => void close(signal));
};

const firstLinkLines = (link: string): string => `
  There is no administrator yet. Open this link within an hour; it works once
  (on another machine put this machine's name in it; a restart prints a new one):

    ${link}
`;

process.umask(ownMask);
const home = fileURLToPath(new URL('..', import.meta.url));
const environment = readEnvironment(process.env, process.cwd(), home);
if (!environment.ok) fail(environment.problem);
else {
  const logger = createLogger(environment.value.logLevel);
  const die = (error: unknown): void => {
    logger.fatal({ err: error }, 'the hub made a mistake and stops');
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  const house = await start(environment.value, logger);
  closeOn(house, logger);
  const { host, tls } = environment.value;
  if (house.firstToken !== null) {
    // Written for the person who starts it; whoever reads the log of the service is that person.
    const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
    process.stdout.write(
      `${firstLinkLines(`http${tls === null ? '' : 's'}://${name}:${house.port}/first#${house.firstToken}`)}\n`,
    );
    logger.warn(
      'nobody can administer yet: the link on the console makes the first administrator, for one hour',
    );
  }
  logger.info({ port: house.port, host, tls: tls !== null }, 'hub ready');
}

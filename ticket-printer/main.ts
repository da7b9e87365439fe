// Starts the device agent: configuration, journal, printer, buttons and the line to the hub; SIGTERM ends it cleanly.
import { pathToFileURL } from 'node:url';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { ConfigError, help, readArguments } from './config.ts';
import { makeFolder } from './folder.ts';
import { startAgent } from './start.ts';
import { printTestSheet } from './test-sheet.ts';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** The same variable as the hub's; anything else: info. Readable on a terminal, JSON lines elsewhere. */
const createLogger = (): Logger => {
  const wanted = process.env.JUNBAN_LOG_LEVEL ?? 'info';
  const level = levels.includes(wanted) ? wanted : 'info';
  return process.stdout.isTTY
    ? pino({ level }, pretty({ ignore: 'pid,hostname', sync: true }))
    : pino({ level, base: { room: 'printer' } });
};

/** Runs until SIGTERM or SIGINT; returns the exit code. */
export const main = async (args: readonly string[]): Promise<number> => {
  let read: Exclude<ReturnType<typeof readArguments>, 'help'>;
  try {
    const asked = readArguments(args);
    if (asked === 'help') {
      process.stdout.write(help);
      return 0;
    }
    read = asked;
    if (!read.testSheet) makeFolder(read.config.data);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${error instanceof ConfigError ? text : `cannot start: ${text}`}\n`);
    return 2;
  }
  const { config, testSheet } = read;
  if (testSheet && config.printer !== undefined)
    return printTestSheet(config.printer, (line) => process.stdout.write(`${line}\n`));
  const logger = createLogger();
  const stop = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
  try {
    const agent = await startAgent(config, logger);
    if (agent.page !== null)
      logger.info({ page: agent.page }, 'virtual printer: paper and buttons on this page');
    logger.info({ signal: await stop }, 'stopping');
    await agent.close();
    return 0;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    logger.fatal({ error: text }, 'cannot start');
    process.stderr.write(`cannot start: ${text}\n`);
    return 1;
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exit(await main(process.argv.slice(2)));

// Joins the rooms into one running hub: settings, log, hub, people, and the two doors on one port.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Settings } from '../protocol/settings.ts';
import type { Environment } from './config/environment.ts';
import { keepSettingsVersion } from './config/settings-version.ts';
import { createMetrics, timedLog, watchWaiting } from './doors/metrics.ts';
import { createTakeCommand } from './doors/take-command.ts';
import { systemClock } from './hub/clock.ts';
import { newCode } from './hub/codes.ts';
import type { Clock, Hub } from './hub/contract.ts';
import { createHub } from './hub/hub.ts';
import { logFileName } from './log/backup.ts';
import { openSqliteLog } from './log/sqlite-log.ts';
import { createPeople } from './people/actor.ts';
import { openSessions } from './people/sessions.ts';
import { resolveSites } from './settings/resolve.ts';
import { openSockets } from './sockets/server.ts';
import { createApp } from './web/app.ts';

export type House = {
  /** As given by the system when 0 was asked for. */
  readonly port: number;
  readonly hub: Hub;
  /** Stops accepting, lets commands in line finish and be answered, closes doors and log. */
  close(): Promise<void>;
};

export type HouseParts = {
  readonly environment: Pick<Environment, 'port' | 'host' | 'dataFolder'> &
    Partial<Pick<Environment, 'paperUrl'>>;
  readonly settings: Settings;
  readonly logger: Logger;
  /** The system's, unless a test holds the time. */
  readonly clock?: Clock;
  /** Where the built pages lie; dist/ unless said otherwise. */
  readonly pagesFolder?: string;
};

export const distFolder = fileURLToPath(new URL('../dist', import.meta.url));
const sessionsFileName = 'sessions.sqlite';

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const waitingOf = function* (hub: Hub): Iterable<readonly [string, number]> {
  for (const [site, siteHub] of hub.sites) {
    const { state } = siteHub.snapshot();
    yield [site, state.live.filter((number) => state.tickets.get(number)?.state === 'waiting').length];
  }
};

/** Opens the hub; listening when it resolves. Throws what the log or the port says when they cannot be had. */
export const openHouse = async (parts: HouseParts): Promise<House> => {
  const { environment, settings, logger, clock = systemClock(), pagesFolder = distFolder } = parts;
  // What is open already is closed again, last first, when a later part cannot be opened.
  const closers: (() => unknown)[] = [];
  const closeAll = async (): Promise<void> => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  };
  try {
    const metrics = createMetrics();
    const log = timedLog(openSqliteLog(join(environment.dataFolder, logFileName)), metrics);
    closers.push(() => log.close());
    const version = await keepSettingsVersion(log, settings, clock.now());
    logger.info({ organisation: settings.organisation.id, ...version }, 'settings');

    const sessions = openSessions(join(environment.dataFolder, sessionsFileName), clock.now);
    closers.push(() => sessions.close());
    const people = createPeople(new Map(settings.staff.map(({ id, name }) => [id, name])), sessions);
    const hub = await createHub({ log, sites: resolveSites(settings), clock, newCode, logger });
    watchWaiting(metrics, () => waitingOf(hub));

    const stopping = new AbortController();
    const take = createTakeCommand(metrics, logger);
    const doors = { hub, people, sessions, take, metrics, logger };
    const { organisation, staff } = settings;
    const app = createApp({
      paperUrl: environment.paperUrl ?? null,
      ...doors,
      organisation,
      staff,
      pagesFolder,
      stopping: stopping.signal,
    });
    const http = createServer({ keepAliveTimeout: 30_000, requestTimeout: 30_000 }, app);
    const sockets = openSockets(http, { ...doors, now: clock.now });
    closers.push(async () => {
      stopping.abort();
      http.close();
      await hub.close();
      // Answers that are ready leave before their sockets close.
      await new Promise((resolve) => setImmediate(resolve));
      await sockets.close();
      http.closeIdleConnections();
      http.closeAllConnections();
    });
    const port = await listen(http, environment.port, environment.host);
    return { port, hub, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
};

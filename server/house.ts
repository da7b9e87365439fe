// Joins the rooms into one running hub: settings, log, hub, people, and the two doors on one port.
import { createServer, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Limits } from '../protocol/limits.ts';
import type { Settings } from '../protocol/settings.ts';
import { startArchivist } from './archive/archivist.ts';
import { createDisk } from './archive/disk.ts';
import { junbanVersion } from './archive/version.ts';
import type { Environment } from './config/environment.ts';
import { keepSettingsVersion } from './config/settings-version.ts';
import { createAudit } from './contacts/audit.ts';
import { createContactFigures, watchVault } from './contacts/figures.ts';
import { startKeeper } from './contacts/keeper.ts';
import { createVault, type MayRead, nobodyMayRead, type Vault } from './contacts/vault.ts';
import { createAddresses } from './doors/addresses.ts';
import { guardConnections } from './doors/connections.ts';
import { createLimitBook } from './doors/limit-book.ts';
import { createMetrics, timedLog, watchLines, watchWaiting } from './doors/metrics.ts';
import { guardRequests } from './doors/requests.ts';
import { createTakeCommand } from './doors/take-command.ts';
import { createTickets } from './doors/tickets.ts';
import { createWaitingBytes } from './doors/waiting-bytes.ts';
import { systemClock } from './hub/clock.ts';
import { newCode } from './hub/codes.ts';
import type { Clock, Hub } from './hub/contract.ts';
import { createHub } from './hub/hub.ts';
import { createNowSource } from './now/source.ts';
import { createPeople } from './people/actor.ts';
import { openPublishing } from './publishing/open-publishing.ts';
import { resolveSites } from './settings/resolve.ts';
import { openSockets } from './sockets/server.ts';
import { openStores } from './stores.ts';
import { createApp } from './web/app.ts';

export type House = {
  /** As given by the system when 0 was asked for. */
  readonly port: number;
  readonly hub: Hub;
  /** The personal data of reservations. */
  readonly contacts: Vault;
  /** Stops accepting, lets commands in line finish and be answered, closes doors and log. */
  close(): Promise<void>;
};

export type HouseParts = {
  readonly environment: Pick<Environment, 'port' | 'host' | 'dataFolder'> & Partial<Environment>;
  readonly settings: Settings;
  readonly logger: Logger;
  /** The system's, unless a test holds the time. */
  readonly clock?: Clock;
  /** Whose role needs personal data; nobody unless said otherwise. */
  readonly mayReadContacts?: MayRead;
  /** Where the built pages lie; dist/ unless said otherwise. */
  readonly pagesFolder?: string;
};

export const distFolder = fileURLToPath(new URL('../dist', import.meta.url));

/** A hub on files of its own, where nothing else is said. */
const alone = { hubName: 'hub', log: { kind: 'sqlite' }, logReplicas: 0, logAcceptsLoss: false } as const;

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Limits that Node's own server keeps. */
const httpOptions = (limits: Limits): ServerOptions => ({
  maxHeaderSize: limits.headerBytes,
  headersTimeout: limits.headersSeconds * 1_000,
  requestTimeout: limits.requestSeconds * 1_000,
  keepAliveTimeout: limits.keepAliveSeconds * 1_000,
  // How often the two above are looked at.
  connectionsCheckingInterval: 1_000,
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
    const book = createLimitBook(settings.limits, metrics.registry);
    book.showFill('sites', () => settings.sites.length);
    const stores = await openStores({ ...alone, ...environment }, clock.now, logger, {
      mostPerPerson: book.of.sessionsPerPerson,
      onTooMany: () => book.reached('sessionsPerPerson'),
    });
    closers.push(stores.close);
    const { sessions, board } = stores;
    const log = timedLog(stores.log, metrics);
    const version = await keepSettingsVersion(log, settings, clock.now());
    logger.info({ organisation: settings.organisation.id, ...version }, 'settings');

    const people = createPeople(new Map(settings.staff.map(({ id, name }) => [id, name])), sessions);
    const limits = { ...book.of, reached: book.reached };
    const hubName = environment.hubName ?? alone.hubName;
    const hub = await createHub({
      log,
      board,
      hubName,
      sites: resolveSites(settings),
      clock,
      newCode,
      logger,
      limits,
    });
    watchWaiting(metrics, () => waitingOf(hub));
    watchLines(metrics, () => [...hub.sites].map(([site, { waiting }]) => [site, waiting()]));

    const { afterDays, folder } = settings.archive;
    const archivist = startArchivist({
      log,
      disk: createDisk(),
      folder: resolve(environment.dataFolder, folder),
      afterDays,
      hubName,
      junban: junbanVersion(),
      clock,
      logger,
      quiet: () => [...hub.sites.values()].every((site) => site.snapshot().state.phase !== 'open'),
      onRun: ({ archived, failed }) => metrics.archiveRun(archived, failed),
    });
    closers.push(() => archivist.close());

    const figures = createContactFigures(metrics.registry);
    const contacts = createVault({
      store: stores.contacts,
      keys: environment.keys ?? null,
      audit: createAudit(log, settings.organisation.id, hubName),
      mayRead: parts.mayReadContacts ?? nobodyMayRead,
      nowMs: clock.now,
      logger,
      figures,
    });
    if (!contacts.isOpen) logger.info('the vault of personal data is closed: JUNBAN_KEY_FILE is not set');
    watchVault(metrics.registry, contacts);
    const keeper = startKeeper({ vault: contacts, hubName, clock, logger, figures });
    closers.push(() => keeper.close());

    const stopping = new AbortController();
    const take = createTakeCommand(metrics, logger);
    const { organisation, staff, trustedProxies } = settings;
    const addresses = createAddresses(trustedProxies);
    const tickets = createTickets({ hub, book, addresses });
    const doors = { hub, people, sessions, take, tickets, metrics, logger, book, addresses };
    const hubs = settings.hubs.map((url) => new URL(url).origin);
    const now = createNowSource({ hub, organisation, now: clock.now });
    const app = createApp({
      now,
      languages: settings.languages,
      paperUrl: environment.paperUrl ?? null,
      ...doors,
      organisation,
      staff,
      trustedProxies,
      hubs,
      pagesFolder,
      stopping: stopping.signal,
    });
    const http = createServer(httpOptions(book.of), app);
    // Node would drop headers beyond 2,000 without a word; `headerBytes` bounds them already.
    http.maxHeadersCount = 0;
    const waiting = createWaitingBytes(book, logger);
    closers.push(waiting.close);
    const connections = guardConnections(http, { book, addresses, waiting });
    const sockets = openSockets(http, { ...doors, waiting, hubs, now: clock.now });
    guardRequests(http, { book, connections, admitSocket: sockets.admit });
    closers.push(async () => {
      stopping.abort();
      http.close();
      await hub.close();
      // Answers that are ready leave before their sockets close.
      await new Promise((resolve) => setImmediate(resolve));
      await sockets.close();
      http.closeIdleConnections();
      http.closeAllConnections();
      connections.close();
    });
    const publishing = openPublishing({
      settings: settings.publishing,
      languages: settings.languages,
      now,
      dataFolder: environment.dataFolder,
      token: environment.pushToken ?? null,
      registry: metrics.registry,
      clock,
      logger,
    });
    closers.push(publishing.close);
    const port = await listen(http, environment.port, environment.host);
    return { port, hub, contacts, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
};

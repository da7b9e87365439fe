// Joins the rooms into one running hub: settings, log, hub, people, and the two doors on one port.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Settings } from '../../protocol/settings.ts';
import { createDeviceRights } from '../access/device-rights.ts';
import { createOwnHosts } from '../access/own-hosts.ts';
import { createRates } from '../access/rates.ts';
import { createTakeCommand } from '../access/take-command.ts';
import { createTickets } from '../access/tickets.ts';
import { startArchivist } from '../archive/archivist.ts';
import { createDisk } from '../archive/disk.ts';
import { openHeadKey } from '../archive/head-key.ts';
import { junbanVersion } from '../archive/version.ts';
import { createAudit } from '../audit/audit.ts';
import { createAddresses } from '../base/addresses.ts';
import type { Clock } from '../base/clock.ts';
import { createLimitBook } from '../base/limit-book.ts';
import { keepToOwner } from '../base/own-files.ts';
import { createTrustedClock } from '../base/trusted-clock.ts';
import { openBooking } from '../booking/open-booking.ts';
import { startUpkeep } from '../booking/upkeep.ts';
import type { Environment } from '../config/environment.ts';
import { keepSettingsVersion } from '../config/settings-version.ts';
import { openVault } from '../contacts/open-vault.ts';
import type { MayRead, Vault } from '../contacts/vault.ts';
import { openFigures } from '../figures/open-figures.ts';
import { newCode } from '../hub/codes.ts';
import type { Hub } from '../hub/contract.ts';
import { createHub } from '../hub/hub.ts';
import { levelsNow } from '../hub/levels-now.ts';
import { waitingNow } from '../hub/waiting-now.ts';
import { guardConnections } from '../ingress/connections.ts';
import { listen } from '../ingress/listen.ts';
import {
  createMetrics,
  timedLog,
  watchClock,
  watchForecasts,
  watchLevels,
  watchLines,
  watchWaiting,
} from '../ingress/metrics.ts';
import { openServer } from '../ingress/open-server.ts';
import { guardRequests } from '../ingress/requests.ts';
import { createWaitingBytes } from '../ingress/waiting-bytes.ts';
import { tellOfReservations } from '../messages/feed.ts';
import { openMessages } from '../messages/open-messages.ts';
import { createNowSource } from '../now/source.ts';
import { createCallers } from '../people/callers.ts';
import { createDevices } from '../people/devices/devices.ts';
import { createDeviceGate } from '../people/devices/gate.ts';
import { createHeard } from '../people/devices/heard.ts';
import { mayReadContacts } from '../people/may-read-contacts.ts';
import { openPeople } from '../people/open-people.ts';
import type { Cost } from '../people/passwords.ts';
import { openRegister, type Register } from '../people/register/register.ts';
import { staffBook } from '../people/staff-book.ts';
import { openPublishing } from '../publishing/open-publishing.ts';
import { resolveSites } from '../settings/resolve.ts';
import { openSockets } from '../sockets/server.ts';
import { keepReady, openVoice } from '../voice/open-voice.ts';
import { createApp } from '../web/app.ts';
import { openWebPush } from '../web-push/open-web-push.ts';
import { noteRefusals } from './note-refusals.ts';
import { openStores } from './stores.ts';

export type House = {
  /** As given by the system when 0 was asked for. */
  readonly port: number;
  readonly hub: Hub;
  /** Accounts and keys. */
  readonly register: Register;
  /** The token of the link that makes the first administrator; null: none is needed. */
  readonly firstToken: string | null;
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
  /** Whose role needs personal data; reception and supervisors unless a test says otherwise. */
  readonly mayReadContacts?: MayRead;
  /** Where the built pages lie; dist/ unless said otherwise. */
  readonly pagesFolder?: string;
  /** What a password's hash costs; a test makes it cheap. */
  readonly passwordCost?: Cost;
  /** A certificate that is believed of push services beside the usual ones, for a test's. */
  readonly pushServiceCa?: Buffer;
  /** How often the certificate's files are looked at, ms; every 5 s unless a test cannot wait. */
  readonly lookAtCertificateEveryMs?: number;
};

export const distFolder = fileURLToPath(new URL('../../dist', import.meta.url));

/** A hub on files of its own, where nothing else is said. */
const alone = {
  hubName: 'hub',
  log: { kind: 'sqlite' },
  logReplicas: 0,
  logAcceptsLoss: false,
  voice: { use: false, voice: null, dictionary: null },
} as const;

/** Opens the hub; listening when it resolves. Throws what the log or the port says when they cannot be had. */
export const openHouse = async (parts: HouseParts): Promise<House> => {
  const { environment, settings, logger, pagesFolder = distFolder } = parts;
  const trusted = createTrustedClock({ logger });
  const { clock = trusted } = parts;
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
      idleMs: settings.signIn.idleMinutes * 60_000,
    });
    closers.push(stores.close);
    // Made now, so that an export or a head noted tomorrow can be signed.
    openHeadKey(environment.dataFolder);
    const mended = keepToOwner(environment.dataFolder);
    if (mended.length > 0)
      logger.warn({ files: mended }, 'files could be read by others; now only by this user');
    closers.push(trusted.close);
    if (stores.askTime !== null) await trusted.compareWith(stores.askTime);
    watchClock(metrics, clock);
    const { sessions, board, notes } = stores;
    const told = tellOfReservations(timedLog(stores.log, metrics));
    const { log } = told;
    const stopTelling = log.onAvailable((available) => {
      logger[available ? 'info' : 'error']({ available }, 'event log');
    });
    closers.push(stopTelling);
    const version = await keepSettingsVersion(log, settings, clock.now());
    logger.info({ organisation: settings.organisation.id, ...version }, 'settings');

    const limits = { ...book.of, reached: book.reached };
    const hubName = environment.hubName ?? alone.hubName;
    const audit = createAudit(log, settings.organisation.id, hubName);
    const register = await openRegister({
      log,
      organisation: settings.organisation.id,
      hubName,
      now: clock.now,
      limits,
      logger,
    });
    closers.push(register.close);
    const peopleRoom = await openPeople({
      ...{ settings, register, sessions, audit, logger, notes },
      ssoSecret: environment.ssoSecret ?? null,
      now: clock.now,
      ...(parts.passwordCost === undefined ? {} : { passwordCost: parts.passwordCost }),
    });
    closers.push(peopleRoom.close);
    const hub = await createHub({
      log,
      board,
      hubName,
      sites: resolveSites(settings, staffBook(register)),
      clock,
      newCode,
      logger,
      limits,
    });
    watchWaiting(metrics, () => waitingNow(hub));
    watchForecasts(metrics, () => [...hub.sites].map(([site, one]) => [site, one.forecastHealth()] as const));
    watchLevels(metrics, () => levelsNow(hub));
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

    const { contacts, keeper } = openVault({
      ...{ audit, hubName, clock, logger },
      store: stores.contacts,
      keys: environment.keys ?? null,
      mayRead: parts.mayReadContacts ?? mayReadContacts(register.state),
      registry: metrics.registry,
    });
    closers.push(() => keeper.close());
    const messages = openMessages({
      ...{ settings, told, notes, outbox: stores.outbox, contacts, clock, logger },
      secrets: {
        smtpPassword: environment.smtpPassword ?? null,
        hookKey: environment.messageHookKey ?? null,
      },
      sites: resolveSites(settings, staffBook(register)),
      registry: metrics.registry,
    });
    closers.push(messages.close);
    const voice = await openVoice({
      places: environment.voice ?? alone.voice,
      dataFolder: environment.dataFolder,
      book,
      registry: metrics.registry,
      logger,
    });
    closers.push(keepReady(hub, voice));

    const stopping = new AbortController();
    const deviceRights = createDeviceRights({
      book,
      now: clock.now,
      onBeyond: (siteHub, device, limit) => {
        siteHub.presence.deviceHurried(device);
        logger.warn(
          { site: siteHub.site.settings.id, device, limit },
          'a device presses faster than people do',
        );
      },
    });
    const booking = openBooking({
      sites: hub.sites,
      contacts,
      index: stores.contacts.index,
      keys: environment.keys ?? null,
      keepDays: settings.contacts.keepDays,
      now: clock.now,
      logger,
    });
    closers.push(startUpkeep({ sites: hub.sites, clock, logger }));
    const { organisation, trustedProxies } = settings;
    const addresses = createAddresses(trustedProxies);
    const callerOf = createCallers({ register, addresses, personOf: peopleRoom.people.personOf });
    const heard = createHeard(notes, clock.now, (error) => logger.warn({ err: error }, 'device not noted'));
    closers.push(heard.close);
    const gate = createDeviceGate(register, heard);
    const devices = createDevices({ notes, register, audit, settings, book, nowMs: clock.now });
    const rates = createRates(book, stores.counter);
    const tickets = createTickets({ hub, rates, addresses });
    const refusals = noteRefusals(audit, clock, logger);
    closers.push(refusals.close);
    const take = createTakeCommand(metrics, logger, deviceRights, booking.checkIn, {
      onRefused: refusals.refused,
      ticketOf: tickets.again,
    });
    const webPush = openWebPush({
      ...{ hub, notes, book, logger },
      settings: settings.webPush,
      key: environment.webPushKey ?? null,
      registry: metrics.registry,
      now: clock.now,
      ...(parts.pushServiceCa === undefined ? {} : { ca: parts.pushServiceCa }),
    });
    if (webPush !== null) closers.push(webPush.close);
    const doors = {
      ...peopleRoom,
      hub,
      sessions,
      take,
      booking,
      contacts,
      tickets,
      webPush,
      onSocketRefused: refusals.refused,
      metrics,
      logger,
      book,
      addresses,
      callerOf,
    };
    const hubs = settings.hubs.map((url) => new URL(url).origin);
    const ownHosts = createOwnHosts(settings);
    const fullness = createNowSource({ hub, organisation, now: clock.now });
    const figures = openFigures({
      ...{ log, dataFolder: environment.dataFolder, archiveFolder: resolve(environment.dataFolder, folder) },
      promises: () =>
        [...hub.sites].map(
          ([
            site,
            {
              site: { settings },
            },
          ]) => ({
            site,
            walkIn: settings.promise.walkInMinutes,
            reservation: settings.promise.reservationMinutes,
          }),
        ),
    });
    closers.push(figures.close);
    const app = createApp({
      fullness,
      figures,
      paperUrl: environment.paperUrl ?? null,
      ...doors,
      rates,
      register,
      log,
      now: clock.now,
      onRefused: (caller, door, site) => refusals.refused(caller, `${door.method} ${door.path}`, site),
      settings,
      devices,
      heard,
      voice,
      organisation,
      trustedProxies,
      hubs,
      ownHosts,
      hstsDays: environment.hstsDays ?? 0,
      pagesFolder,
      stopping: stopping.signal,
    });
    const opened = openServer(app, {
      book,
      registry: metrics.registry,
      logger,
      nowMs: clock.now,
      tls: environment.tls ?? null,
      ...(parts.lookAtCertificateEveryMs === undefined
        ? {}
        : { lookEveryMs: parts.lookAtCertificateEveryMs }),
    });
    closers.push(opened.close);
    const http = opened.server;
    // Node would drop headers beyond 2,000 without a word; `headerBytes` bounds them already.
    http.maxHeadersCount = 0;
    const waiting = createWaitingBytes(book, logger);
    closers.push(waiting.close);
    const connections = guardConnections(http, { book, addresses, waiting });
    const sockets = openSockets(http, { ...doors, gate, waiting, hubs, ownHosts, now: clock.now });
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
      now: fullness,
      dataFolder: environment.dataFolder,
      token: environment.pushToken ?? null,
      registry: metrics.registry,
      clock,
      logger,
    });
    closers.push(publishing.close);
    const port = await listen(http, environment.port, environment.host);
    return { port, hub, register, firstToken: peopleRoom.firstToken, contacts, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
};

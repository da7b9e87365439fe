// A hub as a process: the real hub with its real doors, on a simulated store, network and clock.
import type { KeyId, TicketCode } from '../../../protocol/ids.ts';
import { defaultLimits } from '../../../protocol/limits.ts';
import { createDeviceRights } from '../../../server/access/device-rights.ts';
import { createTakeCommand } from '../../../server/access/take-command.ts';
import { createTickets } from '../../../server/access/tickets.ts';
import { createAddresses } from '../../../server/base/addresses.ts';
import type { LimitBook } from '../../../server/base/limit-book.ts';
import { createTrustedClock } from '../../../server/base/trusted-clock.ts';
import type { Hub, SiteHub } from '../../../server/hub/contract.ts';
import { createHub } from '../../../server/hub/hub.ts';
import type { SiteHubParts } from '../../../server/hub/site-hub.ts';
import type { Metrics } from '../../../server/ingress/metrics.ts';
import type { EventLog } from '../../../server/log/contract.ts';
import type { DeviceGate } from '../../../server/people/devices/gate.ts';
import { openDoors } from '../../../server/sockets/doors.ts';
import { type BookingAsk, type BookingRoom, openBookingRoom } from './booking-room.ts';
import { callerFrom, simulatedCallerOf } from './callers.ts';
import { keysOf } from './keys.ts';
import { loggerFor } from './logger.ts';
import type { Life } from './machine/scheduler.ts';
import type { Host, Network } from './network/network.ts';
import { createDoorServer } from './network/socket-server.ts';
import type { Sabotage } from './sabotage.ts';
import { newLife, type Sim } from './sim.ts';
import { type Office, siteId } from './site.ts';
import type { ClaimStore } from './store/index.ts';
import { createStoreLog } from './store/log.ts';
import type { Store } from './store/server.ts';

export type HubProcess = {
  readonly name: string;
  readonly host: Host;
  /** The running site; null while it starts or is down. */
  site(): SiteHub | null;
  /** Somebody looks at a reservation there. */
  look(id: string): void;
  /** Since when (true time, epoch ms) it is ready; Infinity: it is not. */
  readySinceMs(): number;
  start(): void;
  /** SIGKILL. */
  kill(): void;
  /** SIGTERM: what is in line is answered, then it ends. */
  stop(): void;
  /** Sets its machine's clock ahead (or back) by so many ms. */
  jump(ms: number): void;
  /** Sets it as far ahead as it should not be; 0: somebody puts it right. */
  setWrong(ms: number): void;
};

/** What checks want to know of a hub as it lives. */
export type HubWatch = {
  /** A view leaves for some screen. */
  viewSent(hub: string, view: { readonly date: string; readonly version: number }): void;
  /** Its state has changed. */
  changed(hub: string, site: SiteHub): void;
};

const restartMs = [300, 4_000] as const;
/** Clocks are corrected before they are further off than this. */
const mostAheadMs = 4_000;

const noMetrics: Metrics = {
  registry: undefined as never,
  commandDone: () => {},
  appended: () => {},
  socketsChanged: () => {},
  viewsSent: () => {},
  archiveRun: () => {},
};
/** Limits are not reached here; the book only knows them. */
const book: LimitBook = {
  of: defaultLimits,
  reached: () => {},
  refuse: (name) => {
    throw new Error(`the limit ${name} was reached`);
  },
  showFill: () => {},
};
const addresses = createAddresses([]);

/** All devices were accepted long ago, and none is moved or revoked. */
const simulatedGate: DeviceGate = {
  callerOf: async (key, from) => {
    const place = keysOf.get(key);
    if (place === undefined) throw new Error(`nobody has the key ${key}`);
    const caller = { kind: 'device', key: 'simulated000' as KeyId, place, from } as const;
    return { ok: true, value: { caller, name: place.device } };
  },
  stands: () => 'yes',
  came: () => () => {},
};

/** Cheap, and changing with the queue now and then: the real one is pure, tested alone, and would take most of the time here. */
const roughForecaster: SiteHubParts['forecaster'] = (site) => ({
  lookAt: () => {},
  run: async (state) => {
    const waiting = Math.floor(state.live.length / 6);
    const wait = { p20: waiting, p50: waiting * 2, p80: waiting * 3, mean: waiting * 2, calledShare: 1 };
    const procedures = new Map([...site.procedures.keys()].map((id) => [id as string, wait]));
    return { procedures, tickets: new Map(), raw: new Map(), runs: 1 };
  },
  close: () => {},
});

export const createHubProcess = (parts: {
  readonly sim: Sim;
  readonly network: Network;
  readonly host: Host;
  readonly store: Store;
  readonly claims: ClaimStore;
  readonly office: Office;
  readonly watch: HubWatch;
  readonly sabotage: Sabotage;
}): HubProcess => {
  const { sim, network, host, store, claims, office, watch, sabotage } = parts;
  const { sites } = office;
  const { scheduler, chance } = sim;
  const { name } = host;
  let life: Life | null = null;
  let hub: Hub | null = null;
  let room: BookingRoom | null = null;
  let clockAheadMs = chance.between(-400, 400);
  /** A bad quartz: so many ms in ten seconds. */
  const driftMs = chance.between(-30, 30);
  let readySinceMs = 0;
  let codes = 0;
  const newCode = (): TicketCode => `${name.at(-1)}${String(codes++).padStart(15, '0')}` as TicketCode;

  const open = async (own: Life): Promise<void> => {
    const log: EventLog = sabotage.log(createStoreLog(store.lineFor(own)));
    const logger = loggerFor(sim);
    const machine = { own: () => Date.now(), steady: () => scheduler.now(), lookForSleep: () => {} };
    const clock = createTrustedClock({ machine, logger });
    // The store's server has the true time, as far as it can be reached.
    await clock.compareWith(async () => {
      await log.version(`day:${siteId}:2026-01-01`);
      return scheduler.now();
    });
    const told = sabotage.clock(clock);
    const opened = sabotage.hub(
      await createHub({
        log,
        sites,
        hubName: name,
        clock: told,
        newCode,
        logger,
        forecaster: roughForecaster,
      }),
    );
    const site = opened.sites.get(siteId);
    if (site === undefined) throw new Error('the hub has no site');
    const booking = openBookingRoom({ sim, hub: opened, clock: told, life: own, claims });
    const take = createTakeCommand(
      noMetrics,
      logger,
      createDeviceRights({ book, now: clock.now, onBeyond: () => {} }),
      booking.checkIn,
      { onRefused: () => {}, ticketOf: () => null },
    );
    const server = createDoorServer(sim, (_event, [sent]) => {
      const view = (sent as { view?: { date: string; version: number } } | undefined)?.view;
      if (view !== undefined) watch.viewSent(name, view);
    });
    site.onChange(() => watch.changed(name, site));
    openDoors(server, {
      hub: opened,
      callerOf: simulatedCallerOf,
      onSocketRefused: () => {},
      addresses,
      gate: simulatedGate,
      lines: { hold: () => () => {} },
      used: () => {},
      metrics: noMetrics,
      logger,
      now: clock.now,
      take,
      tickets: createTickets({ hub: opened, rates: { spend: async () => null }, addresses }),
      webPush: null,
      book,
      gateOf: () => ({ refusal: () => null }),
      // Clients come through one address, as behind a proxy: they have nowhere else to go.
      oneOfSeveral: false,
    });
    [hub, room] = [opened, booking];
    readySinceMs = scheduler.now();
    watch.changed(name, site);
    sim.note('hub ready');
    host.listener = {
      life: own,
      accept: server.accept,
      post: (body, actor) => {
        const ask = (body as { readonly booking?: BookingAsk }).booking;
        return ask === undefined ? take(site, body, callerFrom(actor), 'http') : booking.serve(ask);
      },
    };
  };

  const end = (): void => {
    if (life === null) return;
    network.cutAll(host, 'ended');
    life.alive = false;
    [life, hub, room, host.listener] = [null, null, null, null];
  };
  const startLater = (): void => void scheduler.after(chance.between(...restartMs), sim.outside, start);

  const start = (): void => {
    if (life !== null) return;
    const own = newLife(name);
    own.clockAheadMs = clockAheadMs;
    life = own;
    scheduler.after(0, own, () => {
      open(own).catch((error: unknown) => {
        // As main.ts does: a hub that cannot read its log ends, and is started again.
        if (!(error instanceof Error && error.name === 'LogUnavailable'))
          sim.violate(
            'a hub starts when the store is there',
            String(error instanceof Error ? error.stack : error),
          );
        sim.note('could not start');
        sim.count('fault: hub could not start');
        end();
        startLater();
      });
    });
  };

  const setClock = (aheadMs: number): void => {
    clockAheadMs = aheadMs;
    if (life !== null) life.clockAheadMs = aheadMs;
  };
  const isWrong = (): boolean => Math.abs(clockAheadMs) > mostAheadMs;
  const setBy = (ms: number): void => {
    if (!isWrong()) setClock(Math.max(-mostAheadMs, Math.min(mostAheadMs, clockAheadMs + ms)));
  };
  const drift = (): void =>
    void scheduler.after(10_000, sim.outside, () => {
      setBy(driftMs);
      drift();
    });
  drift();

  return {
    name,
    host,
    site: () => hub?.sites.get(siteId) ?? null,
    look: (id) => {
      const [own, open] = [life, room];
      if (own !== null && open !== null) scheduler.after(0, own, () => void open.look(id));
    },
    readySinceMs: () => (hub === null ? Number.POSITIVE_INFINITY : readySinceMs),
    start,
    kill: () => {
      if (life === null) return;
      sim.trace.note(scheduler.now(), name, 'killed');
      end();
      startLater();
    },
    stop: () => {
      const [stopping, own] = [hub, life];
      if (stopping === null || own === null) return;
      sim.trace.note(scheduler.now(), name, 'told to stop');
      // No new connections; those that stand are closed when the last answer has left.
      room?.close();
      scheduler.after(0, own, () => {
        void stopping.close().then(() =>
          scheduler.after(1, own, () => {
            sim.note('stopped');
            end();
            startLater();
          }),
        );
      });
      // A stop that takes too long is ended by the supervisor.
      scheduler.after(10_000, own, () => {
        end();
        startLater();
      });
    },
    setWrong: (ms) => {
      setClock(ms);
      sim.trace.note(scheduler.now(), name, `clock is ${Math.round(ms / 1_000)} s ahead`);
    },
    jump: (ms) => {
      setBy(ms);
      sim.trace.note(scheduler.now(), name, `clock set by ${Math.round(ms)} ms`);
    },
  };
};

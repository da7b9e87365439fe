// A lobby screen as a process: the real link, announcer and receipts, on a browser with a voice that takes its time.

import { createAnnouncer } from '../../../../displays/parts/announcer.ts';
import { createCallMemory } from '../../../../displays/parts/call-memory.ts';
import { connectWall, type LinkState, type WallLink } from '../../../../displays/parts/hub-link.ts';
import { createReceipts } from '../../../../displays/parts/receipts.ts';
import { callsShown } from '../../../../displays/wall/wall-model.ts';
import { createHubClock } from '../../../../protocol/hub-clock.ts';
import type { SiteId } from '../../../../protocol/ids.ts';
import type { WallView } from '../../../../protocol/views.ts';
import type { WallChecks } from '../checks/walls.ts';
import { keyFor } from '../keys.ts';
import type { Life } from '../machine/scheduler.ts';
import type { Network } from '../network/network.ts';
import { type CommandWatch, socketsFor } from '../network/socket-client.ts';
import { newLife, type Sim } from '../sim.ts';

export type WallProcess = {
  readonly name: string;
  start(): void;
  /** Somebody reloads the page, or the browser crashes: storage stays. */
  reload(): void;
  sleep(ms: number): void;
  view(): WallView | null;
  state(): LinkState;
  /** Its page, now; null while it is reloaded. */
  life(): Life | null;
};

const chimeMs = 1_700;
const speechMs = [2_000, 4_500] as const;
const noWatch: CommandWatch = { sent: () => {}, answered: () => {} };
/** The hub gives a silent connection up after its heartbeat's interval and timeout, ms. */
const heartbeatMs = 18_000;

const createStorage = (): Storage => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage;
};

export const createWallProcess = (parts: {
  readonly sim: Sim;
  readonly network: Network;
  readonly site: SiteId;
  readonly name: string;
  readonly checks: WallChecks;
}): WallProcess => {
  const { sim, network, site, name, checks } = parts;
  const { scheduler, chance } = sim;
  const storage = createStorage();
  const clockAheadMs = chance.between(-60_000, 60_000);
  let life: Life | null = null;
  let page: { view: WallView | null; state: LinkState } = { view: null, state: 'connecting' };

  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  /** As displays/wall/main.ts joins them. */
  const open = (own: Life): void => {
    const shown = { view: null as WallView | null, state: 'connecting' as LinkState };
    page = shown;
    const memory = createCallMemory(storage, site);
    const remembered = memory.load();
    checks.pageOpened(name, remembered?.date ?? '', remembered?.handled ?? []);
    const clock = createHubClock();
    let link: WallLink | null = null;
    const announcer = createAnnouncer({
      site,
      voice: {
        speak: async ({ callId }) => {
          checks.speaks(name, shown.view, callId, clock.now());
          await pause(chance.between(...speechMs));
          return 'spoken';
        },
      },
      chime: {
        play: async () => {
          await pause(chimeMs);
          return 'played';
        },
        allowed: () => true,
        unlock: async () => true,
      },
      memory,
      now: clock.now,
      onSpoken: (call, atMs) => receipts.spoken(call.callId, atMs),
    });
    const receipts = createReceipts({
      send: (receipt) => link?.send(receipt) ?? false,
      sound: announcer.sound,
      now: clock.now,
    });
    link = connectWall({
      origin: 'http://balancer',
      hello: { key: keyFor(name) },
      clock,
      onPlaced: () => {},
      onUnknownKey: () => sim.violate('a wall is let in', name),
      onConnected: () => receipts.connected(),
      onState: (state) => {
        shown.state = state;
      },
      onView: (view) => {
        shown.view = view;
        checks.views(name, view, callsShown(view), clock.now());
        announcer.hear(view);
        receipts.shown(view.calls.map((call) => call.callId));
      },
      onRefused: (refusal) => sim.violate('a wall is let in', refusal.message),
      onUnreadable: (problem) => sim.violate('a wall can read its view', problem),
      open: socketsFor(sim, network, own, noWatch),
    });
    setInterval(() => receipts.tick(), 1_000);
  };

  const start = (): void => {
    if (life !== null) return;
    const own = newLife(name);
    own.clockAheadMs = clockAheadMs;
    life = own;
    scheduler.after(0, own, () => open(own));
  };
  const cutLines = (of: Life, clientMs: number | null, serverMs: number): void => {
    for (const wire of network.wires())
      if (wire.client === of) wire.cut('transport close', { client: clientMs, server: serverMs });
  };

  return {
    name,
    start,
    view: () => page.view,
    state: () => page.state,
    life: () => life,
    reload: () => {
      if (life === null) return;
      sim.trace.note(scheduler.now(), name, 'reloaded');
      life.alive = false;
      cutLines(life, null, chance.between(1, 200));
      life = null;
      scheduler.after(chance.between(200, 3_000), sim.outside, start);
    },
    sleep: (ms) => {
      if (life === null) return;
      sim.trace.note(scheduler.now(), name, `sleeps for ${Math.round(ms / 1_000)} s`);
      life.asleepUntilMs = scheduler.now() + ms;
      checks.slept(name);
      if (ms > heartbeatMs) cutLines(life, 0, heartbeatMs);
    },
  };
};

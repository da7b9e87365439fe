// Nobody is left behind for long: a hub knows what is on disk, and a wall shows what its hub knows, as soon as the way is free.
import type { WallProcess } from '../actors/wall.ts';
import type { HubProcess } from '../hub.ts';
import type { Network } from '../network/network.ts';
import type { Sim } from '../sim.ts';
import { siteId } from '../site.ts';
import type { Store } from '../store/server.ts';
import type { History } from './history.ts';

/** Longer than two requests to the store may take that come late behind others on the same line, their next tries, and the slowest message together, ms. */
const patienceMs = 16_000;
const everyMs = 3_000;

type Known = { readonly date: string; readonly version: number };
type Moment = {
  readonly atMs: number;
  readonly disk: ReadonlyMap<string, number>;
  readonly hubs: ReadonlyMap<string, Known>;
};

/** Looks every few seconds, all day. */
export const watchFreshness = (parts: {
  readonly sim: Sim;
  readonly history: History;
  readonly network: Network;
  readonly store: Store;
  readonly hubs: readonly HubProcess[];
  readonly walls: readonly WallProcess[];
}): void => {
  const { sim, history, network, store, hubs, walls } = parts;
  const { scheduler } = sim;
  const moments: Moment[] = [];

  const momentNow = (): Moment => ({
    atMs: scheduler.now(),
    disk: new Map(
      history
        .days()
        .filter(({ site }) => site === siteId)
        .map((day) => [day.date, day.events.length]),
    ),
    hubs: new Map(
      hubs.flatMap((hub) => {
        const state = hub.site()?.snapshot().state;
        return state === undefined ? [] : [[hub.name, { date: state.date, version: state.version }]];
      }),
    ),
  });

  const checkHubs = (before: Moment, now: Moment): void => {
    for (const hub of hubs) {
      const known = now.hubs.get(hub.name);
      const freeSinceMs = Math.max(hub.readySinceMs(), store.soundSinceMs(hub.name));
      if (known === undefined || freeSinceMs > before.atMs) continue;
      sim.count('hub found fresh');
      const wanted = before.disk.get(known.date) ?? 0;
      if (known.version < wanted)
        sim.violate(
          'a hub soon knows what is on disk',
          `${hub.name} is at ${known.version} of ${known.date}; ${wanted} was on disk ${patienceMs / 1_000} s ago`,
        );
    }
  };

  const checkWalls = (before: Moment): void => {
    for (const wall of walls) {
      const life = wall.life();
      const wire = network.wires().find((one) => one.client === life);
      const view = wall.view();
      if (life === null || wire === undefined || view === null || wall.state() !== 'live') continue;
      if (Math.max(wire.soundSinceMs(), life.asleepUntilMs) > before.atMs) continue;
      const known = before.hubs.get(wire.server.name);
      if (known === undefined || known.date !== view.date) continue;
      sim.count('wall found fresh');
      if (view.version < known.version)
        sim.violate(
          'a wall soon shows what its hub knows',
          `${wall.name} shows ${view.version} of ${view.date}; ${wire.server.name} was at ${known.version} ${patienceMs / 1_000} s ago`,
        );
    }
  };

  const look = (): void => {
    const now = momentNow();
    moments.push(now);
    while ((moments[1]?.atMs ?? Number.POSITIVE_INFINITY) <= now.atMs - patienceMs) moments.shift();
    const [before] = moments;
    if (before !== undefined && before.atMs <= now.atMs - patienceMs) {
      checkHubs(before, now);
      checkWalls(before);
    }
    scheduler.after(everyMs, sim.outside, look);
  };
  look();
};

// What must hold of hubs: they never run ahead of the disk, and their state is the log replayed.
import { isDeepStrictEqual } from 'node:util';
import type { DayState } from '../../../../server/day/state.ts';
import type { SiteHub } from '../../../../server/hub/contract.ts';
import { wallView } from '../../../../server/views/wall.ts';
import type { HubProcess, HubWatch } from '../hub.ts';
import type { Sabotage } from '../sabotage.ts';
import type { Sim } from '../sim.ts';
import type { History } from './history.ts';

export type HubChecks = HubWatch & {
  /** Compares the whole state of a hub with the replay at its version. */
  compare(hub: HubProcess): void;
  /** After healing: every hub knows all that is on disk, and shows the same. */
  agree(hubs: readonly HubProcess[]): void;
};

/** A state as plain values: persistent maps that hold the same may differ inside. */
const plain = (state: DayState, plainId: (id: string) => string): unknown => ({
  ...state,
  tickets: state.tickets.toObject(),
  booths: Object.fromEntries(state.booths),
  pendingPrints: state.pendingPrints.toObject(),
  leases: state.leases.toObject(),
  numbersFrom: state.numbersFrom.toObject(),
  stoppedIntake: state.stoppedIntake.toObject(),
  outages: state.outages.toObject(),
  overflow: state.overflow.toObject(),
  answers: state.answers.mapKeys(plainId as never).toObject(),
  superseded: state.superseded.mapKeys(plainId as never).toObject(),
});

const difference = (ours: unknown, theirs: unknown): string => {
  const [a, b] = [ours as Record<string, unknown>, theirs as Record<string, unknown>];
  const field = Object.keys(a).find((key) => !isDeepStrictEqual(a[key], b[key])) ?? '';
  return `${field} is ${JSON.stringify(b[field])}, the log says ${JSON.stringify(a[field])}`.slice(0, 2_000);
};

export const createHubChecks = (sim: Sim, history: History, sabotage: Sabotage): HubChecks => {
  const onDisk = (date: string): number => history.day(date).events.length;

  const compareState = (hub: string, state: DayState): void => {
    const replayed = history.day(state.date).states[state.version];
    if (replayed === undefined) {
      sim.violate('nothing is known before it is on disk', `${hub}: ${state.date} version ${state.version}`);
      return;
    }
    const [truth, held] = [plain(replayed, sabotage.plainId), plain(state, sabotage.plainId)];
    if (!isDeepStrictEqual(truth, held))
      sim.violate(
        'a hub’s state is the log replayed',
        `${hub} at version ${state.version}: ${difference(truth, held)}`,
      );
  };

  /** What every screen would show, without what each hub knows for itself: presence, estimates, the very instant. */
  const shown = (site: SiteHub): unknown => {
    const snapshot = site.snapshot();
    return wallView({
      ...snapshot,
      nowMs: Math.floor(sim.scheduler.now()),
      // Each hub's own clock has its say here, and they disagree.
      callAtMs: ({ atMs }) => atMs,
      estimates: { procedures: new Map(), tickets: new Map() },
    });
  };

  return {
    viewSent: (hub, { date, version }) => {
      sim.count('view sent');
      if (version > onDisk(date))
        sim.violate(
          'nothing is shown before it is on disk',
          `${hub} shows version ${version} of ${date}; on disk are ${onDisk(date)}`,
        );
    },
    changed: (hub, site) => {
      const { state } = site.snapshot();
      if (state.version > onDisk(state.date))
        sim.violate(
          'nothing is known before it is on disk',
          `${hub}: ${state.date} version ${state.version}`,
        );
    },
    compare: (hub) => {
      const snapshot = hub.site()?.snapshot();
      if (snapshot === undefined) return;
      sim.count('state compared with the log');
      compareState(hub.name, snapshot.state);
      if (snapshot.nextState !== null) compareState(hub.name, snapshot.nextState);
    },
    agree: (hubs) => {
      const views = hubs.map((hub) => {
        const site = hub.site();
        if (site === null) {
          sim.violate('a hub is back after the storm', hub.name);
          return null;
        }
        const { state } = site.snapshot();
        if (state.version !== onDisk(state.date))
          sim.violate(
            'after the storm every hub knows the whole log',
            `${hub.name} is at ${state.version} of ${state.date}; on disk are ${onDisk(state.date)}`,
          );
        return shown(site);
      });
      if (hubs.length > 1) sim.count('hubs compared with each other');
      if (views.some((view) => !isDeepStrictEqual(view, views[0])))
        sim.violate('after the storm all hubs show the same', hubs.map((hub) => hub.name).join(', '));
    },
  };
};

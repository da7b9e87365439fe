// Brings the weather: each kind of trouble comes to each thing it can happen to, at times drawn from the seed.
import type { AgentProcess } from './actors/agent.ts';
import type { WallProcess } from './actors/wall.ts';
import type { HubProcess } from './hub.ts';
import type { Network } from './network/network.ts';
import type { Sim } from './sim.ts';
import type { Store } from './store/server.ts';
import type { Trouble } from './weather.ts';

export type Things = {
  readonly network: Network;
  readonly store: Store;
  readonly hubs: readonly HubProcess[];
  readonly agents: readonly AgentProcess[];
  readonly walls: readonly WallProcess[];
};

/** Ends what lasts: the network is whole, every process runs, the paper is in. */
export const heal = (sim: Sim, { network, store, hubs, agents }: Things): void => {
  sim.trace.note(sim.scheduler.now(), 'world', 'the storm is over');
  sim.stormy = false;
  store.heal();
  for (const host of network.hosts) host.reachable = true;
  for (const hub of hubs) hub.start();
  for (const agent of agents) {
    network.isolate(agent.device, false);
    agent.printer.mend();
  }
};

/** Plans all troubles of the day; they strike only while it is stormy. */
export const bringWeather = (sim: Sim, things: Things): void => {
  const { scheduler, chance, weather, outside } = sim;
  const { network, store, hubs, agents, walls } = things;

  const strike = (trouble: Trouble, what: string, act: () => void): void => {
    if (!sim.stormy) return;
    sim.count(`fault: ${trouble}`);
    sim.trace.note(scheduler.now(), 'world', `${trouble} ${what}`);
    act();
  };
  const coming = (trouble: Trouble, what: string, act: () => void): void => {
    const ms = chance.untilNextMs(weather.perMinute[trouble]);
    if (ms === Number.POSITIVE_INFINITY) return;
    scheduler.after(ms, outside, () => {
      strike(trouble, what, act);
      coming(trouble, what, act);
    });
  };
  /** What begins now and ends after some seconds. */
  const forAWhile = (low: number, high: number, end: () => void): void =>
    void scheduler.after(chance.between(low, high) * 1_000, outside, end);

  for (const host of network.hosts) {
    const ofHost = () => network.wires().filter((wire) => wire.server === host.listener?.life);
    const oneOf = (act: (wire: ReturnType<typeof ofHost>[number]) => void) => () => {
      const wires = ofHost();
      if (wires.length > 0) act(chance.pick(wires));
    };
    // A host has several clients, each with a line of its own.
    for (let line = 0; line < 4; line += 1) {
      coming(
        'lineCut',
        host.name,
        oneOf((wire) =>
          wire.cut('transport close', {
            client: chance.happens(0.5) ? chance.between(1, 50) : chance.between(500, 18_000),
            server: chance.happens(0.5) ? chance.between(1, 50) : chance.between(500, 18_000),
          }),
        ),
      );
      coming(
        'lineStall',
        host.name,
        oneOf((wire) => wire.stall(chance.between(300, 6_000))),
      );
      coming(
        'slowReader',
        host.name,
        oneOf((wire) => {
          wire.slowUntilMs = scheduler.now() + chance.between(500, 8_000);
        }),
      );
    }
    coming('hubUnreachable', host.name, () => {
      host.reachable = false;
      network.cutAll(host, 'vanished');
      forAWhile(2, 30, () => {
        host.reachable = true;
      });
    });
  }
  for (const hub of hubs) {
    coming('hubCrash', hub.name, hub.kill);
    coming('hubStop', hub.name, hub.stop);
    coming('clockJump', hub.name, () => hub.jump(chance.between(-2_000, 2_000)));
    coming('clockWrong', hub.name, () => {
      hub.setWrong((chance.happens(0.5) ? 1 : -1) * chance.between(45_000, 30 * 3_600_000));
      forAWhile(2, 60, () => hub.setWrong(0));
    });
    coming('storePartition', hub.name, () => {
      store.partition(hub.name, true);
      forAWhile(1, 25, () => store.partition(hub.name, false));
    });
  }
  coming('storeCrash', '', () => {
    store.crash();
    forAWhile(0.5, 10, store.start);
  });
  coming('storeSlow', '', () => {
    store.writeMs(chance.between(30, 1_500));
    forAWhile(2, 20, () => store.writeMs(1));
  });
  for (const agent of agents) {
    const { device, printer } = agent;
    coming('agentCrash', device, agent.kill);
    coming('agentOffline', device, () => {
      network.isolate(device, true);
      forAWhile(10, 70, () => network.isolate(device, false));
    });
    coming('printerFault', device, () => {
      const kind = chance.pick(['paperOut', 'coverOpen'] as const);
      sim.count(`fault: ${kind}`);
      printer.fault(kind);
      forAWhile(5, 60, printer.mend);
    });
    coming('printerHang', device, () => printer.nextHangs(chance.between(2_000, 20_000)));
    coming('printUnknown', device, printer.nextUnknown);
  }
  for (const wall of walls) {
    coming('wallReload', wall.name, wall.reload);
    coming('wallSleep', wall.name, () => wall.sleep(chance.between(5, 60) * 1_000));
  }
};

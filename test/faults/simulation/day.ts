// One simulated day from its seed: builds the town, lets people work and the weather rage, and checks what must hold.
import type { ProcedureId, StaffId } from '../../../protocol/ids.ts';
import { type AgentProcess, createAgentProcess } from './actors/agent.ts';
import { openBooker } from './actors/booker.ts';
import { openBoothActor } from './actors/booth.ts';
import { sessionAnswer } from './actors/console.ts';
import { openIntegrator } from './actors/integrator.ts';
import { openReceptionActor } from './actors/reception.ts';
import { createWallProcess } from './actors/wall.ts';
import { createAnswerChecks } from './checks/answers.ts';
import { watchFreshness } from './checks/freshness.ts';
import { createHistory } from './checks/history.ts';
import { createHubChecks } from './checks/hubs.ts';
import { createPaperChecks } from './checks/papers.ts';
import { createReservationChecks } from './checks/reservations.ts';
import { createWallChecks } from './checks/walls.ts';
import { bringWeather, heal, type Things } from './faults.ts';
import { createHubProcess } from './hub.ts';
import { holdGlobals } from './machine/globals.ts';
import type { Life } from './machine/scheduler.ts';
import { createNetwork } from './network/network.ts';
import { type SabotageName, sabotageOf } from './sabotage.ts';
import { createSim, type Sim, type Violation } from './sim.ts';
import {
  boothNumbers,
  hours,
  offices,
  printers,
  procedures,
  siteId,
  staffIds,
  today,
  walls,
} from './site.ts';
import { createClaimStore } from './store/index.ts';
import { createStore } from './store/server.ts';

export type DayResult = {
  readonly seed: number;
  readonly weather: string;
  readonly steps: number;
  readonly hash: string;
  readonly violation: Violation | null;
  readonly trace: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
};

export type DayOptions = {
  readonly sabotage?: SabotageName | null;
  /** Lines of the trace that are kept; 60 unless said otherwise. */
  readonly keptLines?: number;
};

const usualLines = 60;

/** Plays the day of a seed; the same seed goes the same way, step for step. */
export const playDay = async (seed: number, options: DayOptions = {}): Promise<DayResult> => {
  const sim = createSim(seed, hours.start, options.keptLines ?? usualLines);
  const consoles = new Map<Life, string>();
  const letGo = holdGlobals(sim, async () =>
    sessionAnswer(consoles.get(sim.scheduler.current()) ?? staffIds[0]),
  );
  const failed = (error: unknown): void =>
    sim.violate('nothing fails inside', String(error instanceof Error ? error.stack : error));
  process.on('unhandledRejection', failed);
  try {
    await play(sim, options, consoles);
  } catch (error) {
    failed(error);
  } finally {
    letGo();
    process.off('unhandledRejection', failed);
  }
  return {
    seed,
    weather: sim.weather.name,
    steps: sim.scheduler.steps(),
    hash: sim.trace.hash(),
    violation: sim.violation(),
    trace: sim.trace.lines(),
    counts: Object.fromEntries([...sim.counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};

const play = async (sim: Sim, options: DayOptions, consoles: Map<Life, string>): Promise<void> => {
  const { scheduler, chance, outside } = sim;
  const sabotage = sabotageOf(options.sabotage ?? null);
  const office = chance.pick(offices);
  const history = createHistory(sim);
  const answers = createAnswerChecks(sim, history);
  const hubChecks = createHubChecks(sim, history, sabotage);
  const wallChecks = createWallChecks(sim, history);
  const papers = createPaperChecks(sim, history);

  const reservations = createReservationChecks(sim, history, office);

  const written = (entries: Parameters<typeof history.written>[0]): void => {
    history.written(entries);
    reservations.written(entries);
  };
  const store = createStore(sim, written, sabotage.disk);
  const claims = createClaimStore(sim);
  const names = ['hub-1', 'hub-2', 'hub-3'].slice(0, chance.pick([1, 2, 2, 3]));
  const network = createNetwork(sim, names, answers.duplicated);
  const hubs = network.hosts.map((host) =>
    createHubProcess({ sim, network, host, store, claims, office, watch: hubChecks, sabotage }),
  );
  const client = { sim, network, watch: answers, site: siteId };
  const agents = printers
    .slice(0, chance.pick([1, 1, 2]))
    .map((device) =>
      createAgentProcess({ ...client, device, onSheet: papers.sheet, onPress: papers.pressed }),
    );
  const screens = walls
    .slice(0, chance.pick([1, 1, 2]))
    .map((name) => createWallProcess({ sim, network, site: siteId, name, checks: wallChecks }));
  const things: Things = { network, store, hubs, agents, walls: screens };

  hubs.forEach((hub, place) => {
    // The first is there in time; others may come late, even after closing.
    const lateMs = place === 0 || chance.happens(0.6) ? 0 : chance.between(0, hours.midnight - hours.start);
    if (lateMs > 0) sim.count('fault: hub starts late');
    if (lateMs > hours.closing - hours.start) sim.count('fault: hub starts after closing');
    scheduler.after(lateMs, outside, hub.start);
  });
  for (const agent of agents) agent.start();
  for (const screen of screens) screen.start();

  const workers: Life[] = [];
  const employ = (life: Life, staff: string): void => {
    workers.push(life);
    consoles.set(life, staff);
  };
  boothNumbers.slice(0, chance.pick([1, 2, 2, 3])).forEach((booth, place) => {
    const staff = staffIds[place] as StaffId;
    employ(openBoothActor(client, booth, `booth-${booth}`, staff).life, staff);
    // A second console for the same booth, under the same name or another.
    if (!chance.happens(0.25)) return;
    const other = chance.pick([staff, 'abe' as StaffId]);
    employ(openBoothActor(client, booth, `booth-${booth}b`, other).life, other);
  });
  employ(openReceptionActor(client, 'reception', 'abe' as StaffId).life, 'abe');
  const portal = openIntegrator({ sim, network, answers });
  workers.push(portal.life);
  // Races for the last place are rare in so few minutes: this sabotage is looked for where they are not.
  const rushes = options.sabotage === 'no-expected-version-on-booking';
  if (chance.happens(0.4))
    workers.push(openBooker({ sim, network, checks: reservations, answers, rushes }).life);
  visitors(sim, agents);
  bringWeather(sim, things);
  watchFreshness({ sim, history, ...things });

  const compareAll = (): void => {
    for (const hub of hubs) hubChecks.compare(hub);
  };
  scheduler.at((hours.start + hours.lull) / 2, outside, compareAll);
  scheduler.at(hours.lull, outside, () => heal(sim, things));
  scheduler.at(hours.lull + 25_000, outside, () => {
    compareAll();
    sim.stormy = true;
  });
  scheduler.at(hours.closing, outside, compareAll);
  scheduler.at(hours.calm, outside, () => heal(sim, things));
  scheduler.at(hours.quiet, outside, () => {
    sim.trace.note(scheduler.now(), 'world', 'everybody stops working');
    for (const life of workers) life.alive = false;
    sim.working = false;
  });

  // Somebody looks at every reservation that a crash left in two days, at one hub or another.
  for (const afterMs of [15_000, 25_000])
    scheduler.at(hours.quiet + afterMs, outside, () => {
      for (const id of reservations.unfinished()) chance.pick(hubs).look(id);
    });

  await scheduler.runUntil(
    hours.end,
    (life) => sim.trace.step(scheduler.now(), life.name),
    () => sim.violation() === null,
  );
  if (sim.violation() !== null) return;
  compareAll();
  hubChecks.agree(hubs);
  wallChecks.allSaid();
  wallChecks.upToDate(screens);
  papers.atEnd(agents);
  answers.atEnd();
  reservations.atEnd();
  const wrong = history.day(today).referee.atEnd();
  if (wrong !== null) sim.violate('the day is closed once, and nobody is left over', wrong);
};

/** Visitors press buttons at reception, and call pads are pressed at booths. */
const visitors = (sim: Sim, agents: readonly AgentProcess[]): void => {
  const { scheduler, chance, outside } = sim;
  const everyMs = chance.between(18_000, 60_000);
  const again = (): void => {
    scheduler.after(chance.between(0.2, 1.8) * everyMs, outside, () => {
      again();
      if (!sim.working) return;
      const agent = chance.pick(agents);
      const procedure = chance.pick(procedures) as ProcedureId;
      agent.press({ kind: 'ticket', procedure, language: chance.pick(['ja', 'vi'] as const) });
    });
  };
  again();
  const pad = (): void => {
    scheduler.after(chance.between(10_000, 40_000), outside, () => {
      pad();
      if (!sim.working) return;
      const action = chance.pick(['next', 'next', 'recall', 'finish', 'absent', 'start'] as const);
      sim.count('call pad pressed');
      chance.pick(agents).press({ kind: 'booth', booth: 3 as never, action });
    });
  };
  if (chance.happens(0.5)) pad();
};

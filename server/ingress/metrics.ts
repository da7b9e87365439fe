// The figures of the hub for Prometheus: commands, appends, sockets, views, waiting tickets.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../base/clock.ts';
import type { EventLog } from '../log/contract.ts';

export type Metrics = {
  readonly registry: Registry;
  /** One command is done; `outcome` is "accepted" or the refusal's code. */
  commandDone(type: string, outcome: string, milliseconds: number): void;
  appended(milliseconds: number): void;
  socketsChanged(door: string, by: 1 | -1): void;
  viewsSent(page: string, sockets: number): void;
  /** A run of the archive is done. */
  archiveRun(archived: number, failed: number): void;
};

const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** A registry of its own, so that several hubs may live in one process (tests). */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const commands = new Counter({
    name: 'junban_commands_total',
    help: 'Commands by type and outcome (accepted, or the code of the refusal)',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'junban_command_seconds',
    help: 'From a command at the door to its answer',
    labelNames: ['type'],
    buckets,
    registers,
  });
  const append = new Histogram({
    name: 'junban_append_seconds',
    help: 'One durable append to the event log',
    buckets,
    registers,
  });
  const sockets = new Gauge({
    name: 'junban_sockets',
    help: 'Connected sockets by door',
    labelNames: ['door'],
    registers,
  });
  const views = new Counter({
    name: 'junban_views_sent_total',
    help: 'Views sent to sockets by page',
    labelNames: ['page'],
    registers,
  });
  const archived = new Counter({
    name: 'junban_days_archived_total',
    help: 'Business days moved from the live store to archive files',
    registers,
  });
  const archiveFailures = new Counter({
    name: 'junban_archive_failures_total',
    help: 'Business days that could not be archived, and runs that broke off',
    registers,
  });
  return {
    registry,
    commandDone(type, outcome, milliseconds) {
      commands.inc({ type, outcome });
      duration.observe({ type }, milliseconds / 1000);
    },
    appended: (milliseconds) => append.observe(milliseconds / 1000),
    socketsChanged: (door, by) => sockets.inc({ door }, by),
    viewsSent: (page, count) => views.inc({ page }, count),
    archiveRun(days, failed) {
      archived.inc(days);
      archiveFailures.inc(failed);
    },
  };
};

type CountBySite = () => Iterable<readonly [string, number]>;

/** Shows how many tickets wait at each site; counted when asked, not kept. */
export const watchWaiting = (metrics: Metrics, count: CountBySite): void =>
  watchSites(metrics, 'junban_tickets_waiting', 'Tickets waiting by site', count);

/** Shows how many commands are in line at each site. */
export const watchLines = (metrics: Metrics, count: CountBySite): void =>
  watchSites(metrics, 'junban_commands_waiting', 'Commands in line by site', count);

/** Of each site: what the forecast told on the last business day, and whether it has become bad. */
export type ForecastBySite = () => Iterable<
  readonly [
    string,
    {
      readonly lastDay: {
        readonly tickets: number;
        readonly covered: number;
        readonly meanErrorMinutes: number;
      } | null;
      readonly bad: boolean;
    },
  ]
>;

/** Shows how good the waits were that were told: yesterday's, or of the last day on which any were. */
export const watchForecasts = (metrics: Metrics, of: ForecastBySite): void => {
  const lastDay = (value: 'tickets' | 'covered' | 'meanErrorMinutes') =>
    function* (): Iterable<readonly [string, number]> {
      for (const [site, health] of of()) if (health.lastDay !== null) yield [site, health.lastDay[value]];
    };
  const of_ = 'of the last business day’s walk-ins that were told a wait';
  watchSites(metrics, 'junban_forecast_tickets', `How many there were ${of_}`, lastDay('tickets'));
  watchSites(
    metrics,
    'junban_forecast_covered_share',
    `Share called within the range, ${of_}; 0.6 is right`,
    lastDay('covered'),
  );
  watchSites(
    metrics,
    'junban_forecast_error_minutes',
    `Mean error of the middle of the range, ${of_}`,
    lastDay('meanErrorMinutes'),
  );
  watchSites(
    metrics,
    'junban_forecast_bad',
    '1: few of the latest ranges held, and they are made wider',
    function* () {
      for (const [site, { bad }] of of()) yield [site, bad ? 1 : 0];
    },
  );
};

/** Of each site and procedure whose level is reckoned: 0 clear, 1 strained, 2 full. */
export type LevelsBySite = () => Iterable<{
  readonly site: string;
  readonly procedure: string;
  readonly level: number;
}>;

/** Shows the levels of overflow as they stand. */
export const watchLevels = (metrics: Metrics, of: LevelsBySite): void => {
  const gauge = new Gauge({
    name: 'junban_overflow_level',
    help: 'What the forecast says of one more walk-in: 0 clear, 1 strained, 2 full; only where it is reckoned',
    labelNames: ['site', 'procedure'],
    registers: [metrics.registry],
    collect() {
      // A new day begins without levels.
      gauge.reset();
      for (const { level, ...labels } of of()) gauge.set(labels, level);
    },
  });
};

/** Shows by how much a clock differs from the time that the hub goes by; 0: none does. */
export const watchClock = (metrics: Metrics, clock: Clock): void => {
  const gauge = new Gauge({
    name: 'junban_clock_off_seconds',
    help: 'How far the machine’s clock (own) or that of the store’s server (store) is ahead of the hub’s time, when they disagree',
    labelNames: ['clock'],
    registers: [metrics.registry],
    collect() {
      const doubt = clock.doubt?.() ?? null;
      for (const which of ['own', 'store'] as const)
        gauge.set({ clock: which }, doubt?.clock === which ? doubt.aheadMs / 1_000 : 0);
    },
  });
};

const watchSites = (metrics: Metrics, name: string, help: string, count: CountBySite): void => {
  const gauge = new Gauge({
    name,
    help,
    labelNames: ['site'],
    registers: [metrics.registry],
    collect() {
      this.reset();
      for (const [site, waiting] of count()) gauge.set({ site }, waiting);
    },
  });
};

/** The same log, with its appends timed. */
export const timedLog = (log: EventLog, metrics: Metrics): EventLog => ({
  ...log,
  async append(stream, expectedVersion, entries) {
    const began = performance.now();
    try {
      return await log.append(stream, expectedVersion, entries);
    } finally {
      metrics.appended(performance.now() - began);
    }
  },
});

// How long one refresh of a site's forecast takes, by the people waiting, and what 23 sites' refreshes cost the hub's loop.
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueNow } from '../../server/forecast/contract.ts';
import { defaultAssumptions } from '../../server/forecast/learning/assumptions.ts';
import { learn } from '../../server/forecast/learning/learn.ts';
import { beginForecast, forecast } from '../../server/forecast/simulation/forecast.ts';
import { createForecastLine } from '../../server/hub/forecast-line.ts';
import { type Figure, median, often, quantile } from './figures.ts';

const minuteMs = 60_000;
const ids = ['issue', 'renewal', 'pin', 'address', 'certificate', 'help', 'transfer', 'pickup'];
export const busyModels = learn([], defaultAssumptions(new Map(ids.map((id, i) => [id, 6 + 3 * i]))));
const sizes = [
  { waiting: 50, booths: 8, aimMs: 5 },
  { waiting: 300, booths: 30, aimMs: 20 },
  { waiting: 1_000, booths: 80, aimMs: 80 },
] as const;

/** A busy site: every booth serves three procedures, one of them helping out, and is in a visit. */
export const queueOf = (waiting: number, booths: number): QueueNow => {
  const nowMs = Date.UTC(2026, 10, 24, 1);
  const procedure = (i: number) => ids[i % ids.length] as string;
  return {
    nowMs,
    opensAtMs: nowMs - 60 * minuteMs,
    closesAtMs: nowMs + 420 * minuteMs,
    endsAtMs: nowMs + 450 * minuteMs,
    procedures: ids.map((id, i) => ({
      id,
      plannedMinutes: 6 + 3 * i,
      frozen: false,
      walkInUntilMs: nowMs + 400 * minuteMs,
      reservationLeadMinutes: 10,
      reservationGraceMinutes: 10,
      reservationEarliestMinutes: 10,
      returnCreditMinutes: 5,
    })),
    booths: Array.from({ length: booths }, (_, i) => {
      const procedures = [0, 1, 3].map((k) => ({
        procedure: procedure(i + k),
        delayMinutes: k === 3 ? 10 : 0,
      }));
      return {
        number: i + 1,
        state: 'open' as const,
        procedures,
        usual: procedures,
        sinceMs: nowMs - 60 * minuteMs,
        pausedUntilMs: null,
        current: {
          ticket: `C${i}`,
          procedure: procedure(i),
          calledAtMs: nowMs - (i % 9) * minuteMs,
          startedAtMs: nowMs - (i % 9) * minuteMs + 20_000,
          resumed: false,
          dueMs: nowMs - 60 * minuteMs,
        },
        freeSinceMs: null,
        planned: [],
        pausesToday: [],
      };
    }),
    waiting: Array.from({ length: waiting }, (_, i) => ({
      id: `A${i}`,
      procedure: procedure(i * 5),
      dueMs: nowMs - (waiting - i) * 10_000,
      sequence: i,
      callableFromMs: null,
      onlyBooth: null,
    })),
    absent: [],
    held: [],
    reservations: [],
  };
};

const refreshes = (queue: QueueNow, count: number): readonly number[] =>
  Array.from({ length: count }, () => {
    const began = process.cpuUsage();
    forecast(queue, busyModels);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000;
  });

/** How late a timer of a millisecond comes, over a while: what a command would wait. */
const lateness = async (forMs: number): Promise<readonly number[]> => {
  const late: number[] = [];
  for (const endMs = performance.now() + forMs; performance.now() < endMs; ) {
    const before = performance.now();
    await sleep(1);
    late.push(Math.max(0, performance.now() - before - 1));
  }
  return late;
};

const loopFigures = async (): Promise<Figure> => {
  const alone = await lateness(often(3_000));
  const line = createForecastLine();
  const queue = queueOf(300, 30);
  let stopping = false;
  let done = 0;
  const sites = Array.from({ length: 23 }, async () => {
    while (!stopping) {
      await line
        .run(() => beginForecast(queue, busyModels))
        .then(
          () => {
            done += 1;
          },
          () => {},
        );
    }
  });
  const withThem = await lateness(often(6_000));
  stopping = true;
  line.close();
  await Promise.all(sites);
  return {
    name: 'hub loop held up, 23 sites of 300 waiting forecast without end',
    aim: '<= 8 ms',
    value: quantile(withThem, 0.999),
    unit: 'ms late, p99.9',
    detail: {
      'p50 with': median(withThem),
      'p50 without': median(alone),
      'p99 with': quantile(withThem, 0.99),
      'p99 without': quantile(alone, 0.99),
      'most without': quantile(alone, 1),
      'forecasts a second': done / 6,
    },
  };
};

/** Six of ten who will come today have reserved: 12 at each quarter of an hour for seven hours, by two channels. */
const reservedAhead = (nowMs: number): QueueNow['reservations'] =>
  Array.from({ length: 336 }, (_, i) => ({
    id: `R${i}`,
    procedure: ids[i % ids.length] as string,
    slotMs: nowMs + (Math.floor(i / 12) + 1) * 15 * minuteMs,
    minutesOff: 0,
    channel: i % 3 === 0 ? ('telephone' as const) : ('web' as const),
    madeAtMs: nowMs - (i % 30) * 1_440 * minuteMs,
  }));

/** The same queue with and without the day's reservations, turn by turn. */
const reservedFigure = (): Figure => {
  const without = queueOf(300, 30);
  const withThem = { ...without, reservations: reservedAhead(without.nowMs) };
  const [alone, reserved]: [number[], number[]] = [[], []];
  for (let i = 0; i < often(60); i += 1) {
    alone.push(...refreshes(without, 1));
    reserved.push(...refreshes(withThem, 1));
  }
  return {
    name: 'refresh with 336 reservations ahead / without',
    aim: '<= 1.1',
    value: median(reserved) / median(alone),
    unit: '×',
    detail: { 'with, ms of processor': median(reserved), 'without, ms of processor': median(alone) },
  };
};

export const benchRefresh = async (): Promise<Figure[]> => {
  const figures = sizes.map(({ waiting, booths, aimMs }): Figure => {
    const queue = queueOf(waiting, booths);
    refreshes(queue, often(20));
    const samples = refreshes(queue, often(40));
    return {
      name: `refresh of one site, ${waiting} waiting, ${booths} booths`,
      aim: `<= ${aimMs} ms`,
      value: median(samples),
      unit: 'ms of processor',
      detail: { p90: quantile(samples, 0.9), runs: forecast(queue, busyModels).runs },
    };
  });
  return [...figures, reservedFigure(), await loopFigures()];
};

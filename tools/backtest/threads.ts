// The walk through the past on all cores: every thread lives through all days, and forecasts its share of them.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BoothSession } from './booths-file.ts';
import { oursWith } from './ours.ts';
import type { PastVisit } from './visits-file.ts';
import { type Forecasted, walk } from './walk.ts';

export type ThreadTask = {
  readonly visits: readonly PastVisit[];
  readonly booths: readonly BoothSession[] | null;
  /** The thread forecasts the days whose number leaves `share` when divided by `of`. */
  readonly share: number;
  readonly of: number;
};
export type ThreadMessage =
  | { readonly kind: 'tickets'; readonly count: number; readonly site: string; readonly date: string }
  | { readonly kind: 'done'; readonly forecasts: readonly Forecasted[] };

/** Hears how many tickets are done, of how many, and where the walk is. */
export type Progress = (done: number, of: number, where: string) => void;

/** Fewer tickets are not worth a thread. */
const worthThreads = 600;
/** More threads than this only read the same days once more. */
const mostThreads = 8;

/** The forecasts of `walk` with the house's own forecaster: the same in the same order, however many threads there are. */
export const walkInThreads = async (
  visits: readonly PastVisit[],
  booths: readonly BoothSession[] | null,
  progress: Progress,
  /** Null: as many as there are cores, where it is worth it. */
  threads: number | null = null,
): Promise<readonly Forecasted[]> => {
  let done = 0;
  const report = (count: number, site: string, date: string): void => {
    done += count;
    progress(done, visits.length, `${site} ${date}`);
  };
  const days = new Set(visits.map(({ site, date }) => `${site}\u0000${date}`)).size;
  const worth = visits.length < worthThreads ? 1 : Math.min(mostThreads, availableParallelism());
  const of = Math.min(threads ?? worth, days);
  if (of < 2) return walk(visits, booths, oursWith(), { onTicket: (site, date) => report(1, site, date) });
  const shares = await Promise.all(
    Array.from({ length: of }, (_, share) => inThread({ visits, booths, share, of }, report)),
  );
  const places = new Map<string, Forecasted>();
  for (const one of shares.flat()) places.set(placeOf(one.visit), one);
  // As one walk would have given them: by site, date, and time of issue.
  return [...places.values()].sort(
    (a, b) =>
      compareText(a.visit.site, b.visit.site) ||
      compareText(a.visit.date, b.visit.date) ||
      a.visit.issuedMs - b.visit.issuedMs ||
      a.visit.line - b.visit.line,
  );
};

const placeOf = ({ line }: PastVisit): string => String(line);
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const inThread = (
  task: ThreadTask,
  report: (count: number, site: string, date: string) => void,
): Promise<readonly Forecasted[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: task });
    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'tickets') report(message.count, message.site, message.date);
      else resolve(message.forecasts);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread of the backtest ended with ${code}`)));
  });

const barWidth = 30;

/** A bar on a terminal; nothing where the output goes to a file. */
export const progressOn = (stream: NodeJS.WriteStream): Progress => {
  let shown = -1;
  return (done, of, where) => {
    const percent = Math.floor((100 * done) / Math.max(1, of));
    if (!stream.isTTY || percent === shown) return;
    shown = percent;
    const full = Math.round((barWidth * done) / Math.max(1, of));
    stream.write(`\r[${'#'.repeat(full)}${' '.repeat(barWidth - full)}] ${percent} %  ${where}\u001b[K`);
    if (done === of) stream.write('\r\u001b[K');
  };
};

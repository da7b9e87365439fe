// The store as a process beside the hubs: writes one batch at a time, may crash, be slow, or be out of some hub's reach.

import { LogUnavailable } from '../../../../server/base/log-unavailable.ts';
import type { AppendResult, StoredEntry } from '../../../../server/log/contract.ts';
import type { Life } from '../machine/scheduler.ts';
import { delayOf } from '../network/wire.ts';
import { newLife, type Sim } from '../sim.ts';
import { createDisk, type Disk, type DiskRules } from './disk.ts';
import type { StoreLine } from './log.ts';

export type Store = {
  readonly disk: Disk;
  /** A hub's line to it. */
  lineFor(hub: Life): StoreLine;
  /** Ends it as SIGKILL does: the batch being written is on disk or not, its answer never comes. */
  crash(): void;
  start(): void;
  isUp(): boolean;
  /** Each write takes so many ms until told otherwise. */
  writeMs(ms: number): void;
  /** Packets between a hub's host and the store vanish. */
  partition(hub: string, cut: boolean): void;
  heal(): void;
  /** Since when (true time, epoch ms) a hub could have known all that is on disk; Infinity: it cannot now. */
  soundSinceMs(hub: string): number;
};

/** A hub waits so long for an answer, ms. */
const answerMs = 3_000;
const usualWriteMs = 1;

type Work = { readonly write: boolean; run(): void };

export const createStore = (
  sim: Sim,
  onWritten: (entries: readonly StoredEntry[]) => void,
  rules: DiskRules,
): Store => {
  const { scheduler, chance } = sim;
  const cut = new Set<string>();
  const lines = new Map<Life, { news(stream: string | null): void; lost(): void }>();
  let life: Life | null = null;
  let queue: Work[] = [];
  let busy = false;
  let writeMs = usualWriteMs;
  let troubledAtMs = scheduler.now();

  const disk = createDisk((entries) => {
    onWritten(entries);
    const stream = entries[0]?.stream ?? '';
    for (const [hub, line] of lines) {
      if (!hub.alive) lines.delete(hub);
      // Lost to a hub that is cut off; it reads on by itself when it is back.
      else if (!cut.has(hub.name)) scheduler.after(delayOf(sim), hub, () => line.news(stream));
    }
  }, rules);

  /** What came of an append, for the counters: lost races and found repetitions are what hubs must be good at. */
  const noteAppend = (result: unknown): void => {
    if (typeof result !== 'object') return;
    const { kind } = result as AppendResult;
    if (kind !== 'appended') sim.count(kind);
  };

  const next = (): void => {
    const work = queue[0];
    if (busy || work === undefined || life === null) return;
    busy = true;
    const own = life;
    scheduler.after(work.write ? writeMs * chance.between(0.5, 1.5) : 0.05, own, () => {
      queue.shift();
      busy = false;
      work.run();
      next();
    });
  };

  const crash = (): void => {
    if (life === null) return;
    troubledAtMs = scheduler.now();
    const [writing] = queue;
    life.alive = false;
    life = null;
    [queue, busy] = [[], false];
    if (writing?.write === true && chance.happens(0.5)) {
      sim.count('fault: written but not answered');
      writing.run();
    }
    for (const line of lines.values()) line.lost();
  };

  const lineFor = (hub: Life): StoreLine => {
    const pending = new Set<(error: LogUnavailable) => void>();
    let news: (stream: string | null) => void = () => {};
    let arrivesAtMs = 0;
    lines.set(hub, {
      news: (stream) => news(stream),
      lost: () => {
        scheduler.after(delayOf(sim), hub, () => {
          for (const fail of [...pending])
            fail(new LogUnavailable('connection to the store lost', { mayHaveHappened: true }));
        });
      },
    });
    return {
      onNews: (listener) => {
        news = listener;
      },
      ask: (kind, work) =>
        new Promise((resolve, reject) => {
          const settle = (act: () => void): void => {
            cancel();
            pending.delete(fail);
            act();
          };
          const fail = (error: LogUnavailable): void => settle(() => reject(error));
          const cancel = scheduler.after(answerMs, hub, () => {
            sim.count('fault: store did not answer in time');
            fail(new LogUnavailable('the store did not answer in time', { mayHaveHappened: true }));
          });
          pending.add(fail);
          const answer = (act: () => void): void => {
            if (cut.has(hub.name)) return;
            scheduler.after(delayOf(sim), hub, () => pending.has(fail) && settle(act));
          };
          const run = (): void => {
            try {
              const result = work(disk);
              if (kind === 'append') noteAppend(result);
              answer(() => resolve(result));
            } catch (error) {
              answer(() => reject(error));
            }
          };
          if (cut.has(hub.name)) return;
          // One connection: what was asked first arrives first.
          arrivesAtMs = Math.max(arrivesAtMs, scheduler.now() + delayOf(sim));
          scheduler.at(arrivesAtMs, sim.outside, () => {
            if (cut.has(hub.name)) return;
            if (life === null) return answer(() => reject(new LogUnavailable('the store is down')));
            // A read that meets nobody in line is done at once.
            if (kind === 'read' && queue.length === 0) return run();
            queue.push({ write: kind !== 'read', run });
            next();
          });
        }),
    };
  };

  const start = (): void => {
    life ??= newLife('store');
    troubledAtMs = scheduler.now();
    // Hubs that reconnect read on by themselves.
    for (const [hub, line] of lines) scheduler.after(delayOf(sim), hub, () => line.news(null));
  };

  start();
  return {
    disk,
    lineFor,
    crash,
    start,
    isUp: () => life !== null,
    writeMs: (ms) => {
      writeMs = ms;
      troubledAtMs = scheduler.now();
    },
    soundSinceMs: (hub) =>
      life === null || cut.has(hub) || writeMs !== usualWriteMs ? Number.POSITIVE_INFINITY : troubledAtMs,
    partition: (hub, isCut) => {
      troubledAtMs = scheduler.now();
      if (isCut) cut.add(hub);
      else if (cut.delete(hub))
        for (const [other, line] of lines)
          if (other.name === hub) scheduler.after(delayOf(sim), other, () => line.news(null));
    },
    heal: () => {
      start();
      writeMs = usualWriteMs;
      for (const hub of [...cut]) {
        cut.delete(hub);
        for (const [other, line] of lines)
          if (other.name === hub) scheduler.after(delayOf(sim), other, () => line.news(null));
      }
    },
  };
};

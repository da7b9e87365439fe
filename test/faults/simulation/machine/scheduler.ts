// Virtual time: every piece of asynchronous work is a step of one queue, and belongs to one life of one process.

/** One run of a process, from its start to its end; what belongs to an ended one is never done. */
export type Life = {
  readonly name: string;
  alive: boolean;
  /** How far its clock is ahead of the true time, ms. */
  clockAheadMs: number;
  /** Its machine sleeps until then (true time, epoch ms): what is due before is done when it wakes. */
  asleepUntilMs: number;
};

export type Scheduler = {
  /** The true time, epoch ms with fractions. */
  now(): number;
  /** Whose step is being done. */
  current(): Life;
  steps(): number;
  /** Does `run` at `atMs` in that life; steps of one instant are done in the order of their planning. */
  at(atMs: number, life: Life, run: () => void): () => void;
  after(ms: number, life: Life, run: () => void): () => void;
  /** Takes steps until the instant, or until `goOn` says no; `afterStep` is called after each. */
  runUntil(atMs: number, afterStep: (life: Life) => void, goOn: () => boolean): Promise<void>;
};

type Step = { atMs: number; order: number; readonly life: Life; run: (() => void) | null };

const earlier = (a: Step, b: Step): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

/** A binary heap: the earliest step on top. */
const createHeap = () => {
  const items: Step[] = [];
  const swap = (i: number, j: number): void => {
    const [a, b] = [items[i] as Step, items[j] as Step];
    items[i] = b;
    items[j] = a;
  };
  const first = (i: number, j: number): boolean => earlier(items[i] as Step, items[j] as Step);
  return {
    top: (): Step | undefined => items[0],
    push: (step: Step): void => {
      let place = items.push(step) - 1;
      for (let parent = (place - 1) >> 1; place > 0 && first(place, parent); parent = (place - 1) >> 1) {
        swap(place, parent);
        place = parent;
      }
    },
    pop: (): void => {
      const last = items.pop();
      if (last === undefined || items.length === 0) return;
      items[0] = last;
      for (let place = 0; ; ) {
        const [left, right] = [2 * place + 1, 2 * place + 2];
        let least = place;
        if (left < items.length && first(left, least)) least = left;
        if (right < items.length && first(right, least)) least = right;
        if (least === place) return;
        swap(place, least);
        place = least;
      }
    },
  };
};

// Kept from before the globals are replaced: a turn of the real event loop is what lets promises settle.
const realImmediate = globalThis.setImmediate;
const settle = (): Promise<void> => new Promise((resolve) => realImmediate(resolve));

/** `outside` owns what no process does: faults, checks, the visitors' feet. */
export const createScheduler = (startMs: number, outside: Life): Scheduler => {
  const heap = createHeap();
  let nowMs = startMs;
  let order = 0;
  let steps = 0;
  let current = outside;

  const at: Scheduler['at'] = (atMs, life, run) => {
    const step: Step = { atMs: Math.max(nowMs, atMs), order: order++, life, run };
    heap.push(step);
    return () => {
      step.run = null;
    };
  };

  return {
    now: () => nowMs,
    current: () => current,
    steps: () => steps,
    at,
    after: (ms, life, run) => at(nowMs + ms, life, run),
    runUntil: async (atMs, afterStep, goOn) => {
      for (let step = heap.top(); step !== undefined && step.atMs <= atMs; step = heap.top()) {
        heap.pop();
        if (step.run === null || !step.life.alive) continue;
        if (step.life.asleepUntilMs > step.atMs) {
          heap.push(Object.assign(step, { atMs: step.life.asleepUntilMs, order: order++ }));
          continue;
        }
        nowMs = step.atMs;
        current = step.life;
        steps += 1;
        step.run();
        await settle();
        afterStep(step.life);
        current = outside;
        if (!goOn()) return;
      }
      nowMs = Math.max(nowMs, atMs);
    },
  };
};

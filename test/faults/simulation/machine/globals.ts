// While a day is simulated, this thread's timers, clocks and luck are the simulation's; browser pieces have stand-ins.
import type { Sim } from '../sim.ts';

type Names =
  | 'setTimeout'
  | 'clearTimeout'
  | 'setInterval'
  | 'clearInterval'
  | 'setImmediate'
  | 'clearImmediate'
  | 'fetch'
  | 'document'
  | 'localStorage';

/** Answers of `fetch`, by the life that asks. */
export type Fetch = (url: string) => Promise<{ readonly ok: boolean; json(): Promise<unknown> }>;

const timersOf = (sim: Sim) => {
  const { scheduler } = sim;
  type Handle = { cancel: () => void; unref(): Handle; ref(): Handle; hasRef(): boolean };
  const handle = (cancel: () => void): Handle => {
    const made: Handle = { cancel, unref: () => made, ref: () => made, hasRef: () => false };
    return made;
  };
  const clear = (given: unknown): void => {
    if (typeof given === 'object' && given !== null && 'cancel' in given) (given as Handle).cancel();
  };
  const timeout = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): Handle =>
    handle(scheduler.after(Math.max(1, Number(ms) || 0), scheduler.current(), () => run(...args)));
  const interval = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): Handle => {
    const life = scheduler.current();
    const made = handle(() => {});
    const again = (): void => {
      made.cancel = scheduler.after(Math.max(1, ms), life, () => {
        again();
        run(...args);
      });
    };
    again();
    return made;
  };
  const immediate = (run: (...args: unknown[]) => void, ...args: unknown[]): Handle =>
    handle(scheduler.after(0, scheduler.current(), () => run(...args)));
  return {
    setTimeout: timeout,
    clearTimeout: clear,
    setInterval: interval,
    clearInterval: clear,
    setImmediate: immediate,
    clearImmediate: clear,
  };
};

const fill = (sim: Sim, bytes: Uint8Array): Uint8Array => {
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = sim.chance.whole(0, 255);
  return bytes;
};

/** Replaces the globals of this thread; returns the way back. The true ones must not be used meanwhile. */
export const holdGlobals = (sim: Sim, fetch: Fetch): (() => void) => {
  const undo: (() => void)[] = [];
  const put = (target: object, name: string, value: unknown): void => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
    undo.push(() => {
      if (before === undefined) Reflect.deleteProperty(target, name);
      else Object.defineProperty(target, name, before);
    });
  };
  const { scheduler, chance } = sim;
  const replaced: Record<Names, unknown> = {
    ...timersOf(sim),
    fetch,
    document: { documentElement: { lang: '' } },
    localStorage: { getItem: () => null, setItem: () => {} },
  };
  for (const [name, value] of Object.entries(replaced)) put(globalThis, name, value);
  put(Date, 'now', () => Math.floor(scheduler.now() + scheduler.current().clockAheadMs));
  put(performance, 'now', () => scheduler.now());
  put(Math, 'random', chance.unit);
  put(crypto, 'getRandomValues', (bytes: Uint8Array) => fill(sim, bytes));
  return () => {
    for (const step of undo.reverse()) step();
  };
};

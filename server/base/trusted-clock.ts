// The hub's time, from the machine's clock, its even counter and the store's server: what has jumped is not believed at once.
import { uptime } from 'node:os';
import type { Logger } from 'pino';
import { agreementMs, type Belief, believe, firstBelief, type Reading } from './belief.ts';
import { type Clock, type ClockDoubt, whenNothingIsLeft } from './clock.ts';

export type Machine = {
  /** Its clock, epoch ms. */
  own(): number;
  /** Runs evenly whatever is done to the clock, ms since whenever. */
  steady(): number;
  /** Lets `steady` catch up when the machine has slept meanwhile. */
  lookForSleep(): void;
};

export type TrustedClock = Required<Clock> & {
  /**
   * From now on the store's server is asked too: at once, every minute, and every five seconds in doubt. `ask` gives epoch ms, or
   * throws. Resolves with the first answer, which counts, since the store's other hubs go by it; rejects with what `ask` threw at
   * the third try: a hub that began by its own clock alone would date by it what others read.
   */
  compareWith(ask: () => Promise<number>): Promise<void>;
  close(): void;
};

const askEveryMs = 60_000;
const askInDoubtMs = 5_000;
/** Tries at the start for a first answer. */
const firstTries = 3;
/** An answer of the store says nothing after so long: it may have gone away, ms. */
const answerHoldsMs = 300_000;
/** A sleep shorter than this is none: the counters differ a little, ms. */
const shortestSleepMs = 1_000;

/** This machine. Its counter stands still while it sleeps, the system's uptime does not. */
export const thisMachine = (): Machine => {
  const sinceStart = () => uptime() * 1_000 - performance.now();
  const atStart = sinceStart();
  let sleptMs = 0;
  return {
    own: () => Date.now(),
    steady: () => performance.now() + sleptMs,
    lookForSleep: () => {
      const slept = sinceStart() - atStart;
      if (slept - sleptMs > shortestSleepMs) sleptMs = slept;
    },
  };
};

type Parts = { readonly logger: Pick<Logger, 'info' | 'warn'>; readonly machine?: Machine };

const secondsOf = (ms: number): number => Math.round(ms / 1_000);

/** Begins with what the machine says. */
export const createTrustedClock = ({ logger, machine = thisMachine() }: Parts): TrustedClock => {
  let told: { readonly atMs: number; readonly steadyMs: number } | null = null;
  let ask: (() => Promise<number>) | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const listeners = new Set<() => void>();

  const read = (): Reading => {
    const steadyMs = machine.steady();
    const holds = told !== null && steadyMs - told.steadyMs <= answerHoldsMs;
    return {
      ownMs: machine.own(),
      storeMs: holds && told !== null ? told.atMs + (steadyMs - told.steadyMs) : null,
      steadyMs,
    };
  };
  let belief: Belief = firstBelief(read());

  const tell = (before: Belief): void => {
    const { doubt } = belief;
    const hasTurned = belief.stoodSinceMs !== before.stoodSinceMs;
    const isNew = doubt?.sinceSteadyMs !== before.doubt?.sinceSteadyMs;
    if (!hasTurned && !isNew) return;
    if (hasTurned) {
      const byMs = belief.nowMs - (before.nowMs + belief.steadyMs - before.steadyMs);
      logger.warn({ bySeconds: secondsOf(byMs) }, 'the clock was set, and the hub goes by its new time now');
    }
    if (doubt !== null && isNew) {
      const line = { clock: doubt.clock, aheadSeconds: secondsOf(doubt.aheadMs) };
      logger.warn(line, 'a clock says another time than the hub goes by; set it right');
    }
    if (doubt === null && before.doubt !== null) logger.info('the clocks agree again');
    // After whoever asked for the time has gone on.
    setImmediate(() => {
      for (const listener of listeners) listener();
    });
    plan();
  };
  const now = (): number => {
    const before = belief;
    belief = believe(before, read());
    if (belief.doubt !== null && before.doubt === null) {
      machine.lookForSleep();
      belief = believe(before, read());
    }
    tell(before);
    return Math.round(belief.nowMs);
  };

  /**
   * By the even counter: what was to come in ten seconds comes in ten seconds, though the time be set back by hours meanwhile. Who
   * waits for an hour of the day plans anew after a turn.
   */
  const at: Clock['at'] = (atMs, callback) => {
    const dueSteadyMs = machine.steady() + (atMs - now());
    const leftMs = (): number => {
      machine.lookForSleep();
      const steadyMs = dueSteadyMs - machine.steady();
      const early = atMs - now();
      return steadyMs > 0 ? steadyMs : early <= agreementMs ? early : 0;
    };
    return whenNothingIsLeft(leftMs, callback);
  };

  /** Throws what the store threw. */
  const sample = async (asked: () => Promise<number>): Promise<void> => {
    const fromMs = machine.steady();
    const atMs = await asked();
    const steadyMs = machine.steady();
    const isFirst = told === null;
    // Half of the way is behind the answer.
    told = { atMs: atMs + (steadyMs - fromMs) / 2, steadyMs };
    if (!isFirst) return;
    const before = belief;
    belief = firstBelief(read());
    tell(before);
  };
  const plan = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const asked = ask;
    if (asked === null || closed) return;
    timer = setTimeout(
      // Away for a while: what it said last holds, and then the machine's clock.
      () =>
        void sample(asked)
          .catch(() => {})
          .finally(look),
      belief.doubt === null ? askEveryMs : askInDoubtMs,
    );
    timer.unref();
  };
  const look = (): void => {
    now();
    plan();
  };

  return {
    now,
    at,
    settledAt: () => belief.nowMs + (belief.settledAtMs - belief.steadyMs),
    doubt: (): ClockDoubt | null => {
      const { doubt, nowMs, steadyMs } = belief;
      if (doubt === null) return null;
      const sinceMs = Math.round(nowMs - (steadyMs - doubt.sinceSteadyMs));
      return { clock: doubt.clock, aheadMs: Math.round(doubt.aheadMs), sinceMs };
    },
    onTurn: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    compareWith: async (asked) => {
      for (let tries = 1; told === null; tries += 1) {
        try {
          await sample(asked);
        } catch (error) {
          if (tries === firstTries) throw error;
        }
      }
      ask = asked;
      plan();
    },
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      listeners.clear();
    },
  };
};

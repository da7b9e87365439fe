// Keeps the limits of this hub: what each is, how full it is, and how often it was reached, for /metrics.
import { Counter, Gauge, type Registry } from 'prom-client';
import { type LimitName, type Limits, limitInWords, limitNames, limitTable } from '../../protocol/limits.ts';
import type { Params } from '../../protocol/refusals/entry.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';

export type LimitBook = {
  readonly of: Limits;
  /** Counts one refusal, cut or other effect of a limit. */
  reached(name: LimitName, times?: number): void;
  /** Counts it, and gives the refusal to answer with; `more`: what its words need beside the limit. Throws RangeError for a limit that refuses nothing. */
  refuse(name: LimitName, more?: Params): Refusal;
  /** Shows in /metrics how full something is; counted when asked, not kept. */
  showFill(name: LimitName, count: () => number): void;
};

/** Starts with nothing reached. */
export const createLimitBook = (limits: Limits, registry: Registry): LimitBook => {
  const registers = [registry];
  const labelNames = ['limit'] as const;
  const maximum = new Gauge({
    name: 'junban_limit',
    help: 'The limit as set (bytes, seconds or a count; docs/limits.md)',
    labelNames,
    registers,
  });
  const reached = new Counter({
    name: 'junban_limit_reached_total',
    help: 'How often a limit refused, cut or closed something',
    labelNames,
    registers,
  });
  const fills = new Map<LimitName, () => number>();
  new Gauge({
    name: 'junban_limit_fill',
    help: 'How much of a limit is used now',
    labelNames,
    registers,
    collect() {
      for (const [limit, count] of fills) this.set({ limit }, count());
    },
  });
  for (const limit of limitNames) {
    maximum.set({ limit }, limits[limit]);
    // From the start, so that an alarm rule sees the first time as a rise.
    reached.inc({ limit }, 0);
  }

  const count = (limit: LimitName, times = 1): void => reached.inc({ limit }, times);
  return {
    of: limits,
    reached: count,
    refuse: (name, more = {}) => {
      const { refusal } = limitTable[name];
      if (refusal === null) throw new RangeError(`the limit ${name} refuses nothing`);
      count(name);
      return refuse(refusal, { limit: limitInWords(name, limits[name]), ...more });
    },
    showFill: (name, fill) => {
      fills.set(name, fill);
    },
  };
};

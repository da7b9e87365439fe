// What product code logs: nothing is written, but an error that should never be is a broken rule.
import type { Logger } from 'pino';
import type { Sim } from './sim.ts';

const cannotApply = 'an event could not be applied';

/** Logged when something is wrong with Junban itself, not with line, store or printer. */
const never: ReadonlySet<string> = new Set([
  cannotApply,
  'a listener failed',
  'a view could not be made',
  'command failed',
  'estimates failed; the last ones stay',
  'the business day could not move on',
  'an earlier business day could not be ended',
  'the journal has damaged lines; they were left out',
  'the hub’s view is not understood',
  'the view could not be taken in',
  'the hub refuses a ticket that a visitor holds: enter it at reception',
  'status not understood',
]);

/** A logger that listens for what should never be said. */
export const loggerFor = (sim: Sim): Logger => {
  const silent = () => {};
  const error = (facts: unknown, message?: string): void => {
    const text = message ?? String(facts);
    const { err, error: other } = (typeof facts === 'object' && facts !== null ? facts : {}) as Record<
      string,
      unknown
    >;
    const why = err ?? other ?? JSON.stringify(facts);
    // A store out of reach is trouble from outside, however it comes to be told.
    if (why instanceof Error && why.name === 'LogUnavailable') return;
    const rule = text === cannotApply ? 'a hub can apply what is on disk' : 'nothing fails inside';
    if (never.has(text)) sim.violate(rule, `${text}: ${why instanceof Error ? why.stack : why}`);
  };
  const logger = { trace: silent, debug: silent, info: silent, warn: silent, error, fatal: error };
  return { ...logger, child: () => logger } as unknown as Logger;
};

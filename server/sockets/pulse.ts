// A hub of several says that it lives, often and to all, so that its clients need not ask each for itself.
import { pulseEveryMs } from '../../protocol/line-patience.ts';

/** The part of a namespace that the pulse needs. */
export type Pulsing = { readonly volatile: { emit(event: 'pulse'): unknown } };

/**
 * Sends a pulse to everyone until the returned function is called: one frame for all, a tenth of the cost of as many beats
 * answered one by one. Nobody who is behind gets it: what waits for him is a sign of life as good.
 */
export const startPulse = (doors: readonly Pulsing[]): (() => void) => {
  const timer = setInterval(() => {
    for (const door of doors) door.volatile.emit('pulse');
  }, pulseEveryMs);
  timer.unref();
  return () => clearInterval(timer);
};

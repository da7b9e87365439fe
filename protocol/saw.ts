// What a person saw when they pressed: the ticket and the version of the day, so that nothing is done to another visitor.
import { z } from 'zod';
import { TicketNumber } from './ids.ts';

export const Saw = z
  .strictObject({
    ticket: TicketNumber.nullable().describe(
      'The ticket acted on, as it was shown; null: nobody at the booth',
    ),
    version: z.int().min(0).describe('Version of the view that showed it'),
  })
  .describe('Refused when the ticket is another one by now, or its visit has moved on since');
export type Saw = z.infer<typeof Saw>;

/**
 * Nobody sees and presses in less than this, ms: a key that comes so soon after another hand changed the booth was
 * meant for what was shown before.
 */
export const reactionMs = 250;

/** One place where visitors are acted on, and what whoever stands there has seen of it. */
export type Sight = {
  /** The place shows this from now on. */
  shows(saw: Saw): void;
  /** The last change was the person's own act: they expect it, however soon they press again. */
  own(): void;
  /** What a press now is about; null: nothing was ever shown. */
  saw(): Saw | null;
};

/** `nowMs`: milliseconds of any steady clock. */
export const createSight = (nowMs: () => number = () => performance.now()): Sight => {
  let shown: { readonly saw: Saw; readonly sinceMs: number } | null = null;
  let before: Saw | null = null;
  return {
    shows(saw) {
      // The same ticket in a newer view is what they have been looking at all the time.
      if (shown !== null && shown.saw.ticket === saw.ticket) {
        shown = { saw, sinceMs: shown.sinceMs };
        return;
      }
      if (shown !== null && nowMs() - shown.sinceMs >= reactionMs) before = shown.saw;
      shown = { saw, sinceMs: nowMs() };
    },
    own() {
      before = null;
    },
    saw() {
      if (shown === null) return null;
      return before !== null && nowMs() - shown.sinceMs < reactionMs ? before : shown.saw;
    },
  };
};

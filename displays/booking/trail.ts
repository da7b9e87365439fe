// The way through the steps kept with the browser's history, so that its own back button goes one step back and nothing is lost.
import { z } from 'zod';
import { BusinessDate, ProcedureId, SiteId } from '../../protocol/ids.ts';
import { type Choice, nothingChosen, type Step, steps } from './parts/visit.ts';

/** Nothing of the person: a history is kept by browsers for long. */
const Mark = z.strictObject({
  step: z.enum(steps),
  choice: z.strictObject({
    procedure: ProcedureId.nullable(),
    partySize: z.int().min(1).max(20),
    notBefore: z.string().max(10).nullable(),
    district: z.string().max(40).nullable(),
    site: SiteId.nullable(),
    date: BusinessDate.nullable(),
    slotAtMs: z.int().nullable(),
  }),
});
export type Mark = { readonly step: Step; readonly choice: Choice };

/** What a place in the history says; the start where it says nothing of ours. */
export const markOf = (state: unknown): Mark => {
  const parsed = Mark.safeParse(state);
  return parsed.success ? parsed.data : { step: 'start', choice: nothingChosen };
};

/**
 * Steps that cannot be opened again from the history alone: the form needs a place that is held, and a finished booking
 * is opened by its key. Going back to them leads to the day instead, or to the start.
 */
export const reopened = (mark: Mark, has: { readonly held: boolean; readonly mine: boolean }): Mark => {
  if (mark.step === 'form' && !has.held) return { step: 'day', choice: { ...mark.choice, slotAtMs: null } };
  if ((mark.step === 'done' || mark.step === 'mine') && !has.mine)
    return { step: 'start', choice: nothingChosen };
  return mark;
};

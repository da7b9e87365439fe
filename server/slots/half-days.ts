// The two half days of a group on a date, each with what overbooking may add to it.
import type { ProcedureId } from '../../protocol/ids.ts';
import { instantOf } from '../calendar/dates.ts';
import type { ResolvedGroup, ResolvedReservations } from '../settings/resolved-site.ts';
import type { HalfDay, PlanInput } from './contract.ts';
import { mustEnd } from './grid.ts';
import { hourOf, learnNoShow, type NoShowShare, noShowShare } from './no-show.ts';
import { overbook } from './overbook.ts';
import type { Drafted } from './reckon.ts';

/** First and second half of the time from the first slot to the end of the last; empty when there is none. */
export const halfDaysOf = (
  input: PlanInput,
  reservations: ResolvedReservations,
  group: ResolvedGroup,
  drafted: readonly Drafted[],
  planned: readonly number[],
): readonly HalfDay[] => {
  const [first, last] = [drafted[0], drafted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const noon = first.startAtMs + (last.endAtMs - first.startAtMs) / 2;
  const windows = [
    { fromMs: first.startAtMs, toMs: noon },
    { fromMs: noon, toMs: last.endAtMs },
  ];
  return windows.map(({ fromMs, toMs }) => {
    const slots = drafted.flatMap((slot, index) =>
      fromMs <= slot.startAtMs && slot.startAtMs < toMs && slot.closed === null
        ? [{ slot, places: planned[index] ?? 0 }]
        : [],
    );
    const ends = slots.map(({ slot }) => mustEnd(slot, reservations.nationalLinkEnds).at);
    const { simulated } = input;
    return overbook(
      group.rules.overbooking,
      {
        fromMs,
        toMs,
        places: slots.reduce((all, { places }) => all + places, 0),
        noShow: pooled(input, reservations, slots),
        finishByMs: instantOf(input.date, Math.max(0, ...ends)),
      },
      simulated === undefined ? null : (extra) => simulated({ group: group.id, fromMs, toMs, extra }),
    );
  });
};

/**
 * One share for the half day: the slots' shares weighed by their places, procedures alike. It is as certain as the
 * least certain of them, because what is unknown of one hour may be wrong of all.
 */
const pooled = (
  input: PlanInput,
  reservations: ResolvedReservations,
  slots: readonly { readonly slot: Drafted; readonly places: number }[],
): NoShowShare => {
  const { percent, weight } = reservations.noShow;
  const prior = { share: percent / 100, weight };
  const rates = input.learned?.noShow ?? learnNoShow([], prior);
  const of = (procedure: ProcedureId, startAtMs: number): NoShowShare =>
    noShowShare(rates, { site: input.site.settings.id, procedure, hour: hourOf(startAtMs) });
  const cells = slots.flatMap(({ slot, places }) =>
    slot.reckoned.procedures.map((procedure) => ({
      ...of(procedure, slot.startAtMs),
      places: places / slot.reckoned.procedures.length,
    })),
  );
  const places = cells.reduce((all, cell) => all + cell.places, 0);
  if (places === 0) return rates.prior;
  return {
    share: cells.reduce((all, cell) => all + cell.share * cell.places, 0) / places,
    weight: Math.min(...cells.map((cell) => cell.weight)),
  };
};

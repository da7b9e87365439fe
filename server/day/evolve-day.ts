// Events of the day as a whole: its plan, its end, leased numbers, stopped intake and outages.
import type { DayEvent, DayEventOf } from '../../protocol/events.ts';
import type { ProcedureId } from '../../protocol/ids.ts';
import { must } from './invariant.ts';
import { isTaken } from './numbers.ts';
import type { DayState, Stop } from './state.ts';

const dayEventTypes = [
  'dayOpened',
  'dayPlanChanged',
  'dayEnded',
  'numbersLeased',
  'intakeStopped',
  'intakeResumed',
  'outageStarted',
  'outageEnded',
] as const satisfies readonly DayEvent['type'][];
/** The events that this file folds. */
export type OfTheDay = DayEventOf<(typeof dayEventTypes)[number]>;
const known: ReadonlySet<string> = new Set(dayEventTypes);

export const isDayEvent = (event: DayEvent): event is OfTheDay => known.has(event.type);

export const evolveDay = (state: DayState, event: OfTheDay, atMs: number): DayState => {
  switch (event.type) {
    case 'dayOpened':
      must(
        event.site === state.site && event.date === state.date,
        `the day of ${event.site} on ${event.date} opens in the stream of ${state.site} on ${state.date}`,
      );
      return { ...state, phase: 'open', plan: event.plan };
    case 'dayPlanChanged':
      return { ...state, plan: event.plan };
    case 'dayEnded':
      must(state.live.length === 0, `the day ends with ${state.live.length} tickets left`);
      must(
        state.booths.every((booth) => booth.state === 'closed'),
        'the day ends with a booth open',
      );
      return { ...state, phase: 'ended' };
    case 'numbersLeased':
      return numbersLeased(state, event);
    case 'intakeStopped':
      return { ...state, stoppedIntake: stopped(state.stoppedIntake, event, atMs) };
    case 'intakeResumed':
      return { ...state, stoppedIntake: resumed(state.stoppedIntake, event) };
    case 'outageStarted':
      return { ...state, outages: stopped(state.outages, event, atMs) };
    case 'outageEnded':
      return { ...state, outages: resumed(state.outages, event) };
  }
};

const numbersLeased = (state: DayState, event: DayEventOf<'numbersLeased'>): DayState => {
  const { device, procedure } = event;
  const leases = state.leases.withMutations((draft) => {
    for (const number of event.numbers) {
      must(!isTaken(state, number), `${number} is leased although it is taken`);
      draft.set(number, { device, procedure });
    }
  });
  return { ...state, leases };
};

type Stops = DayState['outages'];
type Named = { readonly procedures: readonly ProcedureId[] };

/** A new notice for what is stopped already keeps the time since when. */
const stopped = (stops: Stops, event: Named & { readonly notice: Stop['notice'] }, atMs: number): Stops =>
  event.procedures.reduce(
    (all, procedure) =>
      all.set(procedure, { notice: event.notice, sinceMs: all.get(procedure)?.sinceMs ?? atMs }),
    stops,
  );

const resumed = (stops: Stops, event: Named): Stops =>
  event.procedures.reduce((all, procedure) => {
    must(all.has(procedure), `${procedure} is resumed although it was not stopped`);
    return all.delete(procedure);
  }, stops);

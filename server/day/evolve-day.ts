// Events of the day as a whole: its plan, its end, leased numbers, stopped intake, outages and help calls.
import type { DayEvent, DayEventOf } from '../../protocol/events.ts';
import type { DeviceId, ProcedureId } from '../../protocol/ids.ts';
import { must } from './invariant.ts';
import { isTaken } from './numbers.ts';
import type { DayState, Help, Stop } from './state.ts';

const dayEventTypes = [
  'dayOpened',
  'dayPlanChanged',
  'dayEnded',
  'dayReopened',
  'numbersLeased',
  'overflowNoted',
  'intakeStopped',
  'intakeResumed',
  'outageStarted',
  'outageEnded',
  'helpAsked',
  'helpAnswered',
  'helpWithdrawn',
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
      return { ...state, phase: 'ended', helps: [] };
    case 'dayReopened':
      return { ...state, phase: 'open' };
    case 'numbersLeased':
      return numbersLeased(state, event, atMs);
    case 'overflowNoted': {
      const { level, overSinceMs, figures } = event;
      return { ...state, overflow: state.overflow.set(event.procedure, { level, overSinceMs, figures }) };
    }
    case 'intakeStopped':
      return { ...state, stoppedIntake: stopped(state.stoppedIntake, event, atMs) };
    case 'intakeResumed':
      return { ...state, stoppedIntake: resumed(state.stoppedIntake, event) };
    case 'outageStarted':
      return { ...state, outages: stopped(state.outages, event, atMs) };
    case 'outageEnded':
      return { ...state, outages: resumed(state.outages, event) };
    case 'helpAsked':
      return { ...state, helps: helpAsked(state.helps, event, atMs) };
    case 'helpAnswered':
      return { ...state, helps: helpAnswered(state.helps, event, atMs) };
    case 'helpWithdrawn':
      openHelp(state.helps, event);
      return { ...state, helps: state.helps.filter(({ device }) => device !== event.device) };
  }
};

type Helps = DayState['helps'];
type Here = { readonly device: DeviceId };

const openHelp = (helps: Helps, { device }: Here): Help => {
  const help = helps.find((one) => one.device === device);
  must(help !== undefined && help.answeredAtMs === null, `nobody asks for help at ${device}`);
  return help as Help;
};

/** A press that nobody has answered yet counts on; after an answer it is a new call. */
const helpAsked = (helps: Helps, event: DayEventOf<'helpAsked'>, atMs: number): Helps => {
  const { device, language } = event;
  const before = helps.find((one) => one.device === device);
  if (before !== undefined && before.answeredAtMs === null)
    return helps.map((one) => (one === before ? { ...one, language, times: one.times + 1 } : one));
  const others = helps.filter((one) => one !== before);
  return [...others, { device, language, askedAtMs: atMs, times: 1, answeredAtMs: null }];
};

const helpAnswered = (helps: Helps, event: Here, atMs: number): Helps => {
  const answered = openHelp(helps, event);
  return helps.map((one) => (one === answered ? { ...one, answeredAtMs: atMs } : one));
};

const numbersLeased = (state: DayState, event: DayEventOf<'numbersLeased'>, atMs: number): DayState => {
  const { device, procedure } = event;
  const leases = state.leases.withMutations((draft) => {
    for (const number of event.numbers) {
      must(!isTaken(state, number), `${number} is leased although it is taken`);
      draft.set(number, { device, procedure, atMs });
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

// Stopping and resuming what flows in and on: intake per procedure, and outages of the national system.
import type { CommandOf, CommandType } from '../../protocol/commands.ts';
import type { LocalText, ProcedureId } from '../../protocol/ids.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, isRefused, type Refused, refused } from './decision.ts';
import { findProcedures, namesOf } from './known.ts';
import type { DayState } from './state.ts';

type Stops = DayState['outages'];

export const stopIntake = (
  state: DayState,
  command: CommandOf<'stopIntake'>,
  context: DecideContext,
): Decision => {
  const procedures = notYet(context, state.stoppedIntake, command, 'resumeIntake');
  if (isRefused(procedures)) return procedures;
  return happened({ type: 'intakeStopped', procedures: [...procedures], notice: command.notice });
};

export const resumeIntake = (
  state: DayState,
  command: CommandOf<'resumeIntake'>,
  context: DecideContext,
): Decision => {
  const procedures = stillStopped(context, state.stoppedIntake, command.procedures, 'stopIntake');
  if (isRefused(procedures)) return procedures;
  return happened({ type: 'intakeResumed', procedures: [...procedures] });
};

/** Calls freeze; tickets are still given, because people may wait for the system to come back. */
export const startOutage = (
  state: DayState,
  command: CommandOf<'startOutage'>,
  context: DecideContext,
): Decision => {
  const procedures = notYet(context, state.outages, command, 'endOutage');
  if (isRefused(procedures)) return procedures;
  return happened({ type: 'outageStarted', procedures: [...procedures], notice: command.notice });
};

export const endOutage = (
  state: DayState,
  command: CommandOf<'endOutage'>,
  context: DecideContext,
): Decision => {
  const procedures = stillStopped(context, state.outages, command.procedures, 'startOutage');
  if (isRefused(procedures)) return procedures;
  return happened({ type: 'outageEnded', procedures: [...procedures] });
};

/** Of the procedures named, those for which the command changes something; a new notice is a change. */
const notYet = (
  context: DecideContext,
  stops: Stops,
  command: { readonly procedures: readonly ProcedureId[]; readonly notice: LocalText | null },
  instead: CommandType,
): readonly ProcedureId[] | Refused => {
  const procedures = findProcedures(context, command.procedures);
  if (isRefused(procedures)) return procedures;
  const changed = procedures.filter((procedure) => {
    const stop = stops.get(procedure);
    return stop === undefined || !sameText(stop.notice, command.notice);
  });
  if (changed.length > 0) return changed;
  return refused('alreadyStopped', { procedures: namesOf(context, procedures) }, [instead]);
};

/** A procedure that has left the settings can still be resumed. */
const stillStopped = (
  context: DecideContext,
  stops: Stops,
  named: readonly ProcedureId[],
  instead: CommandType,
): readonly ProcedureId[] | Refused => {
  const stopped = [...new Set(named)].filter((procedure) => stops.has(procedure));
  if (stopped.length > 0) return stopped;
  const procedures = findProcedures(context, named);
  if (isRefused(procedures)) return procedures;
  return refused('notStopped', { procedures: namesOf(context, procedures) }, [instead]);
};

const sameText = (a: LocalText | null, b: LocalText | null): boolean => {
  if (a === null || b === null) return a === b;
  const languages = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof LocalText>;
  return [...languages].every((language) => a[language] === b[language]);
};

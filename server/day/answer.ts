// The answer to a command, put together event by event, so that a replay remembers exactly what was said live.
import type { Accepted } from '../../protocol/answers.ts';
import type { DayEvent } from '../../protocol/events.ts';
import type { Actor, CommandId } from '../../protocol/ids.ts';
import { numbersHeld } from './numbers.ts';
import type { DayState } from './state.ts';

/** The answer to a command from all its events; `version` is that of the last, `stateAfter` the state behind it. */
export const answerFor = (events: readonly DayEvent[], version: number, stateAfter: DayState): Accepted => {
  const answer: Accepted = { ok: true, version };
  for (const event of events) Object.assign(answer, factsOf(event, stateAfter));
  return answer;
};

/** Who sends a command, wherever he is; hubs themselves are one. */
export const askerOf = (actor: Actor): string =>
  actor.kind === 'system' ? 'system' : `${actor.kind}:${actor.id}`;

/** The answers remembered after one more event of a command, and the presses that get none any more. */
export const remember = (
  stateAfter: DayState,
  event: DayEvent,
  commandId: CommandId,
  version: number,
): Pick<DayState, 'answers' | 'superseded'> => {
  const before = stateAfter.answers.get(commandId);
  const answers = stateAfter.answers.set(commandId, {
    ...before,
    ok: true,
    version,
    ...factsOf(event, stateAfter),
  });
  const { superseded } = stateAfter;
  if (event.type !== 'ticketIssued' || event.supersedes === null || event.supersedes === commandId)
    return { answers, superseded };
  // The visitor holds the leased number: the first answer, given late, would print a second paper.
  return {
    answers: answers.delete(event.supersedes),
    superseded: superseded.set(event.supersedes, event.ticket),
  };
};

const factsOf = (event: DayEvent, stateAfter: DayState): Omit<Accepted, 'ok' | 'version'> => {
  switch (event.type) {
    case 'ticketIssued': {
      const { ticket, procedure, code, issuedAtMs } = event;
      return { ticket, procedure, code, issuedAtMs };
    }
    case 'printRequested':
      return { ticket: event.ticket, job: event.job, device: event.device };
    case 'ticketPrinted':
      return { job: event.job };
    case 'ticketCalled':
    case 'ticketRecalled': {
      const { ticket, booth, callId } = event;
      const procedure = stateAfter.tickets.get(ticket)?.procedure;
      return { ticket, booth, callId, ...(procedure === undefined ? {} : { procedure }) };
    }
    case 'numbersLeased': {
      const { device, procedure } = event;
      return { device, procedure, numbers: [...numbersHeld(stateAfter, device, procedure)] };
    }
    case 'placeHeld':
      // What others are offered meanwhile is not the answer.
      return event.offeredTo === null
        ? { hold: event.hold, heldUntilMs: event.untilMs, seats: event.seats }
        : {};
    case 'holdExtended':
      return { hold: event.hold, heldUntilMs: event.untilMs };
    case 'reservationBooked':
      return { reservation: event.reservation, reservationCode: event.code, seats: event.seats };
    case 'reservationShifted':
      return { reservation: event.reservation, seats: event.to };
    case 'waitJoined':
      return { reservation: event.reservation, reservationCode: event.code };
    case 'reservationArrived':
      return { reservation: event.reservation, arrival: event.how };
    case 'reservationLeaving':
    case 'reservationMoved':
    case 'reservationCancelled':
      return { reservation: event.reservation };
    case 'slotsChanged':
      return { change: event.change };
    default:
      return 'booth' in event && event.booth !== null ? { booth: event.booth } : {};
  }
};

// What the reception desk shows: every ticket that is not over, procedures, devices and alarms.

import type { ComingReservation } from '../../protocol/reservation-views.ts';
import type { Snapshot } from '../hub/contract.ts';
import { isComing } from '../reservations/state.ts';
import { alarmsOf } from './alarms.ts';
import type { ReceptionViewOf } from './contract.ts';
import { agentLines, kioskLines, wallLines } from './devices.ts';
import { helpCalls } from './help.ts';
import { boothGlances, headOf, liveTickets, marksOf, proceduresNow, ticketLine } from './view-parts.ts';

const mostLive = 950;
const mostComing = 200;
/** How far ahead the desk looks, ms. */
const comingMs = 2 * 3_600_000;

const comingReservations = ({ state, nowMs }: Snapshot): ComingReservation[] =>
  [...state.book.reservations.values()]
    .filter((one) => isComing(one) && (one.seats[0]?.atMs ?? 0) < nowMs + comingMs)
    .map(({ id, code, procedure, seats, partySize, language }) => ({
      ...{ reservation: id, code, procedure, partySize, language },
      slotAtMs: seats[0]?.atMs ?? 0,
      places: seats.reduce((sum, { places }) => sum + places, 0),
      late: (seats[0]?.atMs ?? 0) < nowMs,
    }))
    .sort((a, b) => a.slotAtMs - b.slotAtMs)
    .slice(0, mostComing);

const reopenUntil = ({ state, nowMs }: Snapshot): number | null => {
  const endsAtMs = state.phase === 'ended' ? (state.plan?.endsAtMs ?? 0) : 0;
  return nowMs < endsAtMs ? endsAtMs : null;
};

const mostEnded = 50;

/** The reception console: live tickets by due time, then the newest that ended. */
export const receptionView: ReceptionViewOf = (snapshot) => {
  const { state, site } = snapshot;
  const live = liveTickets(snapshot)
    .sort((a, b) => a.due.atMs - b.due.atMs || a.sequence - b.sequence)
    .slice(0, mostLive);
  const ended = state.ended
    .slice(-mostEnded)
    .reverse()
    .flatMap((number) => state.tickets.get(number) ?? []);
  return {
    ...headOf(snapshot),
    procedures: proceduresNow(snapshot),
    coming: comingReservations(snapshot),
    marks: marksOf(snapshot),
    languages: [...site.languages],
    tickets: [...live, ...ended].map((ticket) => ticketLine(snapshot, ticket, null)),
    booths: boothGlances(snapshot),
    agents: agentLines(snapshot),
    walls: wallLines(snapshot),
    kiosks: kioskLines(snapshot),
    help: helpCalls(snapshot),
    alarms: alarmsOf(snapshot),
    reopenUntilMs: reopenUntil(snapshot),
    rules: site.rules,
  };
};

// What the reception desk shows: every ticket that is not over, procedures, devices and alarms.

import { alarmsOf } from './alarms.ts';
import type { ReceptionViewOf } from './contract.ts';
import { agentLines, kioskLines, wallLines } from './devices.ts';
import { helpCalls } from './help.ts';
import { boothGlances, headOf, liveTickets, marksOf, proceduresNow, ticketLine } from './view-parts.ts';

const mostLive = 950;
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
    marks: marksOf(snapshot),
    languages: [...site.languages],
    tickets: [...live, ...ended].map((ticket) => ticketLine(snapshot, ticket, null)),
    booths: boothGlances(snapshot),
    agents: agentLines(snapshot),
    walls: wallLines(snapshot),
    kiosks: kioskLines(snapshot),
    help: helpCalls(snapshot),
    alarms: alarmsOf(snapshot),
    rules: site.rules,
  };
};

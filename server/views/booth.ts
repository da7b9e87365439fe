// What a booth console shows: its ticket, who is next and why, what it holds, and the room around it.
import type { BoothNumber } from '../../protocol/ids.ts';
import { queueFor } from '../day/order.ts';
import { mayUndoFinish } from '../day/undo-finish.ts';
import { boothAlarms } from './alarms.ts';
import type { BoothViewOf } from './contract.ts';
import {
  boothGlance,
  boothGlances,
  headOf,
  liveTickets,
  marksOf,
  proceduresNow,
  ticketLine,
} from './view-parts.ts';

const mostQueued = 30;
const mostAbsent = 20;
const mostFinished = 5;

/** The console of one booth; a closed booth sees the queue that its settings would let it serve. */
export const boothView: BoothViewOf = (snapshot, number) => {
  const { state, site, nowMs } = snapshot;
  const me = boothGlance(snapshot, number);
  const queue = queueFor(state, { number, procedures: me.procedures }, nowMs);
  const current = me.ticket === null ? undefined : state.tickets.get(me.ticket);
  const live = liveTickets(snapshot);
  const line = (ticket: (typeof live)[number], booth: BoothNumber | null) =>
    ticketLine(snapshot, ticket, booth);
  return {
    ...headOf(snapshot),
    me,
    pages: snapshot.presence.booths?.find(({ booth }) => booth === number)?.pages ?? 0,
    current: current === undefined ? null : line(current, number),
    queue: queue.slice(0, mostQueued).map((ticket) => line(ticket, number)),
    queueLength: queue.length,
    held: live.filter((t) => t.state === 'held' && t.booth === number).map((t) => line(t, number)),
    absent: live
      .filter((t) => t.state === 'absent')
      .sort((a, b) => b.sinceMs - a.sinceMs)
      .slice(0, mostAbsent)
      .map((t) => line(t, null)),
    finished: [...state.ended]
      .reverse()
      .flatMap((ended) => state.tickets.get(ended) ?? [])
      .filter((t) => t.booth === number && mayUndoFinish(t, site, nowMs))
      .slice(0, mostFinished)
      .map((t) => line(t, number)),
    booths: boothGlances(snapshot),
    procedures: proceduresNow(snapshot),
    marks: marksOf(snapshot),
    alarms: boothAlarms(snapshot),
    rules: site.rules,
  };
};

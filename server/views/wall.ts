// What a lobby screen shows: numbers only, the calls of the last minutes, absences, waits and notices.
import type { BoothNumber } from '../../protocol/ids.ts';
import type { WallCall, WallView } from '../../protocol/views.ts';
import type { Call } from '../day/state.ts';
import type { Snapshot } from '../hub/contract.ts';
import type { WallViewOf } from './contract.ts';
import { boothGlance, callAtMs, headOf, liveTickets, proceduresNow } from './view-parts.ts';

/** Calls younger than this are all kept, however many, so that none goes unspoken behind a long queue of speech. */
const keptMs = 5 * 60_000;
/** Of the older ones, as many as a wall can show. */
const keptCalls = 12;
const mostCalls = 100;
const mostAbsent = 20;
const minuteMs = 60_000;

/** The public view of a site; also the board of the HTTP API. */
export const wallView: WallViewOf = (snapshot) => {
  const { site } = snapshot;
  const head = headOf(snapshot);
  return {
    ...head,
    procedures: proceduresNow(snapshot),
    calls: callsShown(snapshot),
    absent: absentShown(snapshot),
    booths: [...site.booths.keys()].map((number) => {
      const { booth, names, state: boothState, ticket } = boothGlance(snapshot, number as BoothNumber);
      return { booth, names, state: boothState, ticket };
    }),
    // They are for those who wait; on a day that is over or closed nobody does.
    notices: head.phase === 'ended' || head.phase === 'closed' ? [] : site.settings.notices,
    languages: [...site.languages],
    sound: site.settings.sound,
    callFreshSeconds: site.rules.callFreshSeconds,
  };
};

const callsShown = (snapshot: Snapshot): WallCall[] => {
  const { state, nowMs } = snapshot;
  if (state.phase === 'ended') return [];
  const shown: WallCall[] = [];
  for (let i = state.calls.length - 1; i >= 0 && shown.length < mostCalls; i -= 1) {
    const call = state.calls[i];
    if (call === undefined) break;
    if (shown.length >= keptCalls && Math.abs(nowMs - callAtMs(snapshot, call)) > keptMs) break;
    const line = wallCall(snapshot, call);
    if (line !== null) shown.push(line);
  }
  return shown;
};

const wallCall = (snapshot: Snapshot, call: Call): WallCall | null => {
  const ticket = snapshot.state.tickets.get(call.ticket);
  if (ticket === undefined) return null;
  const there = snapshot.state.booths.get(call.booth)?.ticket === call.ticket;
  return {
    callId: call.callId,
    ticket: call.ticket,
    booth: call.booth,
    boothNames: snapshot.site.booths.get(call.booth)?.names ?? null,
    procedure: ticket.procedure,
    language: ticket.language,
    atMs: callAtMs(snapshot, call),
    recall: call.recall,
    withdrawn: call.withdrawn,
    over: !there,
  };
};

const absentShown = (snapshot: Snapshot): WallView['absent'] =>
  liveTickets(snapshot)
    .filter((ticket) => ticket.state === 'absent')
    .filter((ticket) => snapshot.nowMs - ticket.sinceMs <= snapshot.site.rules.absentShownMinutes * minuteMs)
    .sort((a, b) => b.sinceMs - a.sinceMs)
    .slice(0, mostAbsent)
    .flatMap((ticket) => (ticket.booth === null ? [] : [{ ticket: ticket.number, booth: ticket.booth }]));

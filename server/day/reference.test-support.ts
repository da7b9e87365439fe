// For property tests: the order of the queue once more, read naively from the domain rules, sharing no code with the day.
import type { DayEvent } from '../../protocol/events.ts';
import { defaultRules } from '../../protocol/settings.ts';
import type { DayState } from './state.ts';
import { testSite } from './test-support.ts';

const minute = 60_000;
const { marks } = testSite();
const strongest = (ids: readonly string[]) => Math.max(0, ...ids.map((id) => marks.get(id)?.minutes ?? 0));

type Known = {
  due: number;
  start: number;
  off: number;
  notBefore: number;
  sequence: number;
  procedure: string;
  only: number | null;
  outUntil: number;
  waiting: boolean;
};

/** Hears every event, and says whom a booth should call. */
export const createReference = () => {
  const all = new Map<string, Known>();
  const find = (ticket: string): Known => {
    const known = all.get(ticket);
    if (known === undefined) throw new Error(`the reference never heard of ${ticket}`);
    return known;
  };

  const hear = (event: DayEvent, nowMs: number): void => {
    if (event.type === 'ticketIssued') {
      const { issuedAtMs: arrival, slotAtMs: slot } = event;
      const inTime = slot !== null && arrival <= slot + defaultRules.reservationGraceMinutes * minute;
      const start = inTime ? slot - defaultRules.reservationLeadMinutes * minute : arrival;
      const off = strongest(event.marks);
      all.set(event.ticket, {
        due: start - off * minute,
        start,
        off,
        notBefore: inTime ? slot - defaultRules.reservationEarliestMinutes * minute : 0,
        sequence: event.sequence,
        procedure: event.procedure,
        only: null,
        outUntil: 0,
        waiting: true,
      });
      return;
    }
    if (!('ticket' in event)) return;
    const known = find(event.ticket);
    if (event.type === 'marksSet') {
      known.off = strongest(event.marks);
      known.due = known.start - known.off * minute;
    }
    if (event.type === 'ticketReturned') {
      const back = nowMs - defaultRules.returnCreditMinutes * minute;
      if (back - known.off * minute > known.due) {
        known.start = back;
        known.due = back - known.off * minute;
      }
      known.waiting = true;
    }
    if (event.type === 'ticketSteppedOut') known.outUntil = event.untilMs;
    if (['ticketCameBack', 'servingStarted', 'ticketAbsent'].includes(event.type)) known.outUntil = 0;
    if (event.type === 'ticketTransferred') {
      known.procedure = event.procedure;
      known.only = event.onlyBooth;
      known.waiting = true;
    }
    if (event.type === 'callUndone') known.waiting = true;
    if (event.type === 'finishUndone') known.waiting = event.booth === null;
    if (event.type === 'ticketRestored') known.waiting = event.as === 'waiting';
    if (event.type === 'ticketResumed') known.waiting = event.booth === null;
    if (event.type === 'ticketCalled' || event.type === 'ticketCancelled') known.waiting = false;
  };

  const next = (state: DayState, boothNumber: number, nowMs: number): string | null => {
    const booth = state.booths.get(boothNumber as never);
    if (booth === undefined) return null;
    const mine = [...all].flatMap(([ticket, known]) => {
      const served = booth.procedures.find((one) => one.procedure === known.procedure);
      if (nowMs < known.outUntil) return [];
      if (!known.waiting || served === undefined || state.outages.has(known.procedure as never)) return [];
      const other =
        known.only === null || known.only === boothNumber ? undefined : state.booths.get(known.only as never);
      const bound = other !== undefined && other.state !== 'closed';
      if (bound && other.procedures.some((one) => one.procedure === known.procedure)) return [];
      return [{ ticket, ...known, turn: known.due + served.delayMinutes * minute }];
    });
    const ready = mine.filter((one) => one.notBefore <= nowMs);
    const choice = ready.length > 0 ? ready : mine;
    choice.sort((a, b) => a.turn - b.turn || a.sequence - b.sequence);
    return choice[0]?.ticket ?? null;
  };

  return { hear, next };
};

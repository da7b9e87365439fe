// What an office writes down as its day goes by: each event taken in, in order.
import type { DayRecord, Visit } from '../../../server/forecast/contract.ts';
import type { Day, Seen } from './world/day.ts';
import type { Visitor } from './world/state.ts';

export const ticketId = (visitor: Visitor): string => `T${visitor.sequence}`;

export type BoothSeen = {
  state: 'open' | 'paused' | 'closed';
  sinceMs: number;
  pausedUntilMs: number | null;
  current: { visitor: Visitor; calledAtMs: number; startedAtMs: number | null } | null;
  freeSinceMs: number | null;
};
type Open<T> = { -readonly [K in keyof T]: T[K] };
export type Pause = Open<DayRecord['pauses'][number]>;

/** Takes in events and keeps what they amount to; `toMs` turns minutes of the day into epoch ms. */
export const createDayNotes = ({ world }: Day, toMs: (minute: number) => number) => {
  const { office, bookings } = world;
  const booths: BoothSeen[] = office.booths.map(() => ({
    state: 'closed',
    sinceMs: toMs(0),
    pausedUntilMs: null,
    current: null,
    freeSinceMs: null,
  }));
  const waiting = new Map<number, Visitor>();
  const absent = new Map<number, { visitor: Visitor; record: Open<DayRecord['absences'][number]> }>();
  const joined = new Map<string, number>();
  const stopped = new Set<number>();
  const visits: Visit[] = [];
  const arrivals: DayRecord['arrivals'][number][] = [];
  const absences: Open<DayRecord['absences'][number]>[] = [];
  const sessions: Open<DayRecord['sessions'][number]>[] = [];
  const pauses: Pause[] = [];
  // Each booking of the day; who shows up takes the first of his slot and procedure.
  const booked = bookings.flatMap(({ slotAt, procedures }) =>
    procedures.map((procedure, i) => ({
      id: `R${slotAt}-${i}`,
      procedure,
      slotAt,
      slotMs: toMs(slotAt),
      checkedInAtMs: null as number | null,
    })),
  );
  const idOf = (procedure: number) => office.procedures[procedure]?.id ?? '';

  const leave = (booth: number, at: number, end: Visit['end']) => {
    const seen = booths[booth] as BoothSeen;
    const { current } = seen;
    if (current === null) return;
    visits.push({
      ticket: ticketId(current.visitor),
      procedure: idOf(current.visitor.procedure),
      booth: booth + 1,
      waitingSinceMs: joined.get(ticketId(current.visitor)) ?? toMs(current.visitor.issuedAt),
      calledAtMs: current.calledAtMs,
      startedAtMs: current.startedAtMs,
      endedAtMs: toMs(at),
      end,
      transferredTo: null,
      resumed: false,
      outOfOrder: false,
    });
    seen.current = null;
    seen.freeSinceMs = toMs(at);
  };

  const take = (event: Seen): void => {
    const ms = toMs(event.at);
    switch (event.type) {
      case 'issued': {
        const { visitor } = event;
        waiting.set(visitor.sequence, visitor);
        joined.set(ticketId(visitor), ms);
        const slotMs = visitor.slotAt === null ? null : toMs(visitor.slotAt);
        arrivals.push({
          procedure: idOf(visitor.procedure),
          atMs: ms,
          slotMs,
          minutesOff: visitor.markMinutes,
        });
        const booking = booked.find(
          (b) => b.slotAt === visitor.slotAt && b.procedure === visitor.procedure && b.checkedInAtMs === null,
        );
        if (booking !== undefined) booking.checkedInAtMs = ms;
        return;
      }
      case 'returned': {
        const { visitor } = event;
        const gone = absent.get(visitor.sequence);
        if (gone !== undefined) gone.record.returnedAtMs = ms;
        absent.delete(visitor.sequence);
        waiting.set(visitor.sequence, visitor);
        joined.set(ticketId(visitor), ms);
        return;
      }
      case 'called': {
        waiting.delete(event.visitor.sequence);
        const seen = booths[event.booth] as BoothSeen;
        seen.current = { visitor: event.visitor, calledAtMs: ms, startedAtMs: null };
        seen.freeSinceMs = null;
        return;
      }
      case 'started': {
        const { current } = booths[event.booth] as BoothSeen;
        if (current !== null) current.startedAtMs = ms;
        return;
      }
      case 'finished':
        leave(event.booth, event.at, 'finished');
        return;
      case 'absent': {
        leave(event.booth, event.at, 'absent');
        const record = { absentAtMs: ms, returnedAtMs: null };
        absences.push(record);
        absent.set(event.visitor.sequence, { visitor: event.visitor, record });
        return;
      }
      case 'opened':
        Object.assign(booths[event.booth] as BoothSeen, { state: 'open', sinceMs: ms, freeSinceMs: ms });
        sessions.push({ booth: event.booth + 1, fromMs: ms, toMs: null });
        return;
      case 'closed': {
        Object.assign(booths[event.booth] as BoothSeen, { state: 'closed', sinceMs: ms, freeSinceMs: null });
        const session = sessions.findLast((s) => s.booth === event.booth + 1);
        if (session !== undefined) session.toMs = ms;
        return;
      }
      case 'paused': {
        const untilMs = toMs(event.until);
        const now = { state: 'paused', sinceMs: ms, pausedUntilMs: untilMs, freeSinceMs: null };
        Object.assign(booths[event.booth] as BoothSeen, now);
        pauses.push({ booth: event.booth + 1, fromMs: ms, toMs: null, untilMs });
        return;
      }
      case 'resumed': {
        const now = { state: 'open', sinceMs: ms, pausedUntilMs: null, freeSinceMs: ms };
        Object.assign(booths[event.booth] as BoothSeen, now);
        const pause = pauses.findLast((p) => p.booth === event.booth + 1);
        if (pause !== undefined) pause.toMs = ms;
        return;
      }
      case 'stopped':
        stopped.add(event.procedure);
    }
  };

  return {
    take,
    booths,
    waiting,
    absent,
    joined,
    stopped,
    visits,
    arrivals,
    absences,
    sessions,
    pauses,
    booked,
  };
};

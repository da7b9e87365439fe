// The figures reckoned a second time, from raw events and by other means than the hub's: per visit, by looking backwards.
import type { DayEntry } from '../day/evolve.ts';

type Raw = { readonly type: string; readonly at: number } & Record<string, unknown>;
export type Reckoned = {
  readonly ticket: string;
  readonly procedure: string;
  readonly channel: string;
  readonly reserved: boolean;
  readonly hour: number;
  readonly wait: number | null;
  readonly service: number | null;
  readonly outcome: string;
  readonly transfers: number;
};

const stops = ['ticketFinished', 'ticketHeld', 'ticketTransferred', 'ticketCancelled'];
const moves = [
  ...['ticketCalled', 'callUndone', 'servingStarted', 'ticketFinished', 'finishUndone', 'ticketAbsent'],
  ...['ticketReturned', 'ticketHeld', 'ticketResumed', 'ticketTransferred', 'ticketCancelled'],
];

/** Strikes out what was undone together with the undoing: a call with its undo, a finish with its undo. */
const withoutUndone = (events: readonly Raw[]): readonly Raw[] => {
  const left = [...events];
  for (;;) {
    const at = left.findIndex(({ type }) => type === 'callUndone' || type === 'finishUndone');
    const undo = left[at];
    if (undo === undefined) return left;
    const undone = undo.type === 'callUndone' ? 'ticketCalled' : 'ticketFinished';
    const from = left.findLastIndex(({ type }, index) => index < at && type === undone);
    // Called on, or back in the hall: the serving that was finished never was either.
    const alsoServing = undo.type === 'finishUndone' && undo.as !== 'serving';
    const start = left.findLastIndex(
      ({ type, booth }, index) =>
        index < from && (type === 'servingStarted' || (type === 'ticketResumed' && booth !== null)),
    );
    left.splice(at, 1);
    left.splice(from, 1);
    if (alsoServing && start >= 0) left[start] = { ...(left[start] as Raw), type: 'struck' };
  }
};

const serviceOf = (events: readonly Raw[]): number | null => {
  let total: number | null = null;
  for (const [at, one] of events.entries()) {
    const begins = one.type === 'servingStarted' || (one.type === 'ticketResumed' && one.booth !== null);
    const end = events.slice(at + 1).find(({ type }) => stops.includes(type));
    if (!begins || end === undefined) continue;
    const called = events.findLast(({ type }, index) => index < at && type === 'ticketCalled');
    const from = one.assumed === true ? (called?.at ?? one.at) : one.at;
    total = (total ?? 0) + (end.at - from) / 60_000;
  }
  return total;
};

const outcomeOf = (events: readonly Raw[]): string => {
  const last = events.at(-1);
  if (last?.type === 'ticketFinished') return 'served';
  if (last?.type !== 'ticketCancelled') return 'open';
  if (last.reason === 'dayEnded') return events.at(-2)?.type === 'ticketAbsent' ? 'absent' : 'dayEnded';
  const names: Record<string, string> = {
    visitorLeft: 'left',
    servedElsewhere: 'elsewhere',
    noShow: 'absent',
  };
  return names[String(last.reason)] ?? 'other';
};

/** Every visit that counts. */
export const reckon = (entries: readonly DayEntry[]): readonly Reckoned[] => {
  const raw = entries.map(({ event, meta }) => ({ ...event, at: meta.atMs })) as unknown as Raw[];
  const mistakes = raw.filter(
    ({ type, reason }) => type === 'ticketCancelled' && /superseded|Mistake/.test(String(reason)),
  );
  return raw
    .filter(({ type }) => type === 'ticketIssued')
    .filter(({ ticket }) => !mistakes.some((one) => one.ticket === ticket))
    .map((issued): Reckoned => {
      const own = withoutUndone(
        raw.filter((one) => one.ticket === issued.ticket && moves.includes(one.type)),
      );
      const due = issued.due as { basis: string };
      const from = Math.max(
        issued.issuedAtMs as number,
        due.basis === 'reservation' ? ((issued.slotAtMs as number | null) ?? 0) : 0,
      );
      const call = own.find(({ type }) => type === 'ticketCalled');
      return {
        ticket: issued.ticket as string,
        procedure: issued.procedure as string,
        channel: issued.source as string,
        reserved: due.basis === 'reservation' && issued.slotAtMs !== null,
        hour: Number(
          new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: 'Asia/Tokyo' }).format(
            issued.issuedAtMs as number,
          ),
        ),
        wait: call === undefined ? null : Math.max(0, call.at - from) / 60_000,
        service: serviceOf(own),
        outcome: outcomeOf(own),
        transfers: own.filter(({ type }) => type === 'ticketTransferred').length,
      };
    });
};

/** The value below which `share` of them lie, between neighbours in proportion (Hyndman & Fan's type 7); null: none. */
export const quantile = (values: readonly number[], share: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place % 1);
};

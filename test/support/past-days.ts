// Writes past business days into a log: plain visits that were issued, called, served; so that reports have something to count.
import { eventSchema } from '../../protocol/events.ts';
import { type BusinessDate, dayStream, type SiteId } from '../../protocol/ids.ts';
import type { EventLog, LogEntry } from '../../server/log/contract.ts';

const minute = 60_000;

export type PastDay = {
  readonly site: SiteId;
  readonly date: BusinessDate;
  /** The n-th visitor wants procedures[n % length], waits n % 40 minutes and takes 8. */
  readonly visits: number;
  readonly procedures: readonly string[];
};

const visit = (at: number, openMs: number, procedure: string): readonly (readonly [number, object])[] => {
  const ticket = `A${String(at + 1).padStart(3, '0')}`;
  const issuedAtMs = openMs + at * 5 * minute;
  const calledMs = issuedAtMs + (at % 40) * minute;
  const due = { atMs: issuedAtMs, basis: 'walkIn', basisMs: issuedAtMs, minutesOff: 0, mark: null };
  const issued = {
    ...{ type: 'ticketIssued', ticket, sequence: at + 1, code: String(at).padStart(16, '0'), procedure },
    ...{ source: 'kiosk', how: 'online', marks: [], language: 'ja', partySize: 1, note: '', slotAtMs: null },
    ...{ issuedAtMs, due, callableFromMs: null, supersedes: null },
  };
  return [
    [issuedAtMs, issued],
    [calledMs, { type: 'ticketCalled', ticket, booth: 1, callId: `${ticket}.1`, outOfOrder: null }],
    [calledMs, { type: 'servingStarted', ticket, booth: 1, assumed: false }],
    [calledMs + 8 * minute, { type: 'ticketFinished', ticket, booth: 1, by: 'staff' }],
  ];
};

/** Appends the day at once, as if one command had made it. */
export const writePastDay = async (log: EventLog, day: PastDay): Promise<void> => {
  const { site, date, visits, procedures } = day;
  const openMs = Date.parse(`${date}T09:00:00+09:00`);
  const commandId = `past-day-${site}-${date}`;
  const entry = (atMs: number, event: object): LogEntry => ({
    schema: eventSchema,
    meta: { atMs, actor: { kind: 'system', id: 'hub' }, commandId, hub: 'hub' },
    event: event as LogEntry['event'],
  });
  const closeMs = openMs + 8 * 60 * minute;
  const opening = { fromMs: openMs, toMs: closeMs, procedures: null };
  const plan = { openings: [opening], intakeFromMs: openMs, endsAtMs: closeMs };
  const all = Array.from({ length: visits }, (_, at) =>
    visit(at, openMs, procedures[at % procedures.length] ?? ''),
  );
  await log.append(dayStream(site, date), 0, [
    entry(openMs, { type: 'dayOpened', site, date, plan }),
    ...all.flat().map(([atMs, event]) => entry(atMs, event)),
    entry(closeMs, { type: 'dayEnded' }),
  ]);
};

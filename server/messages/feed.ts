// Brings what happened to reservations into the outbox: hears of each day that was written to, and reads on where it stopped.
import type { Logger } from 'pino';
import type { BusinessDate, SiteId } from '../../protocol/ids.ts';
import type { MessageSettings } from '../../protocol/message-settings.ts';
import { isReservationEvent } from '../../protocol/reservation-events.ts';
import { businessDateAt, instantOf } from '../calendar/dates.ts';
import type { Notes } from '../expiring/store.ts';
import type { EventLog, StoredEntry } from '../log/contract.ts';
import type { Outbox } from './outbox.ts';
import { type Known, planMessages } from './plan-messages.ts';

const dayShape = /^day:([a-z0-9-]+):(\d{4}-\d{2}-\d{2})$/;
const dayOf = (stream: string): { site: SiteId; date: BusinessDate } | null => {
  const [, site, date] = dayShape.exec(stream) ?? [];
  return site === undefined || date === undefined
    ? null
    : { site: site as SiteId, date: date as BusinessDate };
};
/** Days that were read of late: so many are read on from where they were left, and not from their first event. */
const mostRemembered = 64;
/** A cursor is forgotten so long after its day. */
const keepCursorMs = 2 * 24 * 3_600_000;

export type Feed = {
  /** Reads one day on; what it calls for is in the outbox when it resolves. One at a time for a day, whoever asks. */
  readonly read: (stream: string) => Promise<void>;
  /** Reads on every day that is not over: what another hub wrote before it was lost, and what this one did. */
  readonly readAll: () => Promise<void>;
  /** Resolves when no day is being read. */
  readonly settled: () => Promise<void>;
};

/** `onAdded` hears that something may be due. `nowMs` gives epoch milliseconds. */
export const createFeed = (parts: {
  readonly log: Pick<EventLog, 'read' | 'streams' | 'version'>;
  readonly notes: Pick<Notes, 'get' | 'put'>;
  readonly outbox: Pick<Outbox, 'add' | 'drop'>;
  readonly settings: MessageSettings;
  readonly nowMs: () => number;
  readonly onAdded: () => void;
}): Feed => {
  const { log, notes, outbox, settings, nowMs, onAdded } = parts;
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const remembered = new Map<string, { readonly version: number; readonly known: Known }>();

  const entriesOf = async (stream: string, afterVersion: number): Promise<readonly StoredEntry[]> => {
    const all: StoredEntry[] = [];
    for (;;) {
      const some = await log.read(stream, all.at(-1)?.version ?? afterVersion);
      if (some.length === 0) return all;
      all.push(...some);
    }
  };

  const readOn = async (stream: string): Promise<void> => {
    const day = dayOf(stream);
    if (day === null || day.date < businessDateAt(nowMs())) return;
    const note = `message-cursor:${stream}`;
    const afterVersion = Number((await notes.get(note)) ?? 0);
    if ((await log.version(stream)) <= afterVersion) return;
    const left = remembered.get(stream);
    // Forgotten until the end: after a failure the day is read from its first event again.
    remembered.delete(stream);
    const { version, known } =
      left?.version === afterVersion ? left : { version: 0, known: new Map() as Known };
    const entries = await entriesOf(stream, version);
    const noted = entries.map((entry) => ({
      version: entry.version,
      atMs: entry.meta.atMs,
      event: entry.event,
    }));
    const plan = planMessages(day, noted, afterVersion, settings, nowMs(), known);
    for (const id of plan.drop) await outbox.drop(id);
    for (const outgoing of plan.add) await outbox.add(outgoing);
    // Only now: a hub that ends before it reads the same again, and adds nothing twice.
    const until = instantOf(day.date, 1440) + keepCursorMs;
    const read = entries.at(-1)?.version ?? version;
    await notes.put(note, String(read), Math.max(1, until - nowMs()));
    const oldest = remembered.keys().next().value;
    if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest);
    remembered.set(stream, { version: read, known });
    if (plan.add.length > 0) onAdded();
  };

  const read = (stream: string): Promise<void> => {
    const now = running.get(stream);
    if (now !== undefined) {
      again.add(stream);
      return now;
    }
    const work = (async () => {
      try {
        do {
          again.delete(stream);
          await readOn(stream);
        } while (again.has(stream));
      } finally {
        running.delete(stream);
      }
    })();
    running.set(stream, work);
    return work;
  };

  return {
    read,
    readAll: async () => {
      for (const stream of await log.streams('day:')) await read(stream);
    },
    settled: async () => {
      await Promise.allSettled(running.values());
    },
  };
};

export type ToldLog = {
  /** The same log, which tells after each append that a day's reservations changed. */
  readonly log: EventLog;
  /** Begins to tell; what came before is found by `readAll`. */
  readonly onReservations: (listener: (stream: string) => void) => void;
};

/** Puts an ear on the log. The one who appends never waits for who listens. */
export const tellOfReservations = (log: EventLog): ToldLog => {
  let listener: (stream: string) => void = () => {};
  return {
    log: {
      ...log,
      append: async (stream, expectedVersion, entries) => {
        const result = await log.append(stream, expectedVersion, entries);
        if (result.kind === 'appended' && entries.some(({ event }) => isReservationEvent(event)))
          listener(stream);
        return result;
      },
    },
    onReservations: (next) => {
      listener = next;
    },
  };
};

/** Runs work of which nobody waits for the end; a failure is told, and made good by the next `readAll`. */
export const inBackground = (logger: Logger, work: Promise<void>): void => {
  work.catch((error: unknown) =>
    logger.warn({ err: error }, 'messages: a day could not be read; it is read again'),
  );
};

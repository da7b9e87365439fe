// Goes through all days of the live store and archives those that have ended and are old enough.
import type { Logger } from 'pino';
import type { BusinessDate, SiteId } from '../../protocol/ids.ts';
import { addDays, businessDateAt } from '../calendar/dates.ts';
import { evolve } from '../day/evolve.ts';
import { emptyDay } from '../day/state.ts';
import { type ArchiveNotes, readArchiveNotes } from '../log/archived-days.ts';
import type { EventLog } from '../log/contract.ts';
import { parseStored } from '../log/stored-events.ts';
import { type ArchiveParts, archiveDay } from './archive-day.ts';
import { entriesUpTo } from './export-stream.ts';

/** A day that was brought back from its file stays so long. */
export const restoredStaysDays = 30;
/** Days in one run; the rest follows in the next one. */
export const mostDaysPerRun = 500;

export type ArchiveRun = {
  readonly archived: number;
  readonly failed: number;
  /** Old enough, but never ended, brought back lately, or left to another hub. */
  readonly left: number;
};

export type RunParts = ArchiveParts & {
  /** Days before today up to this stay in the live store. */
  readonly afterDays: number;
  readonly logger: Logger;
  /** Stops between two days. */
  readonly signal?: AbortSignal;
};

type OldDay = { readonly site: SiteId; readonly date: BusinessDate; readonly stream: string };

/** Days of the live store before a date, the oldest first. */
const daysBefore = async (log: EventLog, limit: BusinessDate): Promise<readonly OldDay[]> =>
  (await log.streams('day:'))
    .flatMap((stream) => {
      const [, site, date] = /^day:([^:]+):(\d{4}-\d{2}-\d{2})$/.exec(stream) ?? [];
      return site === undefined || date === undefined || date >= limit
        ? []
        : [{ site: site as SiteId, date: date as BusinessDate, stream }];
    })
    .sort((a, b) => a.date.localeCompare(b.date) || a.site.localeCompare(b.site));

/**
 * Whether nothing is left to be done on a day that lies weeks back: it has ended, or it never opened and nobody took a
 * ticket (only numbers were leased for it).
 */
const isOver = async (log: EventLog, { site, date, stream }: OldDay): Promise<boolean> => {
  let state = emptyDay(site, date);
  for await (const entry of entriesUpTo(log, stream, await log.version(stream))) {
    const { version, meta, event } = parseStored(entry);
    state = evolve(state, { version, meta, event });
  }
  return state.phase === 'ended' || (state.phase === 'planned' && state.live.length === 0);
};

const wasRestoredLately = ({ days }: ArchiveNotes, date: string, nowMs: number): boolean => {
  const last = days.get(date);
  return last?.event.type === 'dayRestored' && nowMs - last.atMs < restoredStaysDays * 86_400_000;
};

/** Archives what is due. Trouble with one day is logged and does not keep the others; throws LogUnavailable. */
export const runArchive = async (parts: RunParts): Promise<ArchiveRun> => {
  const { log, disk, logger, nowMs, folder } = parts;
  const limit = addDays(businessDateAt(nowMs()), -parts.afterDays);
  const run = { archived: 0, failed: 0, left: 0 };
  const days = await daysBefore(log, limit);
  if (days.length > 0) await disk.prepare(folder).then(() => disk.tidy(folder));
  for (const day of days) {
    if (parts.signal?.aborted || run.archived + run.failed >= mostDaysPerRun) break;
    const line = { site: day.site, date: day.date };
    try {
      const notes = await readArchiveNotes(log, day.site);
      if (wasRestoredLately(notes, day.date, nowMs())) {
        run.left += 1;
        continue;
      }
      if (!(await isOver(log, day))) {
        logger.warn(line, 'an old day never ended and is not archived');
        run.left += 1;
        continue;
      }
      const outcome = await archiveDay(parts, day);
      if (outcome.kind === 'left') {
        logger.info({ ...line, why: outcome.why }, 'day not archived here');
        run.left += 1;
        continue;
      }
      const { file, count, head, bytes } = outcome.archived;
      logger.info({ ...line, file, count, head, bytes }, 'day archived');
      run.archived += 1;
    } catch (error) {
      logger.error({ err: error, ...line }, 'a day could not be archived; it stays in the live store');
      run.failed += 1;
    }
  }
  return run;
};

// The spool: takes jobs in once, prints sheets one after the other, and never the same sheet twice.
import type { Logger } from 'pino';
import type { PrinterStatus, PrintJob } from '../protocol/views.ts';
import type { Clock } from './clock.ts';
import type { Printer } from './contract.ts';
import type { Memory } from './memory.ts';
import type { Sheet } from './records.ts';
import { createBell } from './signal.ts';
import { sheetKey } from './state.ts';

/** An answer comes a moment before the view with the wait to be printed; so long is it waited for. */
const figuresMs = 120;
/** A printer that failed is tried again at least so often; sooner when it says that it is well. */
const retryMs = 2_000;
const faultyRetryMs = 10_000;

export type Spool = {
  /** New sheets may have come, or a day may have ended. */
  ring(): void;
  /** The wait of a sheet that was spooled without it. */
  figures(date: string, job: PrintJob): void;
  /** The printer's state with the number of sheets that wait; null: no printer. */
  status(): PrinterStatus | null;
  /** Waits for the sheet in the printer. */
  close(): Promise<void>;
};

type SpoolOptions = {
  readonly memory: Memory;
  readonly printer: Printer | null;
  /** Whether a view with figures can still come. */
  readonly connected: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A sheet came out, got stuck, or the printer's state changed. */
  readonly onChange: () => void;
};

/** Starts to print; a sheet that was in the printer when the power went is stuck, not printed again. */
export const createSpool = (options: SpoolOptions): Spool => {
  const { memory, printer, connected, clock, logger, onChange } = options;
  const { state } = memory;
  const bell = createBell(clock);
  const figures = new Map<string, Pick<PrintJob, 'ahead' | 'estimate'>>();
  const seenAtMs = new Map<string, number>();
  let closed = false;

  for (const [key, sheet] of [...state.sheets])
    if (sheet.state === 'printing')
      stuck(memory, logger, key, sheet, 'the agent stopped while it was being printed');

  const next = (): [string, Sheet] | undefined => {
    const today = memory.today();
    for (const entry of state.sheets)
      if (entry[1].state === 'spooled' && entry[1].date === today) return entry;
    return undefined;
  };

  /** Milliseconds to wait for the figures of this sheet; 0: print it. */
  const figuresDue = (key: string, sheet: Sheet): number => {
    if (sheet.paper.ahead !== null || sheet.confirm === 'none' || figures.has(key) || !connected()) return 0;
    const since = seenAtMs.get(key) ?? clock.now();
    seenAtMs.set(key, since);
    return Math.max(0, since + figuresMs - clock.now());
  };

  const print = async (device: Printer, key: string, sheet: Sheet): Promise<void> => {
    memory.record({ k: 'printing', key });
    const { ticket, job } = sheet.paper;
    const startMs = clock.now();
    const outcome = await device.print({ ...sheet.paper, ...figures.get(key) });
    figures.delete(key);
    seenAtMs.delete(key);
    if (outcome === 'printed') {
      memory.happened({ k: 'printed', key });
      logger.info({ ticket, job, ms: clock.now() - startMs }, 'printed');
      // A reprint on purpose settles what was stuck of the same ticket.
      for (const [other, old] of state.sheets)
        if (old.state === 'stuck' && old.date === sheet.date && old.paper.ticket === ticket)
          memory.happened({ k: 'printed', key: other });
    } else if (outcome.certain) {
      memory.happened({ k: 'unprinted', key, reason: outcome.failed });
      logger.warn({ ticket, job, reason: outcome.failed }, 'not printed; again when the printer is back');
    } else stuck(memory, logger, key, sheet, outcome.failed);
    onChange();
    if (outcome !== 'printed' && outcome.certain) await bell.wait(retryMs);
  };

  const run = async (device: Printer): Promise<void> => {
    let triedAtMs = clock.now();
    while (!closed) {
      const entry = next();
      if (entry === undefined) {
        await bell.wait(60_000);
        continue;
      }
      // Its own word may be old: a printer that says nothing new is tried again now and then all the same.
      if (device.status().state === 'fault' && clock.now() - triedAtMs < faultyRetryMs) {
        await bell.wait(triedAtMs + faultyRetryMs - clock.now());
        continue;
      }
      const [key, sheet] = entry;
      const dueMs = figuresDue(key, sheet);
      if (dueMs > 0) {
        await bell.wait(dueMs);
        continue;
      }
      triedAtMs = clock.now();
      try {
        await print(device, key, sheet);
      } catch (error) {
        logger.error({ key, error: String(error) }, 'printing failed; trying again');
        if (!closed) await bell.wait(retryMs);
      }
    }
  };

  const off = printer?.onStatus(() => {
    bell.ring();
    onChange();
  });
  const running = printer === null ? Promise.resolve() : run(printer);

  return {
    ring: () => bell.ring(),
    figures: (date, job) => {
      const key = sheetKey(date as Sheet['date'], job.job);
      if (state.sheets.get(key)?.state !== 'spooled') return;
      figures.set(key, { ahead: job.ahead, estimate: job.estimate });
      bell.ring();
    },
    status: () => {
      if (printer === null) return null;
      const waitingJobs = [...state.sheets.values()].filter(
        // Of a day that is over no reprint is possible, nor does anybody wait.
        ({ state: s, date }) =>
          memory.isCurrent(date) && (s === 'spooled' || s === 'printing' || s === 'stuck'),
      ).length;
      return { ...printer.status(), waitingJobs };
    },
    close: async () => {
      closed = true;
      off?.();
      bell.ring();
      await running;
    },
  };
};

const stuck = (memory: Memory, logger: Logger, key: string, sheet: Sheet, reason: string): void => {
  memory.happened({ k: 'stuck', key, reason });
  const { ticket, job } = sheet.paper;
  logger.error({ ticket, job, reason }, 'nobody knows whether this ticket came out: reprint it at reception');
};

// Prints through a CUPS queue with `lp`, and asks CUPS for what it knows; what only the printer knows stays unknown.
import { spawn } from 'node:child_process';
import type { Logger } from 'pino';
import type { Printer, PrinterStatus, PrintOutcome } from '../contract.ts';
import { createTicketDrawer, type TicketDrawer } from '../paper/ticket.ts';
import { executeJob } from './carrier.ts';
import type { Dialect } from './dialect.ts';
import { createLimit } from './patience.ts';
import { type Fault, type Reading, toStatus } from './reading.ts';

/** Runs a program with arguments and input; resolves to its output, rejects when it fails or takes too long. */
export type Run = (program: string, args: readonly string[], input?: Uint8Array) => Promise<string>;

const limitMs = 10_000;

/** Runs programs of this machine, in the plain locale so that their words can be read. */
export const runProgram: Run = (program, args, input) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, LC_ALL: 'C' },
      timeout: limitMs,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (text) => {
      if (output.length < 100_000) output += text;
    });
    child.stderr.on('data', (text) => {
      if (errors.length < 10_000) errors += text;
    });
    child.on('error', reject);
    child.stdin.on('error', () => {});
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${program} ended with ${code}: ${errors.trim()}`)),
    );
    child.stdin.end(input);
  });

/** The state that `lpoptions -p NAME` tells: IPP's printer-state and printer-state-reasons. */
export const readCupsState = (options: string): Reading => {
  const value = (name: string): string =>
    new RegExp(`(?:^|\\s)${name}=('[^']*'|\\S+)`).exec(options)?.[1] ?? '';
  const state = value('printer-state');
  if (state === '') return { nearEnd: false, faults: ['unknown'] };
  const reasons = value('printer-state-reasons')
    .replaceAll("'", '')
    .split(/[,\s]+/);
  const has = (...words: string[]): boolean =>
    reasons.some((reason) => words.some((word) => reason.startsWith(word)));
  const faults: Fault[] = [];
  if (has('media-empty', 'media-needed')) faults.push('paperOut');
  if (has('cover-open', 'door-open', 'interlock-open')) faults.push('coverOpen');
  if (has('cutter', 'trimmer')) faults.push('cutterError');
  if (has('offline', 'connecting-to-device', 'timed-out', 'shutdown', 'paused')) faults.push('offline');
  if (faults.length === 0 && reasons.some((reason) => reason.endsWith('-error'))) faults.push('error');
  // 5 is "stopped"; a queue that takes no jobs is as good as off.
  if (faults.length === 0 && (state === '5' || value('printer-is-accepting-jobs') === 'false'))
    faults.push('offline');
  return { nearEnd: has('media-low'), faults };
};

/** Whether `lpstat -W completed -l` tells of this job that it was aborted or cancelled (IPP's job-state-reasons). */
export const wasThrownAway = (jobs: string, job: string): boolean => {
  const rows = jobs.split('\n');
  const start = rows.findIndex((row) => row.split(/\s/)[0] === job);
  if (start < 0) return false;
  const next = rows.findIndex((row, at) => at > start && /^\S/.test(row));
  const about = rows.slice(start + 1, next < 0 ? undefined : next).join('\n');
  return /Alerts:.*\b(?:aborted|job-canceled)/i.test(about);
};

export type CupsOptions = {
  readonly queue: string;
  readonly dialect: Dialect;
  /** Dots a row of the head. */
  readonly dots: number;
  readonly logger: Logger;
  readonly drawer?: TicketDrawer;
  readonly run?: Run;
  readonly pollMs?: number;
  /** How long a job may stay in the queue. */
  readonly sheetMs?: number;
};

/** A printer behind a CUPS queue. */
export const openCups = (options: CupsOptions): Printer => {
  const { queue, dialect, dots, logger, run = runProgram, pollMs = 2000, sheetMs = 30_000 } = options;
  const drawer = options.drawer ?? createTicketDrawer();
  const listeners = new Set<(status: PrinterStatus) => void>();
  let status = toStatus({ nearEnd: false, faults: ['unknown'] });
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const look = async (): Promise<Reading> => {
    const reading = await run('lpoptions', ['-p', queue]).then(readCupsState, (error): Reading => {
      logger.debug({ error }, 'CUPS does not answer');
      return { nearEnd: false, faults: ['unknown'] };
    });
    const next = toStatus(reading);
    if (next.state !== status.state || next.faults.join() !== status.faults.join()) {
      status = next;
      for (const listener of listeners) listener(next);
    }
    return reading;
  };

  /** Takes a job back; certain when it was still waiting its turn. */
  const takeBack = async (job: string, fault: string): Promise<PrintOutcome> => {
    const state = await run('lpstat', ['-l', '-o', queue]).catch(() => '');
    const started = !state.includes(job) || /processing|printing|sending/i.test(state);
    const cancelled = await run('cancel', [job]).then(
      () => true,
      () => false,
    );
    return { failed: fault, certain: cancelled && !started };
  };

  /**
   * A job that left the queue is printed, unless CUPS says that it threw it away (a queue whose error policy is abort-job,
   * somebody at the PC): then nobody knows how much of it came out.
   */
  const leftBy = async (job: string): Promise<PrintOutcome> => {
    const done = await run('lpstat', ['-W', 'completed', '-l', '-o', queue]).catch(() => '');
    return wasThrownAway(done, job) ? { failed: 'error', certain: false } : 'printed';
  };

  const send = async (parts: readonly Uint8Array[]): Promise<PrintOutcome> => {
    const [fault] = (await look()).faults;
    if (fault) return { failed: fault, certain: true };
    let job = '';
    try {
      await executeJob(dialect.type, parts, {
        write: async (bytes) => {
          const answer = await run('lp', ['-d', queue, '-o', 'raw', '-t', 'ticket', '-'], bytes);
          job = /request id is (\S+)/.exec(answer)?.[1] ?? '';
        },
        onBytes: () => {},
        onBreak: () => {},
        close: () => {},
      });
    } catch (error) {
      logger.warn({ error }, 'lp failed');
      // lp takes a job whole or not at all, unless it was cut off.
      return { failed: 'offline', certain: error instanceof Error && error.message.includes('ended with 1') };
    }
    if (job === '') return { failed: 'unknown', certain: false };
    const limit = createLimit(sheetMs);
    const ended = (outcome: PrintOutcome): PrintOutcome => {
      limit.end();
      return outcome;
    };
    while (!limit.over()) {
      const waiting = await run('lpstat', ['-o', queue]).catch(() => null);
      if (waiting !== null && !waiting.split('\n').some((row) => row.split(/\s/)[0] === job))
        return ended(await leftBy(job));
      const [trouble] = (await look()).faults;
      if (trouble && trouble !== 'unknown') return ended(await takeBack(job, trouble));
      await new Promise((resolve) => setTimeout(resolve, Math.min(200, pollMs)));
    }
    return takeBack(job, 'unknown');
  };

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
  const watch = (): void => {
    if (closed) return;
    void alone(look).finally(() => {
      if (!closed) timer = setTimeout(watch, pollMs);
    });
  };
  watch();

  return {
    print: (paper) =>
      alone(async (): Promise<PrintOutcome> => {
        try {
          // CUPS carries nothing back: no closing question.
          return await send(dialect.sheet(drawer.draw(paper, dots)).slice(0, -1));
        } catch (error) {
          logger.error({ error, job: paper.job }, 'print broke');
          return { failed: 'error', certain: false };
        }
      }),
    status: () => status,
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await turn;
    },
  };
};

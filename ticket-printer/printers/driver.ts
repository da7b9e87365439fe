// Drives one printer over a wire: keeps it connected, watches its status, and prints one sheet at a time with a known end.
import type { Logger } from 'pino';
import type { Paper, Printer, PrinterStatus, PrintOutcome } from '../contract.ts';
import { createTicketDrawer, type TicketDrawer } from '../paper/ticket.ts';
import { warmUp } from '../paper/warm-up.ts';
import { executeJob } from './carrier.ts';
import type { Acquaintance, Conversation, Dialect } from './dialect.ts';
import type { Link, OpenLink } from './link.ts';
import { createLimit, within } from './patience.ts';
import { type Fault, type Reading, toStatus } from './reading.ts';

/** All in milliseconds; limits count running time, so that a stall of this PC ends nothing (see patience.ts). */
export type Timing = {
  /** For one status answer. */
  readonly answerMs: number;
  /** For a whole sheet, from the first byte to the printer's last word. */
  readonly sheetMs: number;
  /** Between looks at an idle printer. */
  readonly pollMs: number;
  /** Between looks while a sheet is printing. */
  readonly lookMs: number;
  /** Before another try to connect. */
  readonly retryMs: number;
};
export const usualTiming: Timing = {
  answerMs: 4000,
  sheetMs: 20_000,
  pollMs: 2000,
  lookMs: 250,
  retryMs: 1000,
};

export type DriverOptions = {
  readonly openLink: OpenLink;
  readonly dialect: Dialect;
  /** Dots a row of its head. */
  readonly dots: number;
  /** Somebody who saw its sheet come out says that it answers nothing, ever: it prints all the same. */
  readonly maySilent?: boolean;
  readonly logger: Logger;
  readonly drawer?: TicketDrawer;
  readonly timing?: Partial<Timing>;
};

/** 75 mm a second: the slowest printers of today. */
const slowestRowsPerSecond = 600;
/** After a printer hung up; not at once, or one that hangs up on everybody would keep this PC busy. */
const soonMs = 250;
/** Longer than the feed and the cut take. */
const cutMs = 1500;

type Line = {
  readonly link: Link;
  readonly conversation: Conversation;
  readonly broken: Promise<string>;
  /** The printer has said how it is on this connection. */
  answered: boolean;
};

const sameStatus = (one: PrinterStatus, other: PrinterStatus): boolean =>
  one.state === other.state &&
  one.faults.join() === other.faults.join() &&
  (one.cannotTell ?? []).join() === (other.cannotTell ?? []).join();

const failure = (reason: string, certain: boolean): PrintOutcome => ({ failed: reason, certain });
const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A printer on a wire; begins to connect at once and keeps trying until closed. */
export const drivePrinter = (options: DriverOptions): Printer => {
  const { openLink, dialect, dots, logger, maySilent = false } = options;
  const timing = { ...usualTiming, ...options.timing };
  const known: Acquaintance = dialect.meet({ answerMs: timing.answerMs, maySilent });
  const drawer = options.drawer ?? createTicketDrawer();
  const listeners = new Set<(status: PrinterStatus) => void>();
  let status: PrinterStatus = toStatus({ nearEnd: false, faults: ['offline'] });
  let line: Line | null = null;
  let closed = false;
  /**
   * Something of a broken sheet may be in the printer's memory or hang out of its mouth; an earlier run of this
   * program may have died in the middle of one, so the first sheet begins with a clean edge too.
   */
  let remains = true;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const tell = (reading: Reading): void => {
    const next = toStatus(reading);
    if (sameStatus(next, status)) return;
    status = next;
    const { state, faults, cannotTell } = next;
    logger.info({ state, faults, ...(cannotTell === undefined ? {} : { cannotTell }) }, 'printer status');
    for (const listener of listeners) listener(next);
  };
  const tellFault = (fault: Fault): void => tell({ nearEnd: false, faults: [fault] });

  const drop = (fault: Fault): void => {
    line?.link.close();
    line = null;
    tellFault(fault);
  };

  const connected = async (): Promise<Line> => {
    if (line) return line;
    const link = await openLink();
    if (closed) {
      link.close();
      throw new Error('closed');
    }
    const broken = new Promise<string>((resolve) => link.onBreak(resolve));
    const mine: Line = { link, conversation: known.converse(link), broken, answered: false };
    line = mine;
    void broken.then((why) => {
      if (line !== mine) return;
      line = null;
      // Some printers hang up when nothing is said. Only a new connection that fails says that it is away.
      logger.debug({ why }, 'printer connection ended');
      if (mine.answered) lookSoon();
    });
    return mine;
  };

  /** The line and what the printer says; null and the fault told when there is no line or no answer. */
  const look = async (again = false): Promise<{ at: Line; reading: Reading } | null> => {
    let at: Line;
    try {
      at = await connected();
    } catch (error) {
      logger.debug({ why: message(error) }, 'printer unreachable');
      tellFault('offline');
      return null;
    }
    try {
      const reading = await Promise.race([at.conversation.status(), at.broken]);
      if (typeof reading !== 'string') {
        at.answered = true;
        tell(reading);
        return { at, reading };
      }
    } catch (error) {
      logger.debug({ why: message(error) }, 'printer does not answer');
      if (line === at) drop(known.everHeard() ? 'unknown' : 'silent');
      return null;
    }
    // It hung up. A connection that had been good may have been idle for too long; a new one is not.
    if (!again && !closed) return look(true);
    tellFault('offline');
    return null;
  };

  /** Runs one thing at a time: a question in the middle of another's answer would confuse both. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };

  const watch = (): void => {
    timer = undefined;
    if (closed) return;
    void alone(async () => {
      if (!closed) await look();
    }).finally(() => {
      if (!closed) timer = setTimeout(watch, line ? timing.pollMs : timing.retryMs);
    });
  };
  /** Whether it is still there, sooner than at the next turn. */
  const lookSoon = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(watch, Math.min(soonMs, timing.retryMs));
  };

  /** A sheet went wrong under way: was the rest of it thrown away for certain? */
  const giveUp = async (at: Line, fault: Fault, finished: Promise<string>): Promise<PrintOutcome> => {
    remains = true;
    const discarded = await at.conversation.discard();
    if ((await Promise.race([finished, 'open'])) === 'printed') return 'printed';
    if (discarded) return failure(fault, true);
    // Late answers to this sheet must not be heard as answers to the next.
    if (line === at) drop(fault);
    return failure(fault, false);
  };

  const send = async (paper: Paper, begin: () => void): Promise<PrintOutcome> => {
    const picture = drawer.draw(paper, dots);
    const sheet = dialect.sheet(picture);
    const onPaperMs = (picture.height / slowestRowsPerSecond) * 1000;
    let before = await look();
    if (before && (remains || before.at.conversation.owes()) && before.reading.faults.length === 0) {
      await before.at.conversation.discard();
      before = await look();
    }
    if (!before) return failure(status.faults[0] ?? 'offline', true);
    const { at, reading } = before;
    const [fault] = reading.faults;
    if (fault) return failure(fault, true);

    const limit = createLimit(timing.sheetMs);
    let surelyDoneMs = Number.POSITIVE_INFINITY;
    let unconfirmed = false;
    const finished = at.conversation.finished(onPaperMs).then(
      () => 'printed',
      () => 'silent',
    );
    const sent = executeJob(dialect.type, remains ? [dialect.separate, ...sheet] : sheet, at.link).then(
      () => {
        surelyDoneMs = performance.now() + onPaperMs + cutMs;
        return 'sent';
      },
      () => 'broken',
    );
    const broken = at.broken.then(() => 'broken');
    const brokeOff = sent.then((how) => (how === 'broken' ? how : new Promise<string>(() => {})));
    begin();
    remains = true;
    while (!limit.over()) {
      const pause = new Promise<string>((resolve) => setTimeout(() => resolve('look'), timing.lookMs));
      const news = await Promise.race([finished, broken, brokeOff, pause]);
      if (news === 'printed' || news === 'silent') break;
      if (news === 'broken') {
        limit.end();
        logger.warn('printer connection lost in the middle of a sheet');
        return failure('offline', false);
      }
      const now = await Promise.race([
        at.conversation.status(onPaperMs).catch(() => null),
        finished.then(() => 'news' as const),
        broken.then(() => 'news' as const),
      ]);
      if (now === 'news') continue;
      if (now === null) break;
      tell(now);
      const [trouble] = now.faults;
      if (trouble) {
        limit.end();
        return giveUp(at, trouble, finished);
      }
      if (performance.now() > surelyDoneMs && !at.conversation.confirms()) {
        // Some followers of Epson know real-time status and no closing question: well all the while is all they say.
        logger.debug('printer does not confirm; taken as printed');
        unconfirmed = true;
        break;
      }
    }
    limit.end();
    if (unconfirmed || (await Promise.race([finished, 'open'])) === 'printed') {
      remains = false;
      return 'printed';
    }
    if (line === at) drop('unknown');
    return failure('unknown', false);
  };

  const stopWarmUp = warmUp(drawer, dots);
  watch();

  return {
    print: (paper) =>
      alone(async () => {
        if (closed) return failure('offline', true);
        const startedMs = performance.now();
        let begun = false;
        try {
          const outcome = await send(paper, () => {
            begun = true;
          });
          const took = Math.round(performance.now() - startedMs);
          logger.info({ job: paper.job, outcome, milliseconds: took }, 'print');
          return outcome;
        } catch (error) {
          logger.error({ job: paper.job, error }, 'print broke');
          return failure('error', !begun);
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
      stopWarmUp();
      line?.link.close();
      line = null;
      await within(turn, timing.sheetMs, 'close').catch(() => {});
    },
  };
};

// The agent's memory: the state in hand and the journal under it, changed together.
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { tokyoDate } from './clock.ts';
import type { Journal, OpenedJournal } from './journal.ts';
import type { JournalRecord } from './records.ts';
import { type AgentState, apply, compact, emptyState } from './state.ts';

const dayMs = 86_400_000;
/** What the hub said of its business day holds for so long. */
const heardForMs = 3_600_000;

export type Memory = {
  readonly state: AgentState;
  /** On disk, then in the state; throws when the disk does not take it, and nothing has changed. */
  record(record: JournalRecord): void;
  /** For what has happened already (a sheet came out): in the state even when the disk does not take it. */
  happened(record: JournalRecord): void;
  /** By the hub's clock as last heard, so that a wrong clock here does no harm. Milliseconds since the epoch. */
  now(): number;
  /** The local date in Japan. */
  today(): string;
  heardHub(sentAtMs: number, businessDate: string): void;
  /** True on its own date, and past midnight while the hub says that its business day goes on. */
  isCurrent(date: string): boolean;
  close(): void;
};

/** Replays the journal and starts it afresh, shortened. */
export const openMemory = (opened: OpenedJournal, clock: Clock, logger: Logger): Memory => {
  const state = emptyState();
  for (const record of opened.records) apply(state, record);
  if (opened.damagedLines > 0)
    logger.error({ lines: opened.damagedLines }, 'the journal has damaged lines; they were left out');
  let offsetMs = 0;
  const now = (): number => Math.max(0, clock.now() + offsetMs);
  let heard = { date: '', atMs: 0 };
  // Yesterday's sheets are remembered, not printed: a business day may run past midnight.
  const yesterday = tokyoDate(now() - dayMs);
  const today = tokyoDate(now());
  for (const sheet of state.sheets.values())
    if (sheet.date < today && (sheet.state === 'spooled' || sheet.state === 'printing'))
      logger.warn({ ticket: sheet.paper.ticket, date: sheet.date }, 'ticket of an earlier day not printed');
  const kept = compact(state, yesterday);
  const fresh = emptyState();
  for (const record of kept) apply(fresh, record);
  const journal: Journal = opened.start(kept);
  return {
    state: fresh,
    record: (record) => {
      journal.append(record);
      apply(fresh, record);
    },
    happened: (record) => {
      apply(fresh, record);
      try {
        journal.append(record);
      } catch (error) {
        logger.error({ record: record.k, error: String(error) }, 'the journal cannot be written');
      }
    },
    now,
    today: () => tokyoDate(now()),
    heardHub: (sentAtMs, businessDate) => {
      offsetMs = Math.round(sentAtMs - clock.now());
      heard = { date: businessDate, atMs: sentAtMs };
    },
    isCurrent: (date) =>
      date === tokyoDate(now()) || (date === heard.date && now() - heard.atMs < heardForMs),
    close: () => journal.close(),
  };
};

// Where the house keeps things, by the environment: files of its own, or a Redis that hubs share.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { SharedCounter } from '../access/rates.ts';
import { openRedisContacts } from '../contacts/redis-contacts.ts';
import { contactsFileName, openSqliteContacts } from '../contacts/sqlite-contacts.ts';
import type { ContactStore } from '../contacts/store.ts';
import { openRedisNotes } from '../expiring/redis-store.ts';
import { openSqliteNotes } from '../expiring/sqlite-store.ts';
import type { Notes } from '../expiring/store.ts';
import type { PresenceBoard } from '../hub/presence-board.ts';
import { openRedisBoard } from '../hub/redis-presence-board.ts';
import { logFileName } from '../log/backup.ts';
import type { EventLog } from '../log/contract.ts';
import { readyRedisLog } from '../log/ready-redis-log.ts';
import { openRedisLog } from '../log/redis-log.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import type { Outbox } from '../messages/outbox.ts';
import { openRedisOutbox } from '../messages/redis-outbox.ts';
import { openSqliteOutbox, outboxFileName } from '../messages/sqlite-outbox.ts';
import { openRedisSessions } from '../people/redis-sessions.ts';
import { defaultSessionLimits, type SessionLimits, type Sessions } from '../people/sessions.ts';
import { openSqliteSessions } from '../people/sqlite-sessions.ts';
import { openRedisDoor } from '../redis/client.ts';
import { serverTimeMs } from '../redis/server-time.ts';
import type { StoreChoice } from '../redis/store-choice.ts';

export type Stores = {
  readonly outbox: Outbox;
  readonly log: EventLog;
  readonly sessions: Sessions;
  readonly contacts: ContactStore;
  readonly notes: Notes;
  /** Where hubs count attempts together; null: this hub is alone. */
  readonly counter: SharedCounter | null;
  /** Null: this hub is alone. */
  readonly board: PresenceBoard | null;
  /** The time of the store's server, epoch ms; null: it has no clock of its own. */
  readonly askTime: (() => Promise<number>) | null;
  close(): Promise<void>;
};

const sessionsFileName = 'sessions.sqlite';
const notesFileName = 'notes.sqlite';
/** The same trouble is logged at most this often, ms. */
const quietMs = 10_000;

/** Says each trouble once in a while, not with every try. */
const reporter = (logger: Logger) => {
  let last = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  return (error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    const nowMs = performance.now();
    if (reason === last && nowMs - lastMs < quietMs) return;
    [last, lastMs] = [reason, nowMs];
    logger.warn({ reason }, 'Redis');
  };
};

/**
 * Opens them; they can be used when it resolves. Throws LogFileRefused or LogRefused with the line for the operator.
 * `nowMs` gives epoch milliseconds.
 */
export const openStores = async (
  choice: StoreChoice,
  nowMs: () => number,
  logger: Logger,
  limits: SessionLimits = defaultSessionLimits,
): Promise<Stores> => {
  const { log: address, dataFolder, hubName } = choice;
  if (address.kind === 'sqlite') {
    const log = openSqliteLog(join(dataFolder, logFileName));
    try {
      const contacts = openSqliteContacts(join(dataFolder, contactsFileName));
      const sessions = openSqliteSessions(join(dataFolder, sessionsFileName), nowMs, limits);
      const notes = openSqliteNotes(join(dataFolder, notesFileName), nowMs);
      const outbox = openSqliteOutbox(join(dataFolder, outboxFileName));
      const close = async () => {
        outbox.close();
        notes.close();
        sessions.close();
        await contacts.close();
        await log.close();
      };
      return { log, sessions, contacts, notes, outbox, counter: null, board: null, askTime: null, close };
    } catch (error) {
      await log.close();
      throw error;
    }
  }
  const { prefix } = address;
  const report = reporter(logger);
  const door = openRedisDoor(address, report);
  const log = openRedisLog({ door, prefix, replicas: choice.logReplicas });
  try {
    await readyRedisLog(log, choice.logAcceptsLoss, logger);
  } catch (error) {
    await log.close();
    await door.close();
    throw error;
  }
  const sessions = openRedisSessions(door, prefix, nowMs, limits);
  const notes = openRedisNotes(door, prefix, nowMs);
  const outbox = openRedisOutbox(door, prefix);
  const contacts = openRedisContacts({ door, prefix, replicas: choice.logReplicas, report });
  // Two processes may bear one name, e.g. the old and the new one of an update.
  const board = openRedisBoard({ door, prefix, hub: `${hubName}/${randomBytes(4).toString('hex')}`, report });
  const close = async () => {
    board.close();
    notes.close();
    sessions.close();
    await contacts.close();
    await log.close();
    await door.close();
  };
  const askTime = () => serverTimeMs(door, prefix);
  return { log, sessions, contacts, notes, outbox, counter: { door, prefix }, board, askTime, close };
};

// Opens the event log that the environment names, for tools that work beside the hub: to read only, or to write.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { logFileName } from '../log/backup.ts';
import type { EventLog } from '../log/contract.ts';
import { readyRedisLog } from '../log/ready-redis-log.ts';
import { openRedisLog, type RedisLog } from '../log/redis-log.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { openSqliteReader } from '../log/sqlite-reader.ts';
import type { LogAddress, RedisAddress } from '../redis/address.ts';
import { openRedisDoor } from '../redis/client.ts';
import type { StoreChoice } from '../redis/store-choice.ts';
import type { LogReader } from './export-stream.ts';
import { ArchiveRefused } from './format.ts';

/** A reader that may know of troubles outside of the entries. */
export type CheckedReader = LogReader & { readonly problems?: () => readonly string[] };

/** How long a Redis may take to answer a reader at first, ms. */
const patienceMs = 8_000;

/** The log, and why Redis was last away. */
const connect = (address: RedisAddress, replicas: number): { log: RedisLog; trouble: () => string } => {
  let trouble = '';
  const door = openRedisDoor(address, (error) => {
    trouble = error.message;
  });
  const log = openRedisLog({ door, prefix: address.prefix, replicas });
  const close = async () => {
    await log.close();
    await door.close();
  };
  return { log: { ...log, close }, trouble: () => trouble };
};

const openRedisReader = async (address: RedisAddress): Promise<LogReader> => {
  const { log, trouble } = connect(address, 0);
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    try {
      await log.streams('');
      return log;
    } catch (error) {
      if (error instanceof LogUnavailable && performance.now() < untilMs) {
        await sleep(50);
        continue;
      }
      await log.close();
      throw new ArchiveRefused(`JUNBAN_LOG: Redis cannot be reached: ${trouble()}.`, { cause: error });
    }
  }
};

/** Beside a running hub. Throws ArchiveRefused, LogFileRefused. */
export const openReader = async (place: {
  readonly log: LogAddress;
  readonly dataFolder: string;
}): Promise<CheckedReader> => {
  if (place.log.kind !== 'sqlite') return openRedisReader(place.log);
  const file = join(place.dataFolder, logFileName);
  if (!existsSync(file))
    throw new ArchiveRefused(`There is no event log ${file}; name its folder with --data.`);
  return openSqliteReader(file);
};

/** The SQLite file only while no hub has it open; Redis at any time. Throws LogFileRefused, LogRefused. */
export const openWriter = async (choice: Omit<StoreChoice, 'hubName'>, logger: Logger): Promise<EventLog> => {
  if (choice.log.kind === 'sqlite') return openSqliteLog(join(choice.dataFolder, logFileName));
  const { log } = connect(choice.log, choice.logReplicas);
  try {
    await readyRedisLog(log, choice.logAcceptsLoss, logger);
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
};

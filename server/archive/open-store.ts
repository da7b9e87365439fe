// Opens the store that the environment names, for tools that work beside the hub: to read only, or to write.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logFileName } from '../log/backup.ts';
import { type EventLog, LogUnavailable } from '../log/contract.ts';
import { hidePassword, type RedisAddress, readLogAddress } from '../log/redis/address.ts';
import { openRedisLog } from '../log/redis-log.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { openSqliteReader } from '../log/sqlite-reader.ts';
import type { LogReader } from './export-stream.ts';
import { ArchiveRefused } from './format.ts';

/** `log`: as in JUNBAN_LOG, '' or "sqlite" for the file in the data folder. */
export type StorePlace = { readonly log: string; readonly dataFolder: string };

/** A reader that may know of troubles outside of the entries. */
export type CheckedReader = LogReader & { readonly problems?: () => readonly string[] };

/** How long a Redis may take to answer at first. */
const patienceMs = 8_000;

const openRedis = async (address: RedisAddress, name: string): Promise<EventLog> => {
  let why = '';
  const log = openRedisLog({
    address,
    replicas: 0,
    report: (error) => {
      why = `: ${error.message}`;
    },
  });
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
      throw new ArchiveRefused(`${hidePassword(name)} cannot be reached${why}.`, { cause: error });
    }
  }
};

const addressOf = (place: StorePlace) => {
  const read = readLogAddress(place.log);
  if (!read.ok) throw new ArchiveRefused(`JUNBAN_LOG=${hidePassword(place.log)}: ${read.problem}`);
  return read.value;
};

/** Beside a running hub. Throws ArchiveRefused, LogFileRefused. */
export const openReader = async (place: StorePlace): Promise<CheckedReader> => {
  const address = addressOf(place);
  if (address.kind !== 'sqlite') return openRedis(address, place.log);
  const file = join(place.dataFolder, logFileName);
  if (!existsSync(file))
    throw new ArchiveRefused(`There is no event log ${file}; name its folder with --data.`);
  return openSqliteReader(file);
};

/** The SQLite file only while no hub has it open; Redis at any time. Throws ArchiveRefused, LogFileRefused. */
export const openWriter = async (place: StorePlace): Promise<EventLog> => {
  const address = addressOf(place);
  return address.kind === 'sqlite'
    ? openSqliteLog(join(place.dataFolder, logFileName))
    : openRedis(address, place.log);
};

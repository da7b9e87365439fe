// Opens the vault's store that the environment names, for tools that work beside the hub.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { LogRefused } from '../log/ready-redis-log.ts';
import { LogFileRefused } from '../log/sqlite-file.ts';
import { openRedisDoor } from '../redis/client.ts';
import type { StoreChoice } from '../redis/store-choice.ts';
import { openRedisContacts } from './redis-contacts.ts';
import { contactsFileName, openSqliteContacts } from './sqlite-contacts.ts';
import type { ContactStore } from './store.ts';

/** How long a Redis may take to answer at first, ms. */
const patienceMs = 8_000;

/** Throws LogFileRefused, LogRefused. */
export const openContacts = async (
  choice: Pick<StoreChoice, 'log' | 'dataFolder' | 'logReplicas'>,
): Promise<ContactStore> => {
  const { log: address, dataFolder } = choice;
  if (address.kind === 'sqlite') {
    const file = join(dataFolder, contactsFileName);
    if (!existsSync(file))
      throw new LogFileRefused(`There is no vault ${file}; name its folder with --data.`);
    return openSqliteContacts(file);
  }
  let trouble = '';
  const report = (error: unknown): void => {
    trouble = error instanceof Error ? error.message : String(error);
  };
  const door = openRedisDoor(address, report);
  const store = openRedisContacts({ door, prefix: address.prefix, replicas: choice.logReplicas, report });
  const close = async () => {
    await store.close();
    await door.close();
  };
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    try {
      await store.count();
      return { ...store, close };
    } catch (error) {
      if (error instanceof LogUnavailable && performance.now() < untilMs) {
        await sleep(50);
        continue;
      }
      await close();
      throw new LogRefused(`JUNBAN_LOG: Redis cannot be reached: ${trouble}.`, { cause: error });
    }
  }
};

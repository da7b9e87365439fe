// Hubs on a Redis of their own, for the benchmarks of several hubs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SiteId } from '../../protocol/ids.ts';
import { freePort } from '../support/free-port.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { startRedis } from '../support/redis-server.ts';
import { writeCrowdSettings } from './crowd-settings.ts';

/** The site of the demo settings that the benchmarks use. */
export const site = SiteId.parse('centre');

export type Cluster = { readonly hubs: readonly HubProcess[]; close(): Promise<void> };

export type ClusterOptions = {
  /** Writes the settings to a path, `further` (YAML of top-level fields) at their end; the demo's unless given. */
  readonly settings?: (path: string, further: string) => Promise<void>;
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts so many hubs, which know each other. */
export const startCluster = async (count: number, options: ClusterOptions = {}): Promise<Cluster> => {
  const folder = await mkdtemp(join(tmpdir(), 'junban-bench-'));
  const redis = await startRedis();
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
  const settings = join(folder, 'hubs.yaml');
  const addresses = ports.map((port) => `http://127.0.0.1:${port}`);
  await (options.settings ?? writeCrowdSettings)(settings, `hubs: [${addresses.join(', ')}]`);
  const hubs = await Promise.all(
    ports.map((port, i) =>
      startHub({
        settings,
        port,
        env: { ...options.env, JUNBAN_LOG: redis.url, JUNBAN_HUB: `hub-${i + 1}` },
      }),
    ),
  );
  return {
    hubs,
    close: async () => {
      for (const hub of hubs) await hub.remove();
      await redis.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Opens `count` things, fifty at a time. */
export const inBatches = async <T>(count: number, open: (i: number) => Promise<T>): Promise<T[]> => {
  const opened: T[] = [];
  while (opened.length < count) {
    const from = opened.length;
    const batch = Math.min(50, count - from);
    opened.push(...(await Promise.all(Array.from({ length: batch }, (_, i) => open(from + i)))));
  }
  return opened;
};

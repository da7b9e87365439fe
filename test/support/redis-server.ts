// Real Redis servers from Debian's package, started for tests on free loopback ports: alone, as replica, Sentinel or Cluster.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RedisServer = {
  readonly port: number;
  readonly url: string;
  /** Runs a command with redis-cli and gives what it prints. */
  cli(...args: readonly string[]): string;
  kill(): Promise<void>;
  /** Stops it in its tracks, as a machine that hangs; and lets it go on. */
  hang(): void;
  resume(): void;
  /** Starts it again on the same port and data; resolves when it answers. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
};

/** A port that is free now. */
export const freePort = (below = 65_535): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => (port <= below ? resolve(port) : resolve(freePort(below))));
    });
  });

export const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];

const cli = (port: number, args: readonly string[]): string => {
  const done = spawnSync('redis-cli', ['-p', String(port), ...args], { encoding: 'utf8' });
  return `${done.stdout}${done.stderr}`.trim();
};

const patient = async (what: string, isTrue: () => boolean, ms = 20_000): Promise<void> => {
  const until = performance.now() + ms;
  while (!isTrue()) {
    if (performance.now() > until) throw new Error(`${what}: not within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Starts a server; answering when it resolves. `mode`: "--sentinel" with a configuration file. */
export const startRedis = async (
  args: readonly string[] = durable,
  config: string | null = null,
): Promise<RedisServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'junban-redis-'));
  // A Cluster's bus takes the port plus 10,000.
  const port = await freePort(55_000);
  const file = join(folder, 'redis.conf');
  if (config !== null) writeFileSync(file, config);
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    child = spawn(
      'redis-server',
      [
        ...(config === null ? [] : [file]),
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--dir',
        folder,
        ...args,
      ],
      { stdio: 'ignore' },
    );
    child.on('error', () => {});
    await patient(`redis-server on ${port}`, () => /^(PONG|NOAUTH)/.test(cli(port, ['PING'])));
  };
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    cli: (...command) => cli(port, command),
    kill,
    hang: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    restart: start,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type Watched = {
  /** For JUNBAN_LOG. */
  readonly url: string;
  readonly servers: readonly RedisServer[];
  master(): RedisServer;
  remove(): Promise<void>;
};

/** A master, a replica, and one Sentinel that moves the mastership within about two seconds. */
export const startSentinel = async (): Promise<Watched> => {
  const first = await startRedis();
  const second = await startRedis([...durable, '--replicaof', '127.0.0.1', String(first.port)]);
  const sentinel = await startRedis(
    ['--sentinel'],
    `sentinel monitor town 127.0.0.1 ${first.port} 1\nsentinel down-after-milliseconds town 1000\nsentinel failover-timeout town 3000\n`,
  );
  const servers = [first, second];
  await patient('the replica', () => second.cli('INFO', 'replication').includes('master_link_status:up'));
  await patient(
    'the Sentinel',
    () =>
      /slave0:/.test(first.cli('INFO', 'replication')) &&
      sentinel.cli('SENTINEL', 'replicas', 'town').includes(String(second.port)),
  );
  return {
    url: `redis+sentinel://127.0.0.1:${sentinel.port}/town`,
    servers,
    master: () => {
      const port = Number(sentinel.cli('SENTINEL', 'get-master-addr-by-name', 'town').split('\n')[1]);
      return servers.find((server) => server.port === port) ?? first;
    },
    remove: async () => {
      for (const server of [sentinel, ...servers]) await server.remove();
    },
  };
};

/** Three masters without replicas. */
export const startCluster = async (): Promise<{ readonly url: string; remove(): Promise<void> }> => {
  const servers = await Promise.all(
    [1, 2, 3].map(() =>
      startRedis([...durable, '--cluster-enabled', 'yes', '--cluster-node-timeout', '2000']),
    ),
  );
  const hosts = servers.map(({ port }) => `127.0.0.1:${port}`);
  spawnSync('redis-cli', ['--cluster', 'create', ...hosts, '--cluster-yes']);
  await patient('the Cluster', () =>
    servers.every((server) => server.cli('CLUSTER', 'INFO').includes('cluster_state:ok')),
  );
  return {
    url: `redis+cluster://${hosts.join(',')}`,
    remove: async () => {
      for (const server of servers) await server.remove();
    },
  };
};

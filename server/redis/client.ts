// The line to Redis: one way to send a command whatever stands behind it, with a deadline, and word of its breaks.
import { ClientOfflineError, createClient, createCluster, createSentinel, ErrorReply } from 'redis';
import { LogUnavailable } from '../base/log-unavailable.ts';
import type { RedisAddress } from './address.ts';
import { shaOf } from './script.ts';

export type Reply = string | number | null | readonly Reply[];

export type RedisDoor = {
  /** Sends a command to the master that holds `key`. Throws LogUnavailable when Redis is away, slow or cannot write. */
  send(key: string, args: readonly string[]): Promise<Reply>;
  /** Runs a Lua script, alone and whole, on keys of one tag. */
  eval(script: string, keys: readonly string[], args: readonly string[]): Promise<Reply>;
  /** One sender for each server that takes writes. */
  servers(): Promise<readonly ((args: readonly string[]) => Promise<Reply>)[]>;
  /** Another number whenever the connection behind `send` may be another one than before. */
  epoch(): number;
  /** Calls back with what is said on a channel. Returns a function that ends it. */
  subscribe(channel: string, onMessage: (message: string) => void): () => void;
  /** A connection is there again: what was said meanwhile was not heard. */
  onBack(listener: () => void): void;
  close(): Promise<void>;
};

type Wire = {
  send(key: string, args: readonly string[]): Promise<unknown>;
  servers(): Promise<readonly ((args: readonly string[]) => Promise<unknown>)[]>;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  unsubscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  connect(): Promise<unknown>;
  destroy(): unknown;
};

/** An answer later than this counts as none, ms. */
export const deadlineMs = 2_500;
const connectTimeoutMs = 2_000;
/** Between two attempts to connect: 50 ms, doubling up to this. */
const slowestRetryMs = 1_000;

const socket = {
  connectTimeout: connectTimeoutMs,
  noDelay: true,
  keepAlive: true,
  keepAliveInitialDelay: 5_000,
};
const reconnectStrategy = (tries: number): number => Math.min(50 * 2 ** Math.min(tries, 10), slowestRetryMs);

const openWire = (address: RedisAddress): Wire => {
  const { hosts, tls, database } = address;
  const who = {
    ...(address.username === null ? {} : { username: address.username }),
    ...(address.password === null ? {} : { password: address.password }),
  };
  const line = { ...socket, reconnectStrategy, ...(tls ? { tls: true as const } : {}) };
  // Commands are not kept for later: whoever asked is told at once, and asks again.
  const options = { ...who, disableOfflineQueue: true, socket: line };
  const [first] = hosts;
  if (address.kind === 'cluster') {
    const cluster = createCluster({
      RESP: 2,
      rootNodes: hosts.map((host) => ({ ...who, socket: { ...line, ...host } })),
      defaults: options,
    });
    return Object.assign(cluster, {
      send: (key: string, args: readonly string[]) => cluster.sendCommand(key, false, [...args]),
      servers: async () =>
        (await Promise.all(cluster.masters.map((node) => cluster.nodeClient(node)))).map(
          (client) => (args: readonly string[]) => client.sendCommand([...args]),
        ),
    }) as unknown as Wire;
  }
  if (address.kind === 'sentinel') {
    const sentinel = createSentinel({
      RESP: 2,
      name: address.masterName ?? '',
      sentinelRootNodes: [...hosts],
      nodeClientOptions: { ...options, database },
      sentinelClientOptions: { socket: line },
      scanInterval: 1_000,
      passthroughClientErrorEvents: true,
    });
    return Object.assign(sentinel, {
      send: (_key: string, args: readonly string[]) => sentinel.sendCommand(false, [...args]),
      servers: async () => [(args: readonly string[]) => sentinel.sendCommand(false, [...args])],
    }) as unknown as Wire;
  }
  const client = createClient({ ...options, RESP: 2, database, socket: { ...line, ...first } });
  return Object.assign(client, {
    send: (_key: string, args: readonly string[]) => client.sendCommand([...args]),
    servers: async () => [(args: readonly string[]) => client.sendCommand([...args])],
  }) as unknown as Wire;
};

/** Replies that blame the asker, not the store. */
const ours = /^(?:ERR (?!.*(?:max number of clients|DISABLE|failover))|WRONGTYPE|CROSSSLOT|NOSCRIPT)/;

/** Opens the line; it connects by itself, for ever. `report` hears of breaks, for the log. */
export const openRedisDoor = (address: RedisAddress, report: (error: Error) => void): RedisDoor => {
  const listeners = new Set<() => void>();
  /** Per channel who listens, and the one function that Redis calls for all of them. */
  type Channel = {
    readonly listeners: Set<(message: string) => void>;
    readonly say: (message: string) => void;
  };
  const channels = new Map<string, Channel>();
  let epoch = 0;
  let closed = false;

  const channelOf = (name: string): Channel => {
    const known = channels.get(name);
    if (known !== undefined) return known;
    const listeners: Channel['listeners'] = new Set();
    const say = (message: string): void => {
      for (const listener of [...listeners]) listener(message);
    };
    const channel = { listeners, say };
    channels.set(name, channel);
    return channel;
  };

  const back = (): void => {
    epoch += 1;
    for (const listener of listeners) listener();
  };
  const open = (forWhat: 'commands' | 'news'): Wire => {
    const wire = openWire(address);
    wire.on('error', (error) => {
      epoch += 1;
      if (!closed) report(error instanceof Error ? error : new Error(String(error)));
    });
    for (const event of ['ready', 'node-ready', 'topology-change']) wire.on(event, back);
    wire.connect().then(
      () => {
        if (forWhat === 'news') for (const name of channels.keys()) void follow(wire, name);
        back();
      },
      (error: unknown) => {
        // A Cluster or its Sentinels that cannot be found at first are looked for again.
        if (!closed) setTimeout(() => renew(forWhat, wire), slowestRetryMs).unref();
        report(error instanceof Error ? error : new Error(String(error)));
      },
    );
    return wire;
  };
  const follow = async (wire: Wire, channel: string): Promise<void> => {
    try {
      await wire.subscribe(channel, channelOf(channel).say);
    } catch (error) {
      // Followers look for themselves too, only less soon.
      report(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const renew = (forWhat: 'commands' | 'news', wire: Wire): void => {
    if (closed) return;
    if (forWhat === 'commands' && wire !== commands) return;
    if (forWhat === 'news' && wire !== news) return;
    discard(wire);
    epoch += 1;
    if (forWhat === 'commands') commands = open('commands');
    else news = open('news');
  };
  const discard = (wire: Wire): void => {
    try {
      wire.destroy();
    } catch {
      // It was closed already.
    }
  };

  let commands = open('commands');
  let news = open('news');

  const inTime = <T>(work: Promise<T>, wire: Wire): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(
          new LogUnavailable(`Redis did not answer within ${deadlineMs} ms.`, { mayHaveHappened: true }),
        );
        // It may hang behind a dead line for a quarter of an hour: a new one finds out at once.
        renew('commands', wire);
      }, deadlineMs);
      work.then(resolve, reject).finally(() => clearTimeout(timer));
    });

  const ask = async <T>(work: (wire: Wire) => Promise<T>): Promise<T> => {
    if (closed) throw new LogUnavailable('The event log is closed.');
    const wire = commands;
    try {
      return await inTime(work(wire), wire);
    } catch (error) {
      if (error instanceof LogUnavailable) throw error;
      const message = error instanceof Error ? error.message : String(error);
      if (ours.test(message)) throw error;
      // A reply says no; a client without a line has sent nothing. Anything else broke off on the way.
      const never = error instanceof ErrorReply || error instanceof ClientOfflineError;
      throw new LogUnavailable(`Redis: ${message}`, { cause: error, mayHaveHappened: !never });
    }
  };

  const send: RedisDoor['send'] = (key, args) => ask((wire) => wire.send(key, args) as Promise<Reply>);

  return {
    send,
    eval: async (script, keys, args) => {
      const first = keys[0] ?? '';
      const rest = [String(keys.length), ...keys, ...args];
      try {
        return await send(first, ['EVALSHA', shaOf(script), ...rest]);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
        return send(first, ['EVAL', script, ...rest]);
      }
    },
    servers: async () =>
      (await ask((wire) => wire.servers())).map((send) => (args) => ask(() => send(args) as Promise<Reply>)),
    epoch: () => epoch,
    subscribe: (name, onMessage) => {
      const channel = channelOf(name);
      const own = (message: string) => onMessage(message);
      channel.listeners.add(own);
      if (channel.listeners.size === 1) void follow(news, name);
      return () => {
        channel.listeners.delete(own);
        if (channel.listeners.size > 0 || channels.get(name) !== channel) return;
        channels.delete(name);
        void news.unsubscribe(name, channel.say).catch(() => {});
      };
    },
    onBack: (listener) => {
      listeners.add(listener);
    },
    close: async () => {
      closed = true;
      for (const wire of [commands, news]) discard(wire);
    },
  };
};

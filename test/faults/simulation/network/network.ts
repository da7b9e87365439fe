// Hosts, the balancer before them, and every connection that stands: what faults act upon.
import type { Life } from '../machine/scheduler.ts';
import type { Sim } from '../sim.ts';
import type { Connection } from './socket-server.ts';
import { delayOf, openWire, type Wire } from './wire.ts';

/** What listens at a host: a hub's doors. */
export type Listener = {
  readonly life: Life;
  /** A connection has come in; the doors are in `namespaces`, see socket-server.ts. */
  accept(namespace: string, hello: Hello, wire: Wire, reply: Reply): Connection | null;
  /** A command posted over HTTP, with its actor. */
  post(body: unknown, actor: string): Promise<unknown>;
};
export type Hello = { readonly auth: unknown; readonly headers: Record<string, string> };
/** How the server speaks to the client's socket. */
export type Reply = {
  connected(): void;
  refused(message: string, data: unknown): void;
  event(name: string, args: readonly unknown[]): void;
  answer(id: number, json: string): void;
  goodbye(): void;
};

export type Host = {
  readonly name: string;
  /** Null while no process listens there. */
  listener: Listener | null;
  /** False: packets to and from it vanish. */
  reachable: boolean;
};

export type Network = {
  readonly hosts: readonly Host[];
  /** Connections that stand. */
  wires(): readonly Wire[];
  /** The host of an address: its own name, or one that the balancer picks for this client. */
  hostFor(address: string, client: string): Host;
  /** Tries to connect: `fails` is called when nobody listens; nothing when packets vanish. */
  dial(
    client: Life,
    host: Host,
    connected: (wire: Wire, listener: Listener) => void,
    fails: () => void,
  ): void;
  /** Posts once; null when no answer comes. */
  post(client: Life, host: Host, body: unknown, actor: string, timeoutMs: number): Promise<unknown>;
  /** Cuts every connection of a life that has ended, or of a host that packets do not reach any more. */
  cutAll(host: Host, how: 'ended' | 'vanished'): void;
  /** Pulls a client's cable, or puts it back. */
  isolate(client: string, alone: boolean): void;
};

/** A pulled cable is noticed by the heartbeat; after healing at once, because then a reset comes back. */
const heartbeatMs = [1_000, 18_000] as const;

/** `onDuplicate` hears of a posted command that a proxy will send once more, by itself. */
export const createNetwork = (
  sim: Sim,
  names: readonly string[],
  onDuplicate: (body: unknown) => void,
): Network => {
  const { scheduler, chance } = sim;
  const hosts = names.map((name): Host => ({ name, listener: null, reachable: true }));
  const standing = new Set<Wire>();
  const preferred = new Map<string, Host>();
  const alone = new Set<string>();
  const alive = (host: Host): boolean => host.listener !== null && host.reachable;

  const wires = (): readonly Wire[] => {
    for (const wire of standing) if (!wire.isOpen()) standing.delete(wire);
    return [...standing];
  };
  const connect = (client: Life, server: Life): Wire => {
    const wire = openWire(sim, client, server);
    standing.add(wire);
    return wire;
  };
  const hostOf = (life: Life): Host | undefined => hosts.find((host) => host.listener?.life === life);

  return {
    hosts,
    wires,
    hostFor: (address, client) => {
      const named = hosts.find((host) => address.includes(`//${host.name}:`));
      if (named !== undefined) return named;
      const last = preferred.get(client) ?? chance.pick(hosts);
      // The balancer notices a dead host by its health checks: nearly always in time.
      const choice =
        alive(last) || chance.happens(0.15) ? last : chance.pick(hosts.filter(alive).concat(hosts));
      if (choice !== last) sim.count('client moved to another hub');
      preferred.set(client, choice);
      return choice;
    },
    dial: (client, host, connected, fails) => {
      if (!host.reachable || alone.has(client.name)) return;
      scheduler.after(delayOf(sim), sim.outside, () => {
        const { listener } = host;
        if (!host.reachable) return;
        if (listener === null || !listener.life.alive) scheduler.after(delayOf(sim), client, fails);
        else connected(connect(client, listener.life), listener);
      });
    },
    post: (client, host, body, actor, timeoutMs) =>
      new Promise((resolve) => {
        const cancel = scheduler.after(timeoutMs, client, () => resolve(null));
        const settle = (answer: unknown): void => {
          cancel();
          resolve(answer);
        };
        const dial = (mayAnswer: boolean): void => {
          if (!host.reachable) return;
          scheduler.after(delayOf(sim), sim.outside, () => {
            const { listener } = host;
            if (listener === null || !host.reachable) {
              if (mayAnswer) scheduler.after(delayOf(sim), client, () => settle(null));
              return;
            }
            const wire = connect(client, listener.life);
            wire.onLost('client', () => mayAnswer && settle(null));
            wire.send('client', () => {
              void listener.post(body, actor).then((answer) =>
                wire.send('server', () => {
                  wire.cut('done', { client: null, server: null });
                  if (mayAnswer) settle(answer);
                }),
              );
            });
          });
        };
        dial(true);
        if (sim.stormy && chance.happens(0.1)) {
          sim.count('fault: request duplicated by a proxy');
          onDuplicate(body);
          scheduler.after(chance.between(0, 400), sim.outside, () => dial(false));
        }
      }),
    isolate: (client, isAlone) => {
      if (!isAlone) return void alone.delete(client);
      alone.add(client);
      for (const wire of wires())
        if (wire.client.name === client)
          wire.cut('ping timeout', {
            client: chance.between(...heartbeatMs),
            server: chance.between(...heartbeatMs),
          });
    },
    cutAll: (host, how) => {
      const life = host.listener?.life;
      for (const wire of wires()) {
        if (wire.server !== life || hostOf(wire.server) !== host) continue;
        // A process that ends is told of by its machine; a machine that vanishes only by its silence.
        if (how === 'ended') wire.cut('transport close', { client: delayOf(sim), server: null });
        else {
          wire.cut('ping timeout', {
            client: chance.between(...heartbeatMs),
            server: chance.between(...heartbeatMs),
          });
        }
      }
    },
  };
};

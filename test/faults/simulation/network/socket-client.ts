// A stand-in for Socket.IO's client socket on a simulated network: same events, same acknowledgements, same coming back.
import { EventEmitter } from 'node:events';
import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client';
import type { Life } from '../machine/scheduler.ts';
import type { Sim } from '../sim.ts';
import type { Hello, Network, Reply } from './network.ts';
import type { Connection } from './socket-server.ts';
import type { Wire } from './wire.ts';

type Options = Partial<ManagerOptions & SocketOptions>;
export type OpenSocket = (address: string, options: Options) => Socket;

/** Hears of every command a client sends and of the answer it gets; null: none came. */
export type CommandWatch = {
  sent(client: Life, request: unknown): void;
  answered(client: Life, request: unknown, answer: unknown): void;
};

type Ack = { settle(error: Error | null, json: string): void };

/** How a process opens sockets; `headers` are the browser's. */
export const socketsFor = (
  sim: Sim,
  network: Network,
  life: Life,
  watch: CommandWatch,
  headers: Record<string, string> = {},
): OpenSocket => {
  const { scheduler, chance } = sim;
  return (address, options) => {
    const events = new EventEmitter();
    const namespace = `/${address.split('/').at(-1) ?? ''}`;
    const { reconnection = true, timeout: connectTimeoutMs = 20_000 } = options;
    const [firstDelayMs, lastDelayMs] = [
      options.reconnectionDelay ?? 1_000,
      options.reconnectionDelayMax ?? 5_000,
    ];
    const acks = new Map<number, Ack>();
    const anyListeners = new Set<() => void>();
    let wire: Wire | null = null;
    let connection: Connection | null = null;
    let connected = false;
    /** Wants to be connected, by itself again and again when `reconnection` says so. */
    let active = false;
    let tries = 0;
    let ids = 0;
    let cancelTimer = () => {};

    const emit = (name: string, ...args: unknown[]): void => void events.emit(name, ...args);
    const later = (): void => {
      if (!active || !reconnection) return;
      const ms = Math.min(lastDelayMs, firstDelayMs * 2 ** Math.min(tries, 8)) * chance.between(0.5, 1.5);
      tries += 1;
      cancelTimer = scheduler.after(ms, life, dial);
    };
    const failed = (error: Error): void => {
      cancelTimer();
      if (!reconnection) active = false;
      emit('connect_error', error);
      later();
    };
    const ended = (reason: string): void => {
      const was = connected;
      [connected, wire, connection] = [false, null, null];
      if (reason.startsWith('io ')) active = false;
      if (was) {
        sim.note(`disconnected: ${reason}`);
        emit('disconnect', reason);
        for (const ack of [...acks.values()]) ack.settle(new Error('socket has been disconnected'), '');
      }
      acks.clear();
      if (!reason.startsWith('io ')) later();
    };

    const replyOn = (own: Wire, host: string): Reply => {
      const arrive = (act: () => void): void => own.send('server', () => wire === own && act());
      return {
        connected: () =>
          arrive(() => {
            cancelTimer();
            [connected, tries] = [true, 0];
            sim.note(`connected to ${host}`);
            emit('connect');
          }),
        refused: (message, data) =>
          arrive(() => {
            own.cut('refused', { client: null, server: null });
            [wire, active] = [null, false];
            cancelTimer();
            emit('connect_error', Object.assign(new Error(message), { data }));
          }),
        event: (name, args) =>
          arrive(() => {
            for (const listener of anyListeners) listener();
            emit(name, ...args);
          }),
        answer: (id, json) => arrive(() => acks.get(id)?.settle(null, json)),
        goodbye: () =>
          arrive(() => {
            own.cut('goodbye', { client: null, server: null });
            ended('io server disconnect');
          }),
      };
    };

    const dial = (): void => {
      active = true;
      const host = network.hostFor(address, life.name);
      let answered = false;
      cancelTimer = scheduler.after(connectTimeoutMs, life, () => {
        wire?.cut('timeout', { client: null, server: 100 });
        wire = null;
        answered = true;
        failed(new Error('timeout'));
      });
      network.dial(
        life,
        host,
        (made, listener) => {
          if (answered || !active || wire !== null) return made.cut('late', { client: null, server: null });
          wire = made;
          made.onLost('client', (reason) => {
            if (wire !== made) return;
            if (connected) return ended(reason);
            wire = null;
            failed(new Error('websocket error'));
          });
          const hello: Hello = { auth: JSON.parse(JSON.stringify(options.auth ?? {})), headers };
          made.send('client', () => {
            connection = listener.accept(namespace, hello, made, replyOn(made, host.name));
          });
        },
        () => !answered && active && failed(new Error('websocket error')),
      );
    };

    const send = (name: string, args: readonly unknown[], id: number | null): void => {
      if (!connected || wire === null) throw new Error(`${life.name} sends ${name} without a connection`);
      const json = JSON.stringify(args);
      wire.send('client', () => connection?.receive(name, JSON.parse(json) as unknown[], id));
    };
    const withAck = (name: string, args: readonly unknown[], timeoutMs: number): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const id = ids++;
        if (name === 'command') watch.sent(life, args[0]);
        const settle: Ack['settle'] = (error, json) => {
          cancel();
          acks.delete(id);
          const answer: unknown = error === null ? JSON.parse(json) : null;
          if (name === 'command') watch.answered(life, args[0], answer);
          if (error === null) resolve(answer);
          else reject(error);
        };
        const cancel = scheduler.after(timeoutMs, life, () =>
          settle(new Error('operation has timed out'), ''),
        );
        acks.set(id, { settle });
        send(name, args, id);
      });

    const leave = (): void => {
      active = false;
      cancelTimer();
      wire?.cut('client namespace disconnect', { client: null, server: 5 });
      if (connected) ended('io client disconnect');
      wire = null;
    };
    const socket = {
      get connected() {
        return connected;
      },
      get active() {
        return active;
      },
      io: { engine: { close: () => breakOff() } },
      on: (name: string, listener: (...args: unknown[]) => void) => void events.on(name, listener),
      onAny: (listener: () => void) => void anyListeners.add(listener),
      off: (name?: string, listener?: (...args: unknown[]) => void) =>
        void (name === undefined || listener === undefined
          ? events.removeAllListeners(name)
          : events.off(name, listener)),
      removeAllListeners: () => void events.removeAllListeners(),
      emit: (name: string, ...args: unknown[]) => send(name, args, null),
      timeout: (ms: number) => ({
        emitWithAck: (name: string, ...args: unknown[]) => withAck(name, args, ms),
      }),
      connect: () => {
        if (!active) dial();
      },
      disconnect: leave,
    };
    const breakOff = (): void => {
      if (wire === null) return;
      wire.cut('transport close', { client: null, server: chance.between(5, 500) });
      ended('forced close');
    };
    dial();
    return socket as unknown as Socket;
  };
};

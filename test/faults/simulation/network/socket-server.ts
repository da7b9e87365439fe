// A stand-in for Socket.IO's namespaces, so that the hub's own doors stand on a simulated network.
import type { Namespace } from 'socket.io';
import type { Sim } from '../sim.ts';
import type { Hello, Reply } from './network.ts';
import type { Wire } from './wire.ts';

/** The server's end of one connection. */
export type Connection = { receive(name: string, args: readonly unknown[], id: number | null): void };

export type DoorServer = {
  of(name: string): Namespace;
  accept(namespace: string, hello: Hello, wire: Wire, reply: Reply): Connection | null;
};

type Listener = (...args: unknown[]) => void;
type Member = {
  readonly rooms: Set<string>;
  send(event: string, args: readonly unknown[]): void;
  writable(): boolean;
  leave(): void;
};

const lineOf = (sim: Sim, wire: Wire) => {
  const writable = (): boolean => sim.scheduler.now() >= wire.slowUntilMs;
  const whenWritable = (listener: () => void): void => {
    sim.scheduler.at(Math.max(wire.slowUntilMs, sim.scheduler.now()), wire.server, () => {
      if (!wire.isOpen()) return;
      if (writable()) listener();
      else whenWritable(listener);
    });
  };
  return {
    transport: {
      get writable() {
        return writable();
      },
    },
    once: (_event: 'drain', listener: () => void) => whenWritable(listener),
  };
};

/** `onSent` hears of each event before it leaves. */
export const createDoorServer = (
  sim: Sim,
  onSent: (event: string, args: readonly unknown[]) => void,
): DoorServer => {
  const namespaces = new Map<string, ReturnType<typeof createNamespace>>();
  let ids = 0;
  /** As it comes out at the other end. Views are built anew for every change and changed by nobody, so that most days share them. */
  const copy = (args: readonly unknown[]): readonly unknown[] =>
    sim.strict ? JSON.parse(JSON.stringify(args)) : args;

  const createNamespace = () => {
    const uses: ((socket: unknown, next: (error?: Error & { data?: unknown }) => void) => void)[] = [];
    const onConnection: Listener[] = [];
    const members = new Map<string, Member>();

    const emitTo = (
      chosen: (member: Member, id: string) => boolean,
      event: string,
      args: readonly unknown[],
    ) => {
      onSent(event, args);
      for (const [id, member] of members) if (chosen(member, id)) member.send(event, copy(args));
    };
    const toRoom = (room: string, except: readonly string[] = []) => ({
      except: (ids: readonly string[]) => toRoom(room, ids),
      emit: (event: string, ...args: unknown[]) =>
        emitTo((member, id) => member.rooms.has(room) && !except.includes(id), event, args),
      disconnectSockets: () => {
        for (const member of [...members.values()]) if (member.rooms.has(room)) member.leave();
      },
    });

    const enter = (hello: Hello, wire: Wire, reply: Reply): Connection => {
      const id = `socket-${ids++}`;
      const listeners = new Map<string, Listener[]>();
      const gates: ((event: readonly unknown[], next: (error?: Error) => void) => void)[] = [];
      let gone = false;
      const hear = (name: string, args: readonly unknown[]): void => {
        const pass = (place: number): void => {
          const gate = gates[place];
          if (gate === undefined) for (const listener of listeners.get(name) ?? []) listener(...args);
          else gate([name, ...args], (error) => error === undefined && pass(place + 1));
        };
        pass(0);
      };
      const end = (reason: string): void => {
        if (gone) return;
        gone = true;
        members.delete(id);
        for (const listener of listeners.get('disconnect') ?? []) listener(reason);
      };
      const conn = lineOf(sim, wire);
      const member: Member = {
        rooms: new Set(),
        writable: () => conn.transport.writable,
        send: reply.event,
        leave: () => {
          reply.goodbye();
          end('server namespace disconnect');
        },
      };
      const socket = {
        id,
        handshake: hello,
        request: { headers: hello.headers, socket: { remoteAddress: '127.0.0.1' } },
        data: {},
        conn,
        join: (room: string) => void member.rooms.add(room),
        emit: (event: string, ...args: unknown[]) => {
          onSent(event, args);
          reply.event(event, copy(args));
        },
        on: (name: string, listener: Listener) =>
          void listeners.set(name, [...(listeners.get(name) ?? []), listener]),
        use: (gate: (typeof gates)[number]) => void gates.push(gate),
        disconnect: () => member.leave(),
      };
      wire.onLost('server', end);
      const admit = (place: number): void => {
        const use = uses[place];
        if (use !== undefined) {
          use(socket, (error) => {
            if (error === undefined) admit(place + 1);
            else reply.refused(error.message, error.data);
          });
          return;
        }
        members.set(id, member);
        reply.connected();
        for (const listener of onConnection) listener(socket);
      };
      admit(0);
      return {
        receive: (name, args, ack) => {
          if (gone) return;
          if (ack === null) return hear(name, args);
          hear(name, [...args, (answer: unknown) => reply.answer(ack, JSON.stringify(answer ?? null))]);
        },
      };
    };

    const namespace = {
      use: (use: (typeof uses)[number]) => void uses.push(use),
      on: (_name: string, listener: Listener) => void onConnection.push(listener),
      to: (room: string) => toRoom(room),
      in: (room: string) => toRoom(room),
      volatile: {
        emit: (event: string, ...args: unknown[]) => emitTo((member) => member.writable(), event, args),
      },
      disconnectSockets: () => {
        for (const member of [...members.values()]) member.leave();
      },
    };
    return { enter, namespace: namespace as unknown as Namespace };
  };

  const find = (name: string) => {
    const found = namespaces.get(name) ?? createNamespace();
    namespaces.set(name, found);
    return found;
  };
  return {
    of: (name) => find(name).namespace,
    accept: (name, hello, wire, reply) => namespaces.get(name)?.enter(hello, wire, reply) ?? null,
  };
};

// Every Socket.IO connection on its arrival: counted by address, watched, gated, and cut when it names no door in time.
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { OwnHosts } from '../access/own-hosts.ts';
import { comesFromOurs } from '../access/same-origin.ts';
import type { Addresses } from '../base/addresses.ts';
import type { LimitBook } from '../base/limit-book.ts';
import { createCounts } from '../ingress/counts.ts';
import type { WaitingBytes } from '../ingress/waiting-bytes.ts';
import { cutConnection, type EngineConnection, watchConnection } from './engine-connection.ts';
import { createMessageGate, type MessageGate } from './message-gate.ts';

export type SocketConnections = {
  /** Why a handshake is refused; null: there is room. */
  admit(request: IncomingMessage): Refusal | null;
  /** To be called with every new connection. */
  arrived(connection: EngineConnection): void;
  /** The gate of a socket's connection, which from now on counts as having said hello. */
  gateOf(socket: Pick<Socket, 'conn'>): MessageGate;
};

const open: MessageGate = { refusal: () => null };

/** Starts with nobody connected. */
export const createSocketConnections = (parts: {
  readonly book: LimitBook;
  readonly addresses: Addresses;
  /** Origins of all hubs: pages of one may come to another. */
  readonly hubs?: readonly string[];
  /** Whether a name leads here by the settings’ will; any unless given. */
  readonly ownHosts?: OwnHosts;
  readonly waiting: WaitingBytes;
}): SocketConnections => {
  const { book, addresses, waiting, hubs = [], ownHosts = () => true } = parts;
  const held = createCounts();
  const known = new WeakMap<
    EngineConnection,
    { readonly gate: MessageGate; readonly helloTimer: NodeJS.Timeout }
  >();
  book.showFill('sockets', held.total);

  return {
    admit: (request) => {
      const host = addresses.forwardedHost(request) ?? request.headers.host;
      if (!ownHosts(host)) return refuse('foreignHost', { host: (host ?? '').slice(0, 100) });
      if (!comesFromOurs(request, hubs, addresses.forwardedHost(request))) return refuse('foreignOrigin');
      if (held.total() >= book.of.sockets) return book.refuse('sockets');
      const here = held.of(addresses.ofRequest(request));
      return here >= book.of.socketsPerAddress ? book.refuse('socketsPerAddress') : null;
    },
    arrived: (connection) => {
      const leave = held.add(addresses.ofRequest(connection.request));
      const cut = () => cutConnection(connection);
      const gate = createMessageGate(connection, book, cut);
      const helloTimer = setTimeout(() => {
        book.reached('helloSeconds');
        cut();
      }, book.of.helloSeconds * 1_000);
      known.set(connection, { gate, helloTimer });
      watchConnection(connection, waiting);
      connection.once('close', (_reason: string, error?: unknown) => {
        leave();
        clearTimeout(helloTimer);
        if (String(error).includes('Max payload size exceeded')) book.reached('messageBytes');
      });
    },
    gateOf: (socket) => {
      const entry = known.get(socket.conn);
      clearTimeout(entry?.helloTimer);
      return entry?.gate ?? open;
    },
  };
};

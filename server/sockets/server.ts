// The Socket.IO server with its four doors, its limits, and the watch over every site's changes.
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { doors } from '../../protocol/wire.ts';
import type { OwnHosts } from '../access/own-hosts.ts';
import type { AdmitSocket } from '../ingress/requests.ts';
import type { WaitingBytes } from '../ingress/waiting-bytes.ts';
import { createSocketConnections } from './connections.ts';
import type { DoorParts } from './dependencies.ts';
import { openDoors } from './doors.ts';
import type { EngineConnection } from './engine-connection.ts';

export type SocketsParts = Omit<DoorParts, 'gateOf'> & {
  readonly waiting: WaitingBytes;
  /** Origins of all hubs: pages of one may come to another. */
  readonly hubs?: readonly string[];
  readonly ownHosts?: OwnHosts;
};

export type Sockets = {
  /** Asked before a handshake reaches Socket.IO, which has no way to say why it refuses. */
  readonly admit: AdmitSocket;
  /** Says goodbye to every client; the HTTP server is left to whoever made it. */
  close(): Promise<void>;
};

/** Opens walls, consoles and devices on an HTTP server. */
export const openSockets = (http: HttpServer, given: SocketsParts): Sockets => {
  const { book, hubs = [] } = given;
  const connections = createSocketConnections(given);
  const parts: DoorParts = { ...given, gateOf: connections.gateOf };

  const io = new Server(http, {
    serveClient: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: book.of.messageBytes,
    // A pulled cable is seen within pingInterval + pingTimeout.
    pingInterval: 10_000,
    pingTimeout: 8_000,
    // Ours comes first and is counted; this one is only there when a connection escapes it.
    connectTimeout: (book.of.helloSeconds + 5) * 1_000,
    ...(hubs.length === 0 ? {} : { cors: { origin: [...hubs], credentials: true } }),
    // Views are small and many: compressing each costs more time than the wire.
    perMessageDeflate: false,
    httpCompression: false,
    // The request of a handshake is counted and refused before it comes here.
    destroyUpgrade: false,
  });
  io.engine.on('connection', (connection: EngineConnection) => connections.arrived(connection));
  // Nobody has business in the root namespace, and a socket there would wait for nothing.
  io.use((_socket, next) => next(new Error(`Connect to ${Object.values(doors).join(', ')}.`)));

  const opened = openDoors(io, { ...parts, oneOfSeveral: hubs.length > 1 });

  return {
    admit: connections.admit,
    close: async () => {
      opened.close();
      // The engine only: Socket.IO's own close would also close the HTTP server.
      io.engine.close();
    },
  };
};

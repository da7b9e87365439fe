// The Socket.IO server with its three doors, its limits, and the watch over every site's changes.
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import { doors } from '../../protocol/wire.ts';
import { openDoors } from './doors.ts';
import type { DoorParts } from './parts.ts';

/** Largest message taken from a client, bytes. */
export const largestMessage = 64 * 1024;

export type SocketsOptions = {
  /** Connections one address may hold; generous, because a proxy makes all of a town one address. */
  readonly mostPerAddress?: number;
};

export type Sockets = {
  /** Says goodbye to every client; the HTTP server is left to whoever made it. */
  close(): Promise<void>;
};

/** Opens walls, consoles and devices on an HTTP server. */
export const openSockets = (http: HttpServer, parts: DoorParts, options: SocketsOptions = {}): Sockets => {
  const { mostPerAddress = 10_000 } = options;
  const perAddress = new Map<string, number>();
  const addressOf = (request: IncomingMessage): string => request.socket.remoteAddress ?? 'unknown';

  const io = new Server(http, {
    serveClient: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: largestMessage,
    // A pulled cable is seen within pingInterval + pingTimeout.
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
    // Views are small and many: compressing each costs more time than the wire.
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, decide) => {
      const held = perAddress.get(addressOf(request)) ?? 0;
      // A request with a sid belongs to a connection that is counted already.
      const known = request.url?.includes('sid=') ?? false;
      if (known || held < mostPerAddress) decide(null, true);
      else decide(`tooManyConnections: limit ${mostPerAddress}`, false);
    },
  });

  io.engine.on(
    'connection',
    (connection: { request: IncomingMessage; on: (e: 'close', f: () => void) => void }) => {
      const address = addressOf(connection.request);
      perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
      connection.on('close', () => {
        const left = (perAddress.get(address) ?? 1) - 1;
        if (left > 0) perAddress.set(address, left);
        else perAddress.delete(address);
      });
    },
  );
  // Nobody has business in the root namespace, and a socket there would wait for nothing.
  io.use((_socket, next) => next(new Error(`Connect to ${Object.values(doors).join(', ')}.`)));

  const opened = openDoors(io, parts);

  return {
    close: async () => {
      opened.close();
      // The engine only: Socket.IO's own close would also close the HTTP server.
      io.engine.close();
    },
  };
};

// One Engine.IO connection as the limits see it: what waits to be sent, and how it is ended at once.
import type { Socket } from 'socket.io';
import type { WaitingBytes } from '../ingress/waiting-bytes.ts';

/** The line below Socket.IO's sockets: a websocket, or a chain of polls. */
export type EngineConnection = Socket['conn'];

/** Ends it without waiting for a client that may not read: a closing handshake would hold its memory. */
export const cutConnection = (connection: EngineConnection): void => {
  const { socket } = connection.transport as { readonly socket?: { terminate?(): void } };
  socket?.terminate?.();
  connection.close(true);
};

/** The TCP connection below a websocket; polls come on any. */
const tcpOf = (connection: EngineConnection): object | undefined =>
  (connection.transport as { readonly socket?: { readonly _socket?: object } }).socket?._socket;

type Packet = { readonly data?: unknown };

const sizeOf = ({ data }: Packet): number =>
  typeof data === 'string' ? data.length : data instanceof Uint8Array ? data.byteLength : 0;

/**
 * Watches what Engine.IO holds back because the last batch has not left, or no poll asks for it.
 * What has reached the TCP connection is counted there.
 */
export const watchConnection = (connection: EngineConnection, waiting: WaitingBytes): void => {
  let bytes = 0;
  let batches = 0;
  connection.on('packetCreate', (packet: Packet) => {
    bytes += sizeOf(packet);
  });
  connection.on('flush', () => {
    bytes = 0;
    batches += 1;
  });
  const unwatch = waiting.watch({
    name: connection.remoteAddress,
    line: () => tcpOf(connection) ?? connection,
    waiting: () => bytes,
    taken: () => batches,
    cut: () => cutConnection(connection),
  });
  connection.once('close', unwatch);
};

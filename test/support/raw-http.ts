// A bare TCP client for tests: writes bytes as they are, keeps what came back, may stop reading.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type RawLine = {
  readonly socket: Socket;
  /** Everything heard so far, one character per byte. */
  heard(): string;
  closed(): boolean;
};

/** Connects to a port of this machine. */
export const openRaw = async (port: number): Promise<RawLine> => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let heard = '';
  let closed = false;
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
  });
  await once(socket, 'connect');
  return { socket, heard: () => heard, closed: () => closed };
};

/** The request that turns a connection into a websocket of the hub. */
export const websocketRequest =
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

/** A websocket frame as a client sends it; `head` is the first byte: FIN and opcode. */
export const frameOf = (data: Buffer | string, head = 0x81): Buffer => {
  const payload = Buffer.from(data);
  const mask = Buffer.from([1, 2, 3, 4]);
  const length = payload.length;
  const size =
    length < 126
      ? Buffer.from([0x80 | length])
      : length < 65_536
        ? Buffer.from([0x80 | 126, length >> 8, length & 255])
        : Buffer.concat([Buffer.from([0x80 | 127, 0, 0, 0, 0]), uint32(length)]);
  const masked = Buffer.from(payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
  return Buffer.concat([Buffer.from([head]), size, mask, masked]);
};

const uint32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
};

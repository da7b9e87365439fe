// A wall's Socket.IO connection without the library, on a bare TCP socket: thousands in one process leave the cores to the hub.
import { connect, type Socket } from 'node:net';
import type { LineSocket } from '../../protocol/hub-line.ts';
import { doors } from '../../protocol/wire.ts';

type Listener = (...args: unknown[]) => void;
export type LightSocket = LineSocket & { on(event: string, listener: Listener): void };

/** A short text as one masked frame; the mask is zero, which leaves the text as it is. */
const frameOf = (text: string): Buffer => {
  const body = Buffer.from(text);
  const long = body.length > 125;
  const head = long ? [0x81, 0x80 | 126, body.length >> 8, body.length & 255] : [0x81, 0x80 | body.length];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]);
};

/** Where the payload of the frame at the start lies; null: it has not come whole. Longer than 65,535 bytes is not expected. */
const firstFrame = (data: Buffer): { readonly from: number; readonly to: number } | null => {
  if (data.length < 4) return null;
  const short = (data[1] ?? 0) & 127;
  if (short === 127) throw new Error('a frame of more than 65,535 bytes');
  const from = short === 126 ? 4 : 2;
  const to = from + (short === 126 ? data.readUInt16BE(2) : short);
  return data.length < to ? null : { from, to };
};

/** Connects to the wall door at `address`; says `connect`, `view`, `disconnect` and `connect_error` as Socket.IO's client does. */
export const openLightSocket = (address: string, auth: object, timeoutMs: number): LightSocket => {
  const { hostname, port, host } = new URL(address);
  const listeners = new Map<string, Listener>();
  const acks = new Map<number, () => void>();
  let any = () => {};
  let [connected, over, ids] = [false, false, 0];
  let data: Buffer = Buffer.alloc(0);
  let upgraded = false;
  const emit = (event: string, ...args: unknown[]) => listeners.get(event)?.(...args);
  const end = (reason: string): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    tcp.destroy();
    const was = connected;
    connected = false;
    if (was) emit('disconnect', reason);
    else emit('connect_error', new Error(reason));
  };
  const send = (text: string) => tcp.write(frameOf(text));
  const hear = (text: string): void => {
    if (text.startsWith(`42${doors.wall},`)) {
      any();
      if (text.startsWith('["view"', 3 + doors.wall.length)) emit('view');
    } else if (text.startsWith(`43${doors.wall},`))
      acks.get(Number.parseInt(text.slice(3 + doors.wall.length), 10))?.();
    else if (text === '2') send('3');
    else if (text.startsWith('0')) send(`40${doors.wall},${JSON.stringify(auth)}`);
    else if (text.startsWith(`40${doors.wall}`)) {
      clearTimeout(timer);
      connected = true;
      emit('connect');
    } else end(text.slice(0, 80));
  };
  const read = (chunk: Buffer): void => {
    data = data.length === 0 ? chunk : Buffer.concat([data, chunk]);
    if (!upgraded) {
      const headEnds = data.indexOf('\r\n\r\n');
      if (headEnds < 0) return;
      if (!data.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
        end(String(data.subarray(0, 80)));
        return;
      }
      upgraded = true;
      data = data.subarray(headEnds + 4);
    }
    for (let frame = firstFrame(data); frame !== null && !over; frame = firstFrame(data)) {
      const text = data.toString('latin1', frame.from, frame.to);
      data = data.subarray(frame.to);
      hear(text);
    }
  };
  const tcp: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
  tcp.on('connect', () =>
    tcp.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    ),
  );
  tcp.on('data', read);
  tcp.on('error', (error) => end(error.message.split(' ')[1] ?? error.message));
  tcp.on('close', () => end('transport close'));
  const timer = setTimeout(() => end('timeout'), timeoutMs);

  return {
    get connected() {
      return connected;
    },
    on: (event, listener) => void listeners.set(event, listener),
    onAny: (listener) => {
      any = listener;
    },
    removeAllListeners: () => listeners.clear(),
    disconnect: () => end('io client disconnect'),
    timeout: (ms) => ({
      emitWithAck: (event: string) =>
        new Promise<unknown>((resolve, reject) => {
          const id = ids++;
          const late = setTimeout(() => {
            acks.delete(id);
            reject(new Error('late'));
          }, ms);
          acks.set(id, () => {
            clearTimeout(late);
            acks.delete(id);
            resolve(undefined);
          });
          send(`42${doors.wall},${id}["${event}"]`);
        }),
    }),
  };
};

// A refusal as HTTP text, for connections that have no response to write it with; then the connection closes.
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Refusal, statusOf } from '../../protocol/refusals.ts';

/** How long a client may take to read the refusal. */
const lingerMs = 2_000;

/** The whole answer: head and JSON body. */
export const refusalText = (refusal: Refusal): string => {
  const status = statusOf(refusal.code);
  const body = JSON.stringify({ ok: false, refusal });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    'X-Content-Type-Options: nosniff',
    '',
    body,
  ].join('\r\n');
};

/** Writes the refusal and closes; what still comes in is thrown away. */
export const refuseRaw = (socket: Duplex, refusal: Refusal): void => {
  if (!socket.writable || socket.destroyed) {
    socket.destroy();
    return;
  }
  socket.on('error', () => socket.destroy());
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
  socket.end(refusalText(refusal));
  socket.resume();
};

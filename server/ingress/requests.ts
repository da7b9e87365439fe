// Before any handler: is the address short enough, are not too many requests open, is there room for one more socket?
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Refusal, refuse, statusOf } from '../../protocol/refusals.ts';
import type { LimitBook } from '../base/limit-book.ts';
import type { Connections } from './connections.ts';
import { refuseRaw } from './raw-answer.ts';
import { createTurns } from './turns.ts';

/** Where Socket.IO listens. */
export const socketPath = '/socket.io/';

/** Of each turn of the event loop, so long at most goes to websockets that come: thousands do when another hub is lost, ms. */
const upgradesMs = 10;

/** Why a new Socket.IO connection is not taken; null: it is. Only asked for handshakes. */
export type AdmitSocket = (request: IncomingMessage) => Refusal | null;

type Parts = {
  readonly book: LimitBook;
  readonly connections: Connections;
  readonly admitSocket: AdmitSocket;
};

const send = (response: ServerResponse, refusal: Refusal, close: boolean): void => {
  response.statusCode = statusOf(refusal.code);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (close) response.setHeader('Connection', 'close');
  response.end(JSON.stringify({ ok: false, refusal }));
};

const isForSockets = (request: IncomingMessage): boolean => request.url?.startsWith(socketPath) ?? false;

/** A request with the id of a session belongs to a connection that was admitted already. */
const isHandshake = (request: IncomingMessage): boolean => {
  const query = (request.url ?? '').split('?').slice(1).join('?');
  return !new URLSearchParams(query).get('sid');
};

/** Of two such headers one would be believed and the other not; which, should not depend on who reads. */
const single = new Set(['authorization', 'host']);

const saidTwice = ({ rawHeaders }: IncomingMessage): Refusal | null => {
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    if (!single.has(name)) continue;
    if (seen.has(name)) return refuse('malformed', { field: name, problem: 'must be there once' });
    seen.add(name);
  }
  return null;
};

const unknownHere = (request: IncomingMessage): Refusal =>
  refuse('unknownPath', {
    method: request.method ?? '',
    path: (request.url ?? '').replace(/\?.*$/s, '').slice(0, 200),
  });

/** Takes its place before all listeners that are there; to be called when the others are. */
export const guardRequests = (http: Server, { book, connections, admitSocket }: Parts): void => {
  const socketRefusal = (request: IncomingMessage): Refusal | null => {
    if (request.method !== 'GET' && request.method !== 'POST') return unknownHere(request);
    if (Number(request.headers['content-length'] ?? 0) > book.of.messageBytes)
      return book.refuse('messageBytes');
    return request.method === 'GET' && isHandshake(request) ? admitSocket(request) : null;
  };

  const refusalOf = (request: IncomingMessage): Refusal | null => {
    if ((request.url?.length ?? 0) > book.of.addressBytes) return book.refuse('addressBytes');
    return saidTwice(request) ?? (isForSockets(request) ? socketRefusal(request) : null);
  };

  const listeners = http.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  http.removeAllListeners('request');
  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const open = connections.inFlight(request.socket);
    const tooMany = open.size >= book.of.requestsInFlight;
    open.add(response);
    response.once('close', () => open.delete(response));
    const refusal = tooMany ? book.refuse('requestsInFlight') : refusalOf(request);
    // What is refused unread is not read on: the connection ends with the answer.
    if (refusal !== null) send(response, refusal, tooMany || statusOf(refusal.code) === 413);
    else for (const listener of listeners) listener.call(http, request, response);
  });

  const upgrades = http.listeners('upgrade') as ((r: IncomingMessage, s: Duplex, head: Buffer) => void)[];
  const turns = createTurns(upgradesMs);
  http.removeAllListeners('upgrade');
  http.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    // Nobody else listens to a connection that waits for its refusal.
    socket.on('error', () => socket.destroy());
    turns.take(() => {
      if (socket.destroyed) return;
      const refusal = isForSockets(request) ? refusalOf(request) : unknownHere(request);
      if (refusal !== null) refuseRaw(socket, refusal);
      else for (const listener of upgrades) listener.call(http, request, socket, head);
    });
  });
};

// The outermost door: every TCP connection is counted, those too many are refused, broken requests are told what is wrong.
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refuse } from '../../protocol/refusals.ts';
import type { Addresses } from '../base/addresses.ts';
import type { LimitBook } from '../base/limit-book.ts';
import { createCounts } from './counts.ts';
import { isTls } from './open-server.ts';
import { refuseRaw } from './raw-answer.ts';
import type { WaitingBytes } from './waiting-bytes.ts';

/** Refused connections that are kept open to hear why; more are closed without a word. */
const mostRefused = 1_000;
/** A refused connection that says nothing is closed after this. */
const silentMs = 2_000;

export type Connections = {
  /** The responses that a connection waits for, oldest first. */
  inFlight(socket: Socket): Set<ServerResponse>;
  /** Closes what the HTTP server does not know of. */
  close(): void;
};

type Parts = {
  readonly book: LimitBook;
  readonly addresses: Addresses;
  readonly waiting: WaitingBytes;
};

/** Bytes of a response that have not reached its connection yet; those that have are counted there. */
const bytesIn = (response: ServerResponse): number =>
  response.writableLength - (response.socket?.writableLength ?? 0);

/** Takes its place before the HTTP server's own listener for connections. */
export const guardConnections = (http: Server, { book, addresses, waiting }: Parts): Connections => {
  const secure = isTls(http);
  const held = createCounts();
  const responses = new WeakMap<Socket, Set<ServerResponse>>();
  const refused = new Set<Socket>();
  /** Bytes that had come before the first request could: those of a handshake. */
  const begunAt = new WeakMap<Socket, number>();
  /** Connections below TLS, which the HTTP server does not know before their handshake is done. */
  const shaking = new Set<Socket>();
  book.showFill('connections', held.total);

  const refuseConnection = (socket: Socket, limit: 'connections' | 'connectionsPerAddress'): void => {
    const refusal = book.refuse(limit);
    // Behind TLS there is nothing to say it in before the handshake, which is what costs.
    if (secure || refused.size >= mostRefused) {
      socket.destroy();
      return;
    }
    refused.add(socket);
    const timer = setTimeout(() => socket.destroy(), silentMs);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(timer);
      refused.delete(socket);
    });
    // Answered when it asks: an answer before the question confuses clients.
    socket.once('data', () => refuseRaw(socket, refusal));
  };

  /** `socket` carries the requests: the connection itself, or the TLS on it. */
  const keep = (socket: Socket): void => {
    begunAt.set(socket, socket.bytesRead);
    const open = new Set<ServerResponse>();
    responses.set(socket, open);
    const unwatch = waiting.watch({
      name: socket.remoteAddress ?? 'unknown',
      line: () => socket,
      waiting: () => {
        let bytes = socket.writableLength;
        for (const response of open) bytes += bytesIn(response);
        return bytes;
      },
      taken: () => socket.bytesWritten - socket.writableLength,
      cut: () => socket.destroy(),
    });
    socket.once('close', unwatch);
  };
  // Before the HTTP server's own listener, which may answer at once.
  if (secure) http.prependListener('secureConnection', keep);

  const accept = http.listeners('connection') as ((socket: Socket) => void)[];
  http.removeAllListeners('connection');
  http.on('connection', (socket: Socket) => {
    const key = addresses.ofPeer(socket.remoteAddress);
    const full = held.total() >= book.of.connections;
    const crowded =
      !addresses.isTrusted(socket.remoteAddress) && held.of(key) >= book.of.connectionsPerAddress;
    if (full || crowded) {
      refuseConnection(socket, full ? 'connections' : 'connectionsPerAddress');
      return;
    }
    socket.once('close', held.add(key));
    if (secure) {
      shaking.add(socket);
      socket.once('close', () => shaking.delete(socket));
    } else keep(socket);
    for (const listener of accept) listener.call(http, socket);
  });

  const inFlight = (socket: Socket): Set<ServerResponse> => responses.get(socket) ?? new Set();
  answerBroken(http, book, inFlight, (socket) => socket.bytesRead > (begunAt.get(socket) ?? 0));
  http.on('timeout', (socket: Socket) => {
    book.reached('keepAliveSeconds');
    socket.destroy();
  });
  return {
    inFlight,
    close: () => {
      for (const socket of [...refused, ...shaking]) socket.destroy();
    },
  };
};

const refusalFor = (code: string | undefined, book: LimitBook, begun: boolean) => {
  if (code === 'HPE_HEADER_OVERFLOW') return book.refuse('headerBytes');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return book.refuse(begun ? 'requestSeconds' : 'headersSeconds');
  return refuse('malformed', { field: 'request', problem: `must be HTTP/1.1 (${code ?? 'not readable'})` });
};

/** What cannot be read as HTTP is answered, after the answers that are still due, and closed. */
const answerBroken = (
  http: Server,
  book: LimitBook,
  inFlight: (socket: Socket) => ReadonlySet<ServerResponse>,
  hasSpoken: (socket: Socket) => boolean,
): void => {
  http.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket;
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    // Opened and never used, as browsers and clients do ahead of need: an answer would be read as that of the request which
    // may be on its way just now.
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && !hasSpoken(socket)) {
      book.reached('headersSeconds');
      socket.destroy();
      return;
    }
    const due = [...inFlight(socket)];
    const broken = due.at(-1);
    const begun = broken !== undefined && !broken.req.complete;
    const refusal = refusalFor(error.code, book, begun);
    // The request whose body broke will never be answered itself.
    const before = begun ? due.slice(0, -1) : due;
    if (begun && broken.headersSent) {
      socket.destroy();
      return;
    }
    let left = before.length;
    if (left === 0) refuseRaw(socket, refusal);
    for (const response of before)
      response.once('close', () => {
        left -= 1;
        if (left === 0) refuseRaw(socket, refusal);
      });
  });
};

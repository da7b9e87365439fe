// Bytes that are no HTTP, or hardly: each on a connection of its own, answered by an error or closed.

import { connect } from 'node:net';
import type { Dice } from './dice.ts';
import { keyLine } from './key.ts';
import { answered, FuzzFailure, type Verdict } from './verdict.ts';

export type RawCase = {
  readonly bytes: Buffer;
  /** The client says that it has no more to send. */
  readonly halfClosed: boolean;
};

const command =
  '{"commandId":"smuggled-0001","command":{"type":"issueTicket","procedure":"card-issue","source":"integrator"}}';
const post = () =>
  `POST /api/sites/centre/commands HTTP/1.1\r\nHost: hub\r\n${keyLine()}\r\nContent-Type: application/json\r\n`;
/** A second request that must never be read as one. */
const hidden = () => `${post()}Content-Length: ${command.length}\r\n\r\n${command}`;

const framing = (dice: Dice): string =>
  post() +
  dice.pick([
    `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden()}`,
    `Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n${hidden()}`,
    `Content-Length: 5\r\nContent-Length: 6\r\n\r\n{"a":${hidden()}`,
    `Content-Length: -1\r\n\r\n${hidden()}`,
    `Content-Length: 1e3\r\n\r\n${hidden()}`,
    `Content-Length: +5\r\n\r\n{}`,
    `Content-Length: 0x10\r\n\r\n{}`,
    `Content-Length: 5, 5\r\n\r\n{"a":`,
    `Content-Length: 99999999999999999999\r\n\r\n{}`,
    `Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\n\r\nzz\r\nxx\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\n\r\n-1\r\nxx\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nxx`,
    `Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\n\r\n2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n`,
    `Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 5\r\nBad trailer\r\n\r\n`,
    `Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  ]);

const heads = (dice: Dice): string => {
  const junk = dice.text(1 + dice.int(30)).replaceAll('\t', ' ');
  return dice.pick([
    `${junk}\r\n\r\n`,
    `GET\r\n\r\n`,
    `GET /nowhere\r\n\r\n`,
    `GET  /nowhere HTTP/1.1\r\nHost: hub\r\n\r\n`,
    `GET /no where HTTP/1.1\r\nHost: hub\r\n\r\n`,
    `get /nowhere HTTP/1.1\r\nHost: hub\r\n\r\n`,
    `BREW /coffee HTTP/1.1\r\nHost: hub\r\n\r\n`,
    `GET /nowhere HTTP/9.9\r\nHost: hub\r\n\r\n`,
    `GET /nowhere HTTP/2.0\r\nHost: hub\r\n\r\n`,
    `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: a\r\nHost: b\r\nX ${junk}\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\nX\0: 1\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\nX: a\0b\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\nX : 1\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\n folded\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\nX: a\rb: c\r\n\r\n`,
    `GET /nowhere HTTP/1.1\rHost: hub\r\r`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\n: empty\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\nX: ${'x'.repeat(17_000 + dice.int(20_000))}\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\n${'a: b\r\n'.repeat(4_000)}\r\n`,
    `GET /${'n'.repeat(5_000 + dice.int(30_000))} HTTP/1.1\r\nHost: hub\r\n\r\n`,
    `GET http://elsewhere/nowhere HTTP/1.1\r\nHost: hub\r\n\r\n`,
    `GET http://[::1/nowhere HTTP/1.1\r\nHost: hub\r\n\r\n`,
    `CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere\r\n\r\n`,
    `TRACE /nowhere HTTP/1.1\r\nHost: hub\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\nExpect: ${junk.replace(/[^a-z]/g, 'x')}\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\nConnection: upgrade\r\nUpgrade: ${junk.replace(/[^a-z]/g, 'x')}\r\n\r\n`,
    `GET /nowhere HTTP/1.1\r\nHost: hub\r\n\r\n`.repeat(2 + dice.int(40)),
    `${post()}Content-Length: 2\r\nExpect: 200-ok\r\n\r\n{}`,
  ]);
};

const socketHeads = (dice: Dice): string => {
  const junk = encodeURIComponent(dice.text(1 + dice.int(12)));
  const query = dice.pick([
    '',
    'EIO=4',
    'EIO=3&transport=polling',
    `EIO=4&transport=${junk}x`,
    `EIO=4&transport=polling&sid=${junk}`,
    'EIO=4&transport=polling&sid=__proto__',
    'EIO=4&transport=polling&sid=constructor',
    `EIO=4&transport=websocket`,
    'EIO=4&transport=webtransport',
    '__proto__=x&transport=toString',
  ]);
  const method = dice.pick(['GET', 'GET', 'PUT', 'DELETE', 'HEAD']);
  const upgrade = dice.pick([
    '',
    'Connection: Upgrade\r\nUpgrade: websocket\r\n',
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n',
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n',
  ]);
  return `${method} /socket.io/?${query} HTTP/1.1\r\nHost: hub\r\n${upgrade}\r\n`;
};

/** A head or a body that never becomes whole; the hub ends the wait. */
const unfinished = (dice: Dice): string =>
  dice.pick([
    'GET /nowhere HTTP/1.1\r\nHost: hu',
    'G',
    `${post()}Content-Length: 1000\r\n\r\n{"commandId":`,
    `${post()}Transfer-Encoding: chunked\r\n\r\n5\r\n{"com`,
    '\x16\x03\x01\x02\x00\x01\x00',
  ]);

/** Any of these; few are left unfinished, since each of those takes the seconds that the hub waits. */
export const rawCase = (dice: Dice): RawCase => {
  const kind = dice.int(1_000);
  if (kind < 8) return { bytes: Buffer.from(unfinished(dice), 'latin1'), halfClosed: false };
  if (kind < 120) return { bytes: Buffer.from(unfinished(dice), 'latin1'), halfClosed: true };
  if (kind < 220)
    return {
      bytes: Buffer.concat([dice.bytes(1 + dice.int(300)), Buffer.from('\r\n\r\n')]),
      halfClosed: true,
    };
  if (kind < 500) return { bytes: Buffer.from(framing(dice), 'latin1'), halfClosed: true };
  return { bytes: Buffer.from(kind < 800 ? heads(dice) : socketHeads(dice)), halfClosed: true };
};

/** Sends it on a connection of its own; throws FuzzFailure for silence, 2xx or 5xx. */
export const deliverRaw = async (one: RawCase, port: number): Promise<Verdict> => {
  const input = one.bytes.toString('latin1');
  let heard = '';
  const socket = connect({ port, host: '127.0.0.1' });
  const over = new Promise<void>((resolve) => {
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  if (one.halfClosed) socket.end(one.bytes);
  else socket.write(one.bytes);
  try {
    await answered(over, 'bytes', input);
  } finally {
    socket.destroy();
  }
  const statuses = [...heard.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map((match) => Number(match[1]));
  const wrong = statuses.find((status) => status >= 500 || (status >= 101 && status < 400));
  if (wrong !== undefined) throw new FuzzFailure(`answered ${wrong}: ${heard.slice(0, 400)}`, input);
  return statuses.length > 0 ? 'refused' : 'closed';
};

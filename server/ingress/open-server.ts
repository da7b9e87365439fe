// The server behind the port: HTTP, or HTTPS with a certificate that may change while it runs.
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { Limits } from '../../protocol/limits.ts';
import type { LimitBook } from '../base/limit-book.ts';
import { type Certificate, readCertificate, type TlsFiles } from './tls/certificate.ts';
import { watchCertificate } from './tls/watch-certificate.ts';

type Parts = {
  readonly book: LimitBook;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly nowMs: () => number;
  /** null: plain HTTP, for this machine alone or behind a proxy that has the certificate. */
  readonly tls: TlsFiles | null;
  /** How often the certificate's files are looked at, ms; only tests look more often. */
  readonly lookEveryMs?: number;
};

/** Limits that Node's own server keeps. */
const httpOptions = (limits: Limits): ServerOptions => ({
  maxHeaderSize: limits.headerBytes,
  headersTimeout: limits.headersSeconds * 1_000,
  requestTimeout: limits.requestSeconds * 1_000,
  keepAliveTimeout: limits.keepAliveSeconds * 1_000,
  // How often the two above are looked at.
  connectionsCheckingInterval: 1_000,
});

const contextOf = ({ cert, key }: Certificate) => ({ cert, key, minVersion: 'TLSv1.2' as const });

/** Whether connections of a server begin with a TLS handshake. */
export const isTls = (server: Server): boolean => 'setSecureContext' in server;

const failures: Readonly<Record<string, string>> = {
  ERR_SSL_HTTP_REQUEST: 'plainHttp',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'tooSlow',
};

/** A connection that never becomes TLS is closed at once, and counted; Node would let it be answered in the clear. */
const closeBroken = (server: TlsServer, { book, registry }: Parts): void => {
  const refused = new Counter({
    name: 'junban_tls_refused_total',
    help: 'Connections closed before TLS was agreed: plain HTTP, too slow, or another failure of the handshake',
    labelNames: ['reason'] as const,
    registers: [registry],
  });
  for (const reason of [...Object.values(failures), 'handshake']) refused.inc({ reason }, 0);
  server.removeAllListeners('tlsClientError');
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: TLSSocket) => {
    const reason = failures[error.code ?? ''] ?? 'handshake';
    refused.inc({ reason });
    if (reason === 'tooSlow') book.reached('headersSeconds');
    socket.destroy();
  });
};

/** Not listening yet; `close` only ends the watch over the certificate. Throws Error when the files are wrong. */
export const openServer = (
  app: RequestListener,
  parts: Parts,
): { readonly server: Server; close(): void } => {
  const { book, tls, logger, nowMs, registry, lookEveryMs } = parts;
  const options = httpOptions(book.of);
  if (tls === null) return { server: createServer(options, app), close: () => {} };
  const read = readCertificate(tls);
  if (!read.ok) throw new Error(`${tls[read.at]}: ${read.problem}`);
  const handshakeTimeout = book.of.headersSeconds * 1_000;
  const server = createTlsServer({ ...options, ...contextOf(read.value), handshakeTimeout }, app);
  closeBroken(server, parts);
  const close = watchCertificate({
    files: tls,
    first: read.value,
    use: (certificate) => server.setSecureContext(contextOf(certificate)),
    logger,
    registry,
    nowMs,
    ...(lookEveryMs === undefined ? {} : { everyMs: lookEveryMs }),
  });
  return { server, close };
};

// How a refusal leaves by HTTP: the catalogue's status and `{ok: false, refusal}`; also for bodies that cannot be read.
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { type Refusal, refuse, statusOf } from '../../protocol/refusals.ts';
import type { LimitBook } from '../base/limit-book.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';

/** Answers with a refusal. */
export const sendRefusal = (response: Response, refusal: Refusal): void => {
  const { seconds } = refusal.params;
  if (typeof seconds === 'number') response.set('Retry-After', String(seconds));
  response.status(statusOf(refusal.code)).json({ ok: false, refusal });
};

/** For addresses of the API that nobody answers. */
export const unknownPath: RequestHandler = (request, response) => {
  const path = `${request.baseUrl}${request.path}`.slice(0, 200);
  sendRefusal(response, refuse('unknownPath', { method: request.method, path }));
};

/** What the API says is for whoever asked, now; a door that knows better says so itself. */
export const notStored: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/** Bodies of another type are refused: a form on a foreign page can send those, but not JSON. */
export const onlyJson: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || request.is('application/json')) return next();
  sendRefusal(response, refuse('malformed', { field: 'Content-Type', problem: 'must be application/json' }));
};

/** What body-parser and the router throw for input they cannot read, as a refusal; null: our own mistake. */
const refusalOf = (error: unknown, book: LimitBook): Refusal | null => {
  if (error instanceof LogUnavailable) return refuse('logUnavailable');
  const { type, status } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  if (type === 'entity.too.large') return book.refuse('bodyBytes');
  if (type === 'entity.parse.failed') return refuse('malformed', { field: 'body', problem: 'must be JSON' });
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const problem = 'cannot be read (encoding, character set or length is wrong)';
    return refuse('malformed', { field: error instanceof URIError ? 'path' : 'body', problem });
  }
  return null;
};

/** The last handler: refuses what could not be read, logs what we broke. */
export const errorHandler =
  (logger: Logger, book: LimitBook): ErrorRequestHandler =>
  (error, request, response, next) => {
    const refusal = refusalOf(error, book);
    // The door, not the address: that of a ticket's page opens it.
    if (refusal === null)
      logger.error({ err: error, method: request.method, door: response.locals.door }, 'request failed');
    // A stream that has begun cannot be answered any more, only ended.
    if (response.headersSent) return next(error);
    sendRefusal(response, refusal ?? refuse('internalError'));
  };

// Headers on every answer: nothing is loaded from another host, nothing is guessed, no address leaks.
import type { RequestHandler } from 'express';

const policyFor = (hubs: readonly string[]): string =>
  [
    "default-src 'self'",
    // Screens and consoles move to the next hub when theirs is gone.
    `connect-src ${["'self'", ...hubs, ...hubs.map((hub) => hub.replace(/^http/, 'ws'))].join(' ')}`,
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    // Lit sets style attributes; scripts stay strict.
    "style-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');

/** `hubs`: origins of all hubs. */
export const safeHeaders = (hubs: readonly string[]): RequestHandler => {
  const policy = policyFor(hubs);
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'SAMEORIGIN',
    });
    next();
  };
};

// Headers on every answer: pages load and run only what this hub serves, nobody frames them, no address leaks.
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { plainPageStyleHash } from '../base/plain-page.ts';
import { nowStyleHash } from '../now/page-style.ts';

export type HeaderChoice = {
  /** Origins of all hubs. */
  readonly hubs: readonly string[];
  /** How long browsers that came by TLS insist on it, in days; 0: not told. */
  readonly hstsDays: number;
};

/** What a page of ours may use of the browser; a lobby screen speaks and stays awake. */
const permissions = [
  ...['accelerometer', 'browsing-topics', 'camera', 'display-capture', 'geolocation'],
  ...['gyroscope', 'hid', 'identity-credentials-get', 'idle-detection', 'local-fonts', 'magnetometer'],
  ...['microphone', 'midi', 'payment', 'publickey-credentials-get', 'serial', 'usb', 'xr-spatial-tracking'],
]
  .map((feature) => `${feature}=()`)
  .concat('autoplay=(self)', 'fullscreen=(self)', 'screen-wake-lock=(self)')
  .join(', ');

const policyFor = (hubs: readonly string[]): Record<string, readonly string[]> => ({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  // Lit's styles are constructed sheets, and values are set by script: neither needs an exception.
  'style-src': ["'self'", plainPageStyleHash, nowStyleHash],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'data:', 'blob:'],
  'manifest-src': ["'self'"],
  // The phone page's, for calls told by push.
  'worker-src': ["'self'"],
  // Screens and consoles move to the next hub when theirs is gone.
  'connect-src': ["'self'", ...hubs, ...hubs.map((hub) => hub.replace(/^http/, 'ws'))],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  // Text becomes HTML only through Lit's templates, and the address of a script only where the phone page names its worker.
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['lit-html', 'junban-worker'],
});

/** The middleware; HSTS only goes where the request came by TLS. */
export const safeHeaders = ({ hubs, hstsDays }: HeaderChoice): RequestHandler => {
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: policyFor(hubs) as Record<string, string[]> },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
  const hsts = helmet.strictTransportSecurity({ maxAge: hstsDays * 86_400, includeSubDomains: false });
  return (request, response, next) => {
    response.set('Permissions-Policy', permissions);
    headers(request, response, (error?: unknown) => {
      if (error === undefined && hstsDays > 0 && request.secure) hsts(request, response, next);
      else next(error);
    });
  };
};

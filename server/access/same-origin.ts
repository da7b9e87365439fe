// Whether a request that changes something comes from a page of ours. Browsers say where a page is from; other programs say nothing.
import type { IncomingMessage } from 'node:http';

/** True unless a browser says that a foreign page sends it. `hubs`: origins of all hubs, whose pages are ours. */
export const comesFromOurs = (
  request: Pick<IncomingMessage, 'headers'>,
  hubs: readonly string[],
  forwardedHost: string | null,
): boolean => {
  const { origin, host } = request.headers;
  const fetchSite = request.headers['sec-fetch-site'];
  if (fetchSite === 'same-origin') return true;
  if (origin === undefined) return fetchSite === undefined || fetchSite === 'none';
  const from = URL.parse(origin);
  if (from === null) return false;
  // Scheme and port are the proxy's business; what a foreign page cannot choose is the host it was loaded from.
  return from.host === (forwardedHost ?? host) || hubs.includes(from.origin);
};

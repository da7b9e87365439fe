// The session cookie: how it is read and written.
import { lifetimeMs } from './sessions.ts';

/** Over plain http, where a browser takes no other; over https the name below. */
export const cookieName = 'junban_session';
/** A browser takes this name only over https, for this host alone. */
export const secureCookieName = `__Host-${cookieName}`;

/** The value of the first cookie of that name; null: there is none. */
export const cookieValue = (header: string | undefined, name: string): string | null => {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
};

/** The session token among the request's cookies; null when there is none. The name that cannot be forged goes first. */
export const tokenFrom = (header: string | undefined): string | null =>
  cookieValue(header, secureCookieName) ?? cookieValue(header, cookieName);

const named = (secure: boolean): string => (secure ? secureCookieName : cookieName);
const attributes = (secure: boolean): string =>
  `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/** Set-Cookie for a new session; `secure` when the page came over https. */
export const cookieFor = (token: string, secure: boolean): string =>
  `${named(secure)}=${token}; Max-Age=${Math.floor(lifetimeMs / 1000)}; ${attributes(secure)}`;

/** Set-Cookie that removes it. */
export const cookieGone = (secure: boolean): string => `${named(secure)}=; Max-Age=0; ${attributes(secure)}`;

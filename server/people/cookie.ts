// Cookies of ours: how they are read and written. Over TLS only the names count that a browser takes over TLS alone.
import { isToken, lifetimeMs } from './sessions.ts';

/** Over plain http, where a browser takes no other; over https the name below. */
export const cookieName = 'junban_session';
/** A browser takes this name only over https, for this host alone. */
export const secureCookieName = `__Host-${cookieName}`;

/** The name by which a cookie goes. */
export const secureNamed = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** The value of the first cookie of that name; null: there is none. */
export const cookieValue = (header: string | undefined, name: string): string | null => {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
};

/** The token that a cookie of ours holds; null: none does. */
export const ourToken = (header: string | undefined, name: string, secure: boolean): string | null => {
  const value = cookieValue(header, secureNamed(name, secure));
  return value !== null && isToken(value) ? value : null;
};

/**
 * The session token among the request's cookies; null when there is none. `secure`: it came over https. There the plain name
 * counts for nothing: whoever can answer for the host in the clear could have planted it.
 */
export const tokenFrom = (header: string | undefined, secure: boolean): string | null =>
  cookieValue(header, secureNamed(cookieName, secure));

const attributes = (secure: boolean): string =>
  `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/** Set-Cookie for a new session; `secure` when the page came over https. */
export const cookieFor = (token: string, secure: boolean): string =>
  `${secureNamed(cookieName, secure)}=${token}; Max-Age=${Math.floor(lifetimeMs / 1000)}; ${attributes(secure)}`;

/** Set-Cookie that removes it. */
export const cookieGone = (secure: boolean): string =>
  `${secureNamed(cookieName, secure)}=; Max-Age=0; ${attributes(secure)}`;

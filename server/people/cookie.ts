// The session cookie: how it is read and written.
import { lifetimeMs } from './sessions.ts';

export const cookieName = 'junban_session';

/** The session token among the request's cookies; null when there is none. */
export const tokenFrom = (header: string | undefined): string | null => {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.split('=', 2);
    if (name?.trim() === cookieName && value !== undefined) return value.trim();
  }
  return null;
};

const attributes = (secure: boolean): string =>
  `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/** Set-Cookie for a new session; `secure` when the page came over https. */
export const cookieFor = (token: string, secure: boolean): string =>
  `${cookieName}=${token}; Max-Age=${Math.floor(lifetimeMs / 1000)}; ${attributes(secure)}`;

/** Set-Cookie that removes it. */
export const cookieGone = (secure: boolean): string => `${cookieName}=; Max-Age=0; ${attributes(secure)}`;

// Browsers that somebody has signed in on: a cookie of 256 random bits proves it, so that a guesser at the same address slows nobody else.

import type { Notes } from '../expiring/store.ts';
import { ourToken, secureNamed } from './cookie.ts';
import { keyOf, newToken } from './sessions.ts';

/** What a browser shows: its cookies, and whether it came over TLS, where only the name that cannot be forged counts. */
export type ShownCookies = { readonly cookie: string | undefined; readonly secure: boolean };

export type Browsers = {
  /** What tries of this account are counted by on this browser; null: nobody has signed in to it here, or the store is away. */
  proofFor(shown: ShownCookies, account: string): Promise<string | null>;
  /** The same for whoever has signed in on it. */
  proof(shown: ShownCookies): Promise<string | null>;
  /** The person signed in here just now; gives the cookie's value. */
  remember(shown: ShownCookies, account: string): Promise<string>;
};

/** A browser is known so long after the last sign-in on it, ms. */
export const browserKnownMs = 60 * 86_400_000;
export const browserCookieName = 'junban_browser';

const noteOf = (token: string): string => `browser:${keyOf(token).slice(0, 40)}`;
const accountNoteOf = (token: string, account: string): string =>
  `${noteOf(token)}:${keyOf(account).slice(0, 24)}`;

export const createBrowsers = (notes: Notes): Browsers => {
  const tokenIn = ({ cookie, secure }: ShownCookies): string | null =>
    ourToken(cookie, browserCookieName, secure);
  const has = async (key: string): Promise<boolean> => {
    try {
      return (await notes.get(key)) !== null;
    } catch {
      // Without the store nobody is known; the address counts then.
      return false;
    }
  };
  const proofIf = async (shown: ShownCookies, noteIn: (token: string) => string): Promise<string | null> => {
    const token = tokenIn(shown);
    return token !== null && (await has(noteIn(token))) ? `browser:${keyOf(token)}` : null;
  };
  return {
    proofFor: (shown, account) => proofIf(shown, (token) => accountNoteOf(token, account)),
    proof: (shown) => proofIf(shown, noteOf),
    remember: async (shown, account) => {
      const shownToken = tokenIn(shown);
      // Only one that we gave is kept: nobody can plant what he knows.
      const token = shownToken !== null && (await has(noteOf(shownToken))) ? shownToken : newToken();
      await notes.put(noteOf(token), '', browserKnownMs);
      await notes.put(accountNoteOf(token, account), '', browserKnownMs);
      return token;
    },
  };
};

/** What a request shows. */
export const shownBy = (request: {
  readonly headers: { readonly cookie?: string | undefined };
  readonly secure: boolean;
}): ShownCookies => ({
  cookie: request.headers.cookie,
  secure: request.secure,
});

/** Set-Cookie for a browser that is known from now on. */
export const browserCookie = (token: string, secure: boolean): string =>
  `${secureNamed(browserCookieName, secure)}=${token}; Max-Age=${browserKnownMs / 1_000}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

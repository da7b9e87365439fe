// Finds out who is at a door: by the key a program shows, else by the session of a browser.
import type { IncomingMessage } from 'node:http';
import type { NetworkAddress } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import type { Addresses } from '../base/addresses.ts';
import { bearerIn, callerWithKey } from './bearer.ts';
import type { ShownCookies } from './browsers.ts';
import type { Caller } from './caller.ts';
import type { Register } from './register/register.ts';

/** What a request shows of its sender. */
export type Shown = Pick<IncomingMessage, 'headers' | 'socket'>;
/** `pass`: of a console that came from another hub. */
export type CallerOf = (request: Shown, pass?: string) => Promise<Parsed<Caller>>;

/** The person whose session the cookies or the pass name; null: nobody is signed in. */
export type PersonOf = (
  shown: ShownCookies,
  pass: string | undefined,
  from: NetworkAddress,
) => Promise<Parsed<Caller | null>>;

export const createCallers =
  (parts: {
    readonly register: Pick<Register, 'apiKey' | 'deviceKey'>;
    readonly addresses: Addresses;
    readonly personOf: PersonOf;
  }): CallerOf =>
  async (request, pass) => {
    const { register, addresses, personOf } = parts;
    const from = addresses.ofRequest(request as IncomingMessage) as NetworkAddress;
    const key = bearerIn(request.headers.authorization);
    // Who shows a key is asked by it alone: a wrong one is told, not passed over.
    if (key !== null) return callerWithKey(register, key, from);
    const secure = addresses.isSecure(request as IncomingMessage);
    const person = await personOf({ cookie: request.headers.cookie, secure }, pass, from);
    return person.ok && person.value === null
      ? { ok: true, value: { kind: 'nobody', from } }
      : (person as Parsed<Caller>);
  };

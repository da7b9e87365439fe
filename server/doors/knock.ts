// What a door tells the people room of a request: its headers and where it came from.
import type { IncomingMessage } from 'node:http';
import { NetworkAddress } from '../../protocol/ids.ts';
import type { Knock } from '../people/actor.ts';
import type { Addresses } from './addresses.ts';

/** A connection that is gone already has no address. */
const nowhere = NetworkAddress.parse('0.0.0.0');

/** The address for events and for counting. */
export const fromOf = (addresses: Pick<Addresses, 'ofRequest'>, request: IncomingMessage): NetworkAddress => {
  const parsed = NetworkAddress.safeParse(addresses.ofRequest(request));
  return parsed.success ? parsed.data : nowhere;
};

export const knockOf = (
  addresses: Pick<Addresses, 'ofRequest'>,
  request: IncomingMessage,
  pass?: string,
): Knock => ({ headers: request.headers, from: fromOf(addresses, request), pass });

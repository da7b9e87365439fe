// The address for events and for counting, as a door tells it.
import type { IncomingMessage } from 'node:http';
import { NetworkAddress } from '../../protocol/ids.ts';
import type { Addresses } from '../base/addresses.ts';

/** A connection that is gone already has no address. */
const nowhere = NetworkAddress.parse('0.0.0.0');

/** Where a request came from. */
export const fromOf = (
  addresses: Pick<Addresses, 'ofRequest'>,
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
): NetworkAddress => {
  const parsed = NetworkAddress.safeParse(addresses.ofRequest(request as IncomingMessage));
  return parsed.success ? parsed.data : nowhere;
};

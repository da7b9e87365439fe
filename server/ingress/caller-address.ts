// The address that stands in events for whoever asks.
import type { IncomingMessage } from 'node:http';
import { NetworkAddress } from '../../protocol/ids.ts';
import type { Addresses } from '../base/addresses.ts';

/** `::` where there is none any more: the connection is gone already. */
export const callerAddress = (
  addresses: Pick<Addresses, 'ofRequest'>,
  request: IncomingMessage,
): NetworkAddress =>
  NetworkAddress.safeParse(addresses.ofRequest(request)).data ?? NetworkAddress.parse('::');

// How many visitors wait at each site.
import type { Hub } from './contract.ts';

/** Each site's id with its number of waiting visitors now. */
export const waitingNow = function* (hub: Hub): Iterable<readonly [string, number]> {
  for (const [site, siteHub] of hub.sites) {
    const { state } = siteHub.snapshot();
    yield [site, state.live.filter((number) => state.tickets.get(number)?.state === 'waiting').length];
  }
};

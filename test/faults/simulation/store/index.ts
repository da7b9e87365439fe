// Where telephone numbers are claimed, beside the simulated store: one for all hubs, away and slow at times.
import { LogUnavailable } from '../../../../server/base/log-unavailable.ts';
import type { ContactIndex } from '../../../../server/contacts/index-store.ts';
import type { Life } from '../machine/scheduler.ts';
import { delayOf } from '../network/wire.ts';
import type { Sim } from '../sim.ts';

type Claim = Awaited<ReturnType<ContactIndex['claim']>>;

export type ClaimStore = {
  /** The index as a hub has it. Passes what the contract asks of claims as long as nothing fails. */
  indexFor(hub: Life): ContactIndex;
};

export const createClaimStore = (sim: Sim): ClaimStore => {
  const { scheduler, chance } = sim;
  const claims = new Map<string, NonNullable<Claim>>();

  const indexFor = (hub: Life): ContactIndex => {
    const ask = <T>(work: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        const fails = sim.stormy && chance.happens(0.02);
        // Done or not, no answer comes: who asks cannot know.
        const done = !fails || chance.happens(0.5);
        scheduler.after(delayOf(sim), sim.outside, () => {
          const result = done ? work() : undefined;
          scheduler.after(delayOf(sim), hub, () => {
            if (!fails) return resolve(result as T);
            sim.count('fault: claims away');
            reject(new LogUnavailable('the claims are away', { mayHaveHappened: true }));
          });
        });
      });
    return {
      put: () => ask(() => {}),
      find: () => ask(() => []),
      claim: (term, reservation, atMs, before) =>
        ask((): Claim => {
          const held = claims.get(term);
          if (held?.reservation === reservation) return null;
          if ((held?.reservation ?? null) !== before)
            return held ?? { reservation: before ?? reservation, atMs: 0 };
          claims.set(term, { reservation, atMs });
          return null;
        }),
      claimsOf: (reservation) =>
        ask(() => [...claims].filter(([, held]) => held.reservation === reservation).map(([term]) => term)),
      release: (reservation) =>
        ask(() => {
          for (const [term, held] of claims) if (held.reservation === reservation) claims.delete(term);
        }),
    };
  };
  return { indexFor };
};

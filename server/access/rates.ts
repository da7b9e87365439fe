// How often one address, session or browser may try: points per window, counted in Redis for all hubs, or in memory when the hub is alone.
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Refusal } from '../../protocol/refusals.ts';
import type { LimitBook } from '../base/limit-book.ts';
import type { RedisDoor } from '../redis/client.ts';

/** What is counted; the limits of the same name say how many points there are. */
export type Rate =
  | 'requestsPerMinute'
  | 'signIns'
  | 'unlocks'
  | 'links'
  | 'ssoStarts'
  | 'pairingsAsked'
  | 'lookups'
  | 'bookings'
  | 'codesTried'
  | 'wrongKeys';

/** How a door is counted. */
export type DoorRate = {
  readonly limit: Exclude<Rate, 'requestsPerMinute'>;
  /** What costs a point: every attempt; one that fails; or only what is not there, then the door itself spends and what is right always opens. */
  readonly costs: 'attempts' | 'failures' | 'misses';
  /** Whose point it is where the request proves more than its address: the session it shows, or the browser known by its cookie. */
  readonly by?: Proof;
};

export type Proof = 'session' | 'browser';

export type Rates = {
  /** Takes a point of the address; the refusal when none is left, with the seconds until there are; null: taken. */
  spend(rate: Rate, address: string): Promise<Refusal | null>;
  /** Gives the point back: the attempt was right. */
  giveBack(rate: Rate, address: string): Promise<void>;
};

/** Where hubs count together. */
export type SharedCounter = { readonly door: Pick<RedisDoor, 'eval'>; readonly prefix: string };

type Limiter = Pick<RateLimiterMemory, 'consume' | 'reward'>;

/** Windows, in seconds. */
const minute = 60;
const tenMinutes = 600;

/** The little of a Redis client that the limiter uses when its windows end. */
const clientOn = (door: SharedCounter['door']) => ({
  eval: (
    script: string,
    options: { readonly keys: readonly string[]; readonly arguments: readonly string[] },
  ) => door.eval(script, options.keys, options.arguments),
});

const sharedLimiter = ({ door, prefix }: SharedCounter, rate: Rate, points: number): Limiter => {
  const options = { points, duration: tenMinutes };
  return new RateLimiterRedis({
    ...options,
    storeClient: clientOn(door),
    useRedisPackage: true,
    keyPrefix: `${prefix}:rate/${rate}`,
    // An address that has gone too far is refused without asking again; those still busy at the limit are not yet.
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: new RateLimiterMemory(options),
  });
};

/** Starts with nothing spent; `shared` null: this hub is alone, and a restart forgets. */
export const createRates = (book: LimitBook, shared: SharedCounter | null): Rates => {
  const countOf = (rate: Exclude<Rate, 'requestsPerMinute'>): Limiter =>
    shared === null
      ? new RateLimiterMemory({ points: book.of[rate], duration: tenMinutes })
      : sharedLimiter(shared, rate, book.of[rate]);
  const limiters: Readonly<Record<Rate, Limiter>> = {
    // To ask Redis before each picture would cost more than the flood.
    requestsPerMinute: new RateLimiterMemory({ points: book.of.requestsPerMinute, duration: minute }),
    signIns: countOf('signIns'),
    unlocks: countOf('unlocks'),
    links: countOf('links'),
    ssoStarts: countOf('ssoStarts'),
    pairingsAsked: countOf('pairingsAsked'),
    lookups: countOf('lookups'),
    bookings: countOf('bookings'),
    codesTried: countOf('codesTried'),
    wrongKeys: countOf('wrongKeys'),
  };
  return {
    spend: async (rate, address) => {
      try {
        await limiters[rate].consume(address);
        return null;
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return book.refuse(rate, { seconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)) });
      }
    },
    giveBack: async (rate, address) => {
      await limiters[rate].reward(address);
    },
  };
};

// Spends a point of the sender (address, or what it proves) before a door whose entry in the table has a rate, and gives it back by the outcome.
import type { IncomingMessage } from 'node:http';
import type { RequestHandler, Response } from 'express';
import { type Refusal, statusOf } from '../../protocol/refusals.ts';
import type { HttpDoor } from './doors.ts';
import type { Proof, Rates } from './rates.ts';

/** What a request proves, to count by; null: nothing, then its address is counted. */
export type ProofOf = (proof: Proof, request: IncomingMessage) => Promise<string | null>;

/** Answers with a refusal that nobody keeps; one that says when to come again says so in its head too. */
export const refuseAt = (response: Response, refusal: Refusal): void => {
  const { seconds } = refusal.params;
  if (seconds !== undefined) response.set('Retry-After', String(seconds));
  response.set('Cache-Control', 'no-store').status(statusOf(refusal.code)).json({ ok: false, refusal });
};

/** A failure of ours is not the sender's; an answer that was not taken is not known to be right. */
const succeeded = (response: Response): boolean =>
  response.writableFinished && (response.statusCode < 400 || response.statusCode >= 500);

export type RateGuard = {
  /** Why the sender must wait; null: a point is spent, and comes back when the answer says so. */
  refusalAt(door: HttpDoor, request: IncomingMessage, response: Response): Promise<Refusal | null>;
  /** Before everything else: one request of an address. */
  readonly everyRequest: RequestHandler;
  /** The sender turned out to be known: the request does not count. */
  known(request: IncomingMessage): void;
  /** Tells what a wrong key costs: the refusal to answer instead; null: still the usual one. */
  wrongKey(request: IncomingMessage): Promise<Refusal | null>;
};

export const createRateGuard = (
  rates: Rates,
  addressOf: (request: IncomingMessage) => string,
  proofOf: ProofOf = async () => null,
): RateGuard => ({
  refusalAt: async ({ rate }, request, response) => {
    if (rate === undefined || rate.costs === 'misses') return null;
    const proof = rate.by === undefined ? null : await proofOf(rate.by, request);
    const address = proof ?? addressOf(request);
    const refusal = await rates.spend(rate.limit, address);
    if (refusal === null && rate.costs === 'failures') {
      response.once('close', () => {
        // Its store may be away; the point then comes back with its window.
        if (succeeded(response)) rates.giveBack(rate.limit, address).catch(() => {});
      });
    }
    return refusal;
  },
  everyRequest: async (request, response, next) => {
    const refusal = await rates.spend('requestsPerMinute', addressOf(request));
    if (refusal === null) next();
    else refuseAt(response, refusal);
  },
  known: (request) => void rates.giveBack('requestsPerMinute', addressOf(request)),
  wrongKey: (request) => rates.spend('wrongKeys', addressOf(request)),
});

// Stands before every handler: a request without a door in the table ends here, and so does one whose sender may not.
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { SiteId } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { Caller, KnownCaller } from '../people/caller.ts';
import type { HttpDoor } from './doors.ts';
import { createFinder, type FoundDoor } from './find-door.ts';
import { type RateGuard, refuseAt } from './rate-guard.ts';
import { comesFromOurs } from './same-origin.ts';
import { refusalFor } from './who.ts';

export type GuardParts = {
  readonly doors: readonly HttpDoor[];
  readonly callerOf: (request: IncomingMessage) => Promise<Parsed<Caller>>;
  /** Origins of all hubs. */
  readonly hubs: readonly string[];
  /** What a trusted proxy says the browser asked for; null: nothing. */
  readonly forwardedHost: (request: IncomingMessage) => string | null;
  /** Answers what has no door. */
  readonly noDoor: RequestHandler;
  /** Hears of a person's own acts: they keep the session unlocked. */
  readonly onActed: (caller: KnownCaller) => void;
  /** Hears of those who are known and may not. */
  readonly onRefused: (caller: KnownCaller, door: HttpDoor, site: SiteId | null) => void;
  /** Counts attempts by address. */
  readonly rates: RateGuard;
};

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The caller that the guard found; only for doors that are not open to anyone. */
export const callerAt = (response: Response): KnownCaller => {
  const caller = response.locals.caller as Caller | undefined;
  if (caller === undefined || caller.kind === 'nobody') throw new Error('this door has no guard');
  return caller;
};

export const createGuard = (parts: GuardParts): RequestHandler => {
  const { callerOf, hubs, forwardedHost, onActed, onRefused, rates } = parts;
  const find = createFinder(parts.doors);

  const judge = async (
    request: IncomingMessage,
    { door, site: siteText }: FoundDoor,
  ): Promise<Parsed<Caller>> => {
    const caller = await callerOf(request);
    if (!caller.ok) {
      const waits = caller.refusal.code === 'unknownKey' ? await rates.wrongKey(request) : null;
      return waits === null ? caller : { ok: false, refusal: waits };
    }
    if (caller.value.kind !== 'nobody') rates.known(request);
    // An address that names no site is told so by the door, to whoever holds the role anywhere.
    const site = SiteId.safeParse(siteText).data ?? null;
    const refusal = refusalFor(door.who, caller.value, site);
    if (refusal === null) return caller;
    if (caller.value.kind !== 'nobody') onRefused(caller.value, door, site);
    return { ok: false, refusal };
  };

  /** Why the request goes no further; null: it does, with its caller noted where the door asks for one. */
  const refusalOf = async (
    request: Request,
    response: Response,
    found: FoundDoor,
  ): Promise<Refusal | null> => {
    if (!reads.has(request.method) && !comesFromOurs(request, hubs, forwardedHost(request))) {
      return refuse('foreignOrigin');
    }
    const waits = await rates.refusalAt(found.door, request, response);
    if (waits !== null || 'anyone' in found.door.who || 'ownSession' in found.door.who) return waits;
    const judged = await judge(request, found);
    if (!judged.ok) return judged.refusal;
    response.locals.caller = judged.value;
    if (!reads.has(request.method) && judged.value.kind !== 'nobody') onActed(judged.value);
    return null;
  };

  return async (request, response, next) => {
    const found = find(request.method, request.path);
    if (found === null) {
      // Nothing that stands not in the table reaches a handler.
      parts.noDoor(request, response, next);
      return;
    }
    response.locals.door = found.door.path;
    const refusal = await refusalOf(request, response, found);
    if (refusal === null) next();
    else refuseAt(response, refusal);
  };
};

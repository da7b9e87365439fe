// Stands before every handler: a request without a door in the table ends here, and so does one whose sender may not.
import type { IncomingMessage } from 'node:http';
import type { RequestHandler, Response } from 'express';
import { SiteId } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { type Refusal, refuse, statusOf } from '../../protocol/refusals.ts';
import type { Caller, KnownCaller } from '../people/caller.ts';
import type { HttpDoor } from './doors.ts';
import { createFinder } from './find-door.ts';
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
};

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The caller that the guard found; only for doors that are not open to anyone. */
export const callerAt = (response: Response): KnownCaller => {
  const caller = response.locals.caller as Caller | undefined;
  if (caller === undefined || caller.kind === 'nobody') throw new Error('this door has no guard');
  return caller;
};

const send = (response: Response, refusal: Refusal): void => {
  response.set('Cache-Control', 'no-store').status(statusOf(refusal.code)).json({ ok: false, refusal });
};

export const createGuard = (parts: GuardParts): RequestHandler => {
  const { callerOf, hubs, forwardedHost, onActed, onRefused } = parts;
  const find = createFinder(parts.doors);

  const judge = async (request: IncomingMessage, door: HttpDoor, siteText: string | null) => {
    const caller = await callerOf(request);
    if (!caller.ok) return caller;
    // An address that names no site is told so by the door, to whoever holds the role anywhere.
    const site = SiteId.safeParse(siteText).data ?? null;
    const refusal = refusalFor(door.who, caller.value, site);
    if (refusal === null) return caller;
    if (caller.value.kind !== 'nobody') onRefused(caller.value, door, site);
    return { ok: false, refusal } as const;
  };

  return async (request, response, next) => {
    const found = find(request.method, request.path);
    if (found === null) {
      // Nothing that stands not in the table reaches a handler.
      parts.noDoor(request, response, next);
      return;
    }
    if (!reads.has(request.method) && !comesFromOurs(request, hubs, forwardedHost(request))) {
      send(response, refuse('foreignOrigin'));
    } else if ('anyone' in found.door.who || 'ownSession' in found.door.who) next();
    else {
      const judged = await judge(request, found.door, found.site);
      if (!judged.ok) send(response, judged.refusal);
      else {
        response.locals.caller = judged.value;
        if (!reads.has(request.method) && judged.value.kind !== 'nobody') onActed(judged.value);
        next();
      }
    }
  };
};

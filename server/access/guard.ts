// Stands before every handler: a request without a door in the table ends here, and so does one whose sender may not.
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { SiteId } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { Caller, KnownCaller } from '../people/caller.ts';
import type { Lines } from '../people/lines.ts';
import type { HttpDoor } from './doors.ts';
import { createFinder, type FoundDoor } from './find-door.ts';
import type { OwnHosts } from './own-hosts.ts';
import { type RateGuard, refuseAt } from './rate-guard.ts';
import { comesFromOurs } from './same-origin.ts';
import { refusalFor } from './who.ts';

export type GuardParts = {
  readonly doors: readonly HttpDoor[];
  readonly callerOf: (request: IncomingMessage) => Promise<Parsed<Caller>>;
  /** Origins of all hubs. */
  readonly hubs: readonly string[];
  /** Whether a name leads here by the settings’ will. */
  readonly ownHosts: OwnHosts;
  /** What a trusted proxy says the browser asked for; null: nothing. */
  readonly forwardedHost: (request: IncomingMessage) => string | null;
  /** Answers what has no door. */
  readonly noDoor: RequestHandler;
  /** Hears of a person's own acts: they keep the session unlocked. */
  readonly onActed: (caller: KnownCaller) => void;
  /** Hears of those who are known and may not. */
  readonly onRefused: (caller: KnownCaller, door: HttpDoor, site: SiteId | null) => void;
  /** What stays open is cut when its caller may no longer read it. */
  readonly lines: Pick<Lines, 'hold'>;
  /** Counts attempts by address. */
  readonly rates: RateGuard;
};

/** `named`: the site that the address names; null: the door belongs to none. */
const refusalAtSite = (
  { who }: HttpDoor,
  caller: KnownCaller,
  named: Parsed<SiteId> | null,
): Refusal | null =>
  named === null
    ? refusalFor(who, caller, null)
    : named.ok
      ? refusalFor(who, caller, named.value)
      : named.refusal;

/** Half an escape, or bytes that are no text, are a fault of the request and no address that is missing. */
const isText = (path: string): boolean => {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};

/** Whoever looks after machines asks them by whatever name, and they tell nothing. */
const probes: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The caller that the guard found; only for doors that are not open to anyone. */
export const callerAt = (response: Response): KnownCaller => {
  const caller = response.locals.caller as Caller | undefined;
  if (caller === undefined || caller.kind === 'nobody') throw new Error('this door has no guard');
  return caller;
};

/** A part of the address as the guard judged it; handlers of a site take theirs from here, not from a second reading. */
export const paramAt = (response: Response, name: string): string | undefined =>
  (response.locals.params as FoundDoor['params'] | undefined)?.[name];

export const createGuard = (parts: GuardParts): RequestHandler => {
  const { callerOf, hubs, ownHosts, forwardedHost, onActed, onRefused, rates, lines } = parts;
  const find = createFinder(parts.doors);

  const judge = async (request: IncomingMessage, { door, params }: FoundDoor): Promise<Parsed<Caller>> => {
    const caller = await callerOf(request);
    if (!caller.ok) {
      const waits = caller.refusal.code === 'unknownKey' ? await rates.wrongKey(request) : null;
      return waits === null ? caller : { ok: false, refusal: waits };
    }
    if (caller.value.kind !== 'nobody') rates.known(request);
    // A door of a site is judged for that site or not at all: what names none is never taken for "any".
    const named = 'site' in params ? parseAs(SiteId, params.site, 'site') : null;
    const site = named?.ok === true ? named.value : null;
    const refusal =
      caller.value.kind === 'nobody' ? refuse('notSignedIn') : refusalAtSite(door, caller.value, named);
    if (refusal === null) return caller;
    if (caller.value.kind !== 'nobody') onRefused(caller.value, door, site);
    return { ok: false, refusal };
  };

  /** Cuts the answer, however far it has come, when its caller may no longer read it. */
  const hangOn = (caller: KnownCaller, door: HttpDoor, response: Response): void => {
    const release = lines.hold(caller, () => response.destroy(), door.lasts !== undefined);
    response.once('close', release);
  };

  /** Why the request goes no further; null: it does, with its caller noted where the door asks for one. */
  const refusalOf = async (
    request: Request,
    response: Response,
    found: FoundDoor,
  ): Promise<Refusal | null> => {
    const host = forwardedHost(request) ?? request.headers.host;
    if (!probes.has(found.door.path) && !ownHosts(host))
      return refuse('foreignHost', { host: (host ?? '').slice(0, 100) });
    if (!reads.has(request.method) && !comesFromOurs(request, hubs, forwardedHost(request))) {
      return refuse('foreignOrigin');
    }
    const waits = await rates.refusalAt(found.door, request, response);
    if (waits !== null || 'anyone' in found.door.who || 'ownSession' in found.door.who) return waits;
    const judged = await judge(request, found);
    if (!judged.ok) return judged.refusal;
    response.locals.caller = judged.value;
    if (judged.value.kind === 'nobody') return null;
    if (!reads.has(request.method)) onActed(judged.value);
    // What changes something may end its own caller's right, and is answered all the same.
    else hangOn(judged.value, found.door, response);
    return null;
  };

  return async (request, response, next) => {
    const found = find(request.method, request.path);
    if (found === null) {
      // Nothing that stands not in the table reaches a handler.
      if (isText(request.path)) parts.noDoor(request, response, next);
      else
        refuseAt(response, refuse('malformed', { field: 'path', problem: 'must be UTF-8, percent-encoded' }));
      return;
    }
    response.locals.door = found.door.path;
    response.locals.params = found.params;
    const refusal = await refusalOf(request, response, found);
    if (refusal === null) next();
    else refuseAt(response, refusal);
  };
};

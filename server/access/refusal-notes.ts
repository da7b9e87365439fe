// Notes in the audit that somebody known wanted what they may not: one by one at first, counted beyond, so that nobody can fill it.
import type { Actor, SiteId } from '../../protocol/ids.ts';
import type { AuditEvent } from '../audit/events.ts';

/** So many refusals of one actor are noted one by one within a window; the rest of it is one note with their count. */
export const notedEach = 10;
export const windowMs = 10 * 60_000;
/** Actors that are remembered; beyond, the longest known is counted to its end. */
const mostActors = 5_000;

export type RefusalNotes = {
  /** `door`: what was asked for, e.g. "GET /api/audit", "command callNext", "socket /kiosk". */
  refused(actor: Actor, door: string, site: SiteId | null): void;
  /** Notes the counts of windows that are over; to be called now and then. */
  sweep(): void;
  /** Notes all counts there are; before the store closes. */
  flush(): void;
};

type Window = { readonly actor: Actor; readonly sinceMs: number; noted: number; more: number };

/** `note` is given what is to stand in the audit, and never rejects. */
export const createRefusalNotes = (
  note: (actor: Actor, event: AuditEvent) => void,
  now: () => number,
): RefusalNotes => {
  const windows = new Map<string, Window>();
  const end = (key: string, { actor, more }: Window): void => {
    windows.delete(key);
    if (more > 0) note(actor, { type: 'refusalsCounted', count: more });
  };
  const windowOf = (actor: Actor): Window => {
    const key = `${actor.kind}:${actor.id}`;
    const known = windows.get(key);
    const atMs = now();
    // A clock that was put back begins anew.
    if (known !== undefined && Math.abs(atMs - known.sinceMs) < windowMs) return known;
    if (known !== undefined) end(key, known);
    const [oldest] = windows.size >= mostActors ? windows : [];
    if (oldest !== undefined) end(...oldest);
    const made = { actor, sinceMs: atMs, noted: 0, more: 0 };
    windows.set(key, made);
    return made;
  };
  return {
    refused: (actor, door, site) => {
      const window = windowOf(actor);
      if (window.noted >= notedEach) {
        window.more += 1;
        return;
      }
      window.noted += 1;
      note(actor, { type: 'accessRefused', door: door.slice(0, 100), site });
    },
    sweep: () => {
      for (const [key, window] of windows) if (Math.abs(now() - window.sinceMs) >= windowMs) end(key, window);
    },
    flush: () => {
      for (const [key, window] of windows) end(key, window);
    },
  };
};

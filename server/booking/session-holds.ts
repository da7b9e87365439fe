// One held place for each session, over all days and sites: a pick elsewhere gives the one before back.
import type { BusinessDate, SiteId } from '../../protocol/ids.ts';
import type { HoldId, OwnerHash } from '../../protocol/reservation-ids.ts';

export type SessionHold = {
  readonly site: SiteId;
  readonly date: BusinessDate;
  readonly hold: HoldId;
  /** Epoch ms. */
  readonly untilMs: number;
};

/** Sessions remembered at most; the oldest are forgotten first, and their holds end by their time. */
const most = 20_000;

export type SessionHolds = {
  /** Notes what a session holds now; gives what it held on another day or at another site, while that lives. */
  hold(owner: OwnerHash, held: SessionHold): SessionHold | null;
  /** It was given back, or became a reservation. */
  over(owner: OwnerHash, hold: HoldId): void;
};

/** In this hub's memory: a session that goes on at another hub keeps the place before until its time is over. */
export const createSessionHolds = (nowMs: () => number): SessionHolds => {
  const bySession = new Map<OwnerHash, SessionHold>();
  return {
    hold: (owner, held) => {
      const before = bySession.get(owner);
      bySession.delete(owner);
      bySession.set(owner, held);
      for (const [oldest, { untilMs }] of bySession) {
        if (bySession.size <= most && untilMs > nowMs()) break;
        bySession.delete(oldest);
      }
      // A place of the same day is given back by its book, in one step with the new one.
      const elsewhere = before !== undefined && (before.site !== held.site || before.date !== held.date);
      return elsewhere && before.untilMs > nowMs() ? before : null;
    },
    over: (owner, hold) => {
      if (bySession.get(owner)?.hold === hold) bySession.delete(owner);
    },
  };
};

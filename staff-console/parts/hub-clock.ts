// The hub's clock as this page knows it, so that ages and times are right on a computer whose clock is not.

export type HubClock = {
  /** Milliseconds since the epoch by the hub's clock. */
  nowMs(): number;
  /** Takes the hub's time of sending of a message that has just arrived. */
  heard(sentAtMs: number): void;
};

const jumpMs = 2_000;

/** A clock that follows the hub's: the least delayed message counts, a jump of either clock starts afresh. */
export const createHubClock = (localNowMs: () => number = Date.now): HubClock => {
  let offsetMs: number | null = null;
  return {
    nowMs: () => localNowMs() + (offsetMs ?? 0),
    heard(sentAtMs) {
      const seen = sentAtMs - localNowMs();
      // A delayed message makes the offset look smaller than it is, never larger.
      if (offsetMs === null || seen > offsetMs || Math.abs(seen - offsetMs) > jumpMs) offsetMs = seen;
    },
  };
};

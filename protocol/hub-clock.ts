// The hub's clock as a page knows it: an even counter of the page plus the offset learned from the times of sending. Somebody
// who sets the computer's clock changes nothing.

export type HubClock = {
  /** A message said when it was sent, by the hub's clock (epoch ms). */
  readonly heard: (sentAtMs: number) => void;
  /** Forgets what was learned; the next message counts alone. For a new connection. */
  readonly reset: () => void;
  /** Milliseconds since the epoch by the hub's clock; by the computer's until a message was heard. */
  readonly now: () => number;
};

const samplesKept = 8;
/** A sample so far from the others means that the hub's clock was set, not that the network was slow. */
const jumpMs = 5_000;

/** The least delayed of the last samples is nearest the truth: a message can be late, but never early. */
export const createHubClock = (
  steadyNow: () => number = () => performance.now(),
  ownNow: () => number = Date.now,
): HubClock => {
  let offsets: number[] = [];
  const offset = () => Math.max(...offsets);
  return {
    heard(sentAtMs) {
      const sample = sentAtMs - steadyNow();
      if (offsets.length > 0 && Math.abs(sample - offset()) > jumpMs) offsets = [];
      offsets = [...offsets, sample].slice(-samplesKept);
    },
    reset() {
      offsets = [];
    },
    now: () => Math.round(offsets.length === 0 ? ownNow() : steadyNow() + offset()),
  };
};

// The hub's clock as a screen knows it: its own clock plus the offset learned from the views' sentAtMs.

export type HubClock = {
  /** A view said when it was sent, by the hub's clock. */
  readonly heard: (sentAtMs: number) => void;
  /** Forgets what was learned; the next view counts alone. For a new connection. */
  readonly reset: () => void;
  /** Milliseconds since the epoch by the hub's clock; the own clock's until a view was heard. */
  readonly now: () => number;
};

const samplesKept = 8;
/** A sample so far from the others means that somebody set a clock, not that the network was slow. */
const jumpMs = 5_000;

/** The least delayed of the last samples is nearest the truth: a message can be late, but never early. */
export const createHubClock = (ownNow: () => number = Date.now): HubClock => {
  let offsets: number[] = [];
  const offset = () => (offsets.length === 0 ? 0 : Math.max(...offsets));
  return {
    heard(sentAtMs) {
      const sample = sentAtMs - ownNow();
      if (offsets.length > 0 && Math.abs(sample - offset()) > jumpMs) offsets = [];
      offsets = [...offsets, sample].slice(-samplesKept);
    },
    reset() {
      offsets = [];
    },
    now: () => Math.round(ownNow() + offset()),
  };
};

// When a device was last heard, by its key: noted when it comes, when it goes, and now and then while it is there.
import type { KeyId } from '../../../protocol/ids.ts';
import type { Notes } from '../../expiring/store.ts';

const prefix = 'device-heard:';
const everyMs = 5 * 60_000;
/** A device that was not heard for so long is told as never heard. */
const keepMs = 400 * 86_400_000;

export type Heard = {
  /** It is there; returns what to call when it goes. */
  came(key: KeyId): () => void;
  /** Epoch milliseconds by key. Throws LogUnavailable. */
  all(): Promise<ReadonlyMap<KeyId, number>>;
  close(): void;
};

/** `report` hears of notes that could not be written: then only the time shown is old. */
export const createHeard = (notes: Notes, nowMs: () => number, report: (error: unknown) => void): Heard => {
  const there = new Map<KeyId, number>();
  const note = (key: KeyId): void => {
    notes.put(`${prefix}${key}`, String(nowMs()), keepMs).catch(report);
  };
  const timer = setInterval(() => {
    for (const key of there.keys()) note(key);
  }, everyMs);
  timer.unref();
  return {
    came: (key) => {
      there.set(key, (there.get(key) ?? 0) + 1);
      note(key);
      return () => {
        const left = (there.get(key) ?? 0) - 1;
        if (left > 0) there.set(key, left);
        else there.delete(key);
        note(key);
      };
    },
    all: async () => {
      const found = new Map<KeyId, number>();
      for (const { key, value } of await notes.list(prefix))
        found.set(key.slice(prefix.length) as KeyId, Number(value));
      return found;
    },
    close: () => clearInterval(timer),
  };
};

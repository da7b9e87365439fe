// Counts the sockets of each device, since a reloaded page meets its old self: first one in, last one out.

export type PresenceCount = {
  /** True when this is the device's first socket. */
  enter(key: string): boolean;
  /** True when it was its last. */
  leave(key: string): boolean;
  of(key: string): number;
};

/** Starts with nobody there. */
export const createPresenceCount = (): PresenceCount => {
  const counts = new Map<string, number>();
  return {
    enter(key) {
      const before = counts.get(key) ?? 0;
      counts.set(key, before + 1);
      return before === 0;
    },
    leave(key) {
      const after = (counts.get(key) ?? 0) - 1;
      if (after > 0) counts.set(key, after);
      else counts.delete(key);
      return after === 0;
    },
    of: (key) => counts.get(key) ?? 0,
  };
};

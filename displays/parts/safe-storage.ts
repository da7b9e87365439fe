// The browser's storage, or where it is forbidden or full a memory that lasts until the page is reloaded.

export type SafeStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** `open` may throw, as `window.localStorage` does in some private modes. */
export const safeStorage = (open: () => Storage): SafeStorage => {
  const memory = new Map<string, string>();
  const attempt = <T>(work: (storage: Storage) => T): T | null => {
    try {
      return work(open());
    } catch {
      return null;
    }
  };
  return {
    getItem: (key) => memory.get(key) ?? attempt((storage) => storage.getItem(key)),
    setItem: (key, value) => {
      memory.delete(key);
      const kept = attempt((storage) => {
        storage.setItem(key, value);
        return storage.getItem(key) === value;
      });
      if (kept !== true) memory.set(key, value);
    },
    removeItem: (key) => {
      memory.delete(key);
      attempt((storage) => storage.removeItem(key));
    },
  };
};

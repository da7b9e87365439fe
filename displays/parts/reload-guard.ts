// Reloads a page that an upgraded hub has left behind, at most once a minute.

const key = 'junban.reloadedAtMs';
const everyMs = 60_000;

export type ReloadGuard = {
  /** Reloads now if the last time is long enough ago; true when it does. */
  readonly reload: () => boolean;
};

export const createReloadGuard = (
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  reloadPage: () => void,
  now: () => number,
): ReloadGuard => ({
  reload() {
    try {
      const age = now() - Number(storage.getItem(key) ?? 0);
      if (age >= 0 && age < everyMs) return false;
      storage.setItem(key, String(now()));
    } catch {
      // Without storage we could not tell how often: better an old page than one that reloads for ever.
      return false;
    }
    reloadPage();
    return true;
  },
});

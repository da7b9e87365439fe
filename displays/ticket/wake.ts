// Keeps the screen awake while the visitor waits for a sound, and asks for it anew each time the page is seen again.

export type Wake = {
  /** Asks for it from now on; also after the phone took it back. */
  readonly keep: () => Promise<void>;
  readonly release: () => Promise<void>;
  /** held: the screen stays on · asked: it should, but the phone has taken it back or not given it · off. */
  readonly state: () => 'held' | 'asked' | 'off';
};

type Sentinel = { readonly released: boolean; release(): Promise<void> };
type WakeLockSource = { request(type: 'screen'): Promise<Sentinel> };

/** `source` is navigator.wakeLock; undefined without HTTPS and in older browsers. */
export const createWake = (
  source: WakeLockSource | undefined,
  page: Pick<Document, 'visibilityState' | 'addEventListener'>,
  onChange: () => void,
): Wake => {
  let wanted = false;
  let sentinel: Sentinel | null = null;
  const ask = async (): Promise<void> => {
    if (!wanted || source === undefined || page.visibilityState !== 'visible') return;
    if (sentinel !== null && !sentinel.released) return;
    try {
      sentinel = await source.request('screen');
      // Not wanted any more while it was on its way.
      if (!wanted) await sentinel.release();
    } catch {
      // Battery saver says no: told on the page, tried again when it is seen next.
      sentinel = null;
    }
    onChange();
  };
  page.addEventListener('visibilitychange', () => void ask());
  return {
    keep: () => {
      wanted = true;
      return ask();
    },
    release: async () => {
      wanted = false;
      await sentinel?.release().catch(() => {});
      sentinel = null;
      onChange();
    },
    state: () => (!wanted ? 'off' : sentinel !== null && !sentinel.released ? 'held' : 'asked'),
  };
};

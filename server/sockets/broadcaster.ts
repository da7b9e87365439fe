// Hears of every change of a site and has its views sent: walls first, then devices, then consoles.
import type { SiteId } from '../../protocol/ids.ts';
import type { Hub, Snapshot } from '../hub/contract.ts';

type Refreshing = { refresh(site: SiteId, snapshot: () => Snapshot): void };

/** Watches all sites; `inOrder` is the order in which kinds of rooms are served. Returns a function that ends it. */
export const watchSites = (hub: Hub, inOrder: readonly Refreshing[]): (() => void) => {
  const stops = [...hub.sites].map(([site, siteHub]) =>
    siteHub.onChange(() => {
      // One snapshot for all rooms of this change, made only if somebody looks.
      let taken: Snapshot | null = null;
      const snapshot = () => {
        taken ??= siteHub.snapshot();
        return taken;
      };
      for (const rooms of inOrder) rooms.refresh(site, snapshot);
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
};

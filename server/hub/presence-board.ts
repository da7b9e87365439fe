// What hubs tell each other of who is there: each its own devices, put together by every one.
import type { SiteId } from '../../protocol/ids.ts';
import type { AgentPresence, BoothPages, KioskPresence, PresenceSnapshot, WallPresence } from './contract.ts';

/** The part of the board that speaks of one site. */
export type SiteBoard = {
  /** What this hub knows now; the others hear of it soon. */
  tell(snapshot: PresenceSnapshot): void;
  /** What the other hubs told last, those gone left out. */
  others(): readonly PresenceSnapshot[];
  /** Calls back when another hub told something new, or is gone; returns a function that ends it. */
  onChange(listener: () => void): () => void;
};

export type PresenceBoard = {
  site(site: SiteId): SiteBoard;
  close(): void;
};

/** For a hub that is alone. */
export const noBoard: SiteBoard = { tell: () => {}, others: () => [], onChange: () => () => {} };

type Device = WallPresence | AgentPresence | KioskPresence;

/** A device is where it is connected; of two such words the later holds, of none the one that saw it last. */
const better = <D extends Device>(a: D, b: D): D => {
  if (a.connected !== b.connected) return a.connected ? a : b;
  return b.sinceMs > a.sinceMs ? b : a;
};

const mergeDevices = <D extends Device>(lists: readonly (readonly D[])[]): readonly D[] => {
  const found = new Map<string, D>();
  for (const device of lists.flat()) {
    const known = found.get(device.device);
    found.set(device.device, known === undefined ? device : better(known, device));
  }
  return [...found.values()];
};

/** A page is open at one hub only. */
const addPages = (lists: readonly (readonly BoothPages[])[]): readonly BoothPages[] => {
  const found = new Map<BoothPages['booth'], number>();
  for (const { booth, pages } of lists.flat()) found.set(booth, (found.get(booth) ?? 0) + pages);
  return [...found].map(([booth, pages]) => ({ booth, pages }));
};

/** What all hubs together know, this one first. */
export const mergePresence = (
  snapshots: readonly [PresenceSnapshot, ...PresenceSnapshot[]],
): PresenceSnapshot =>
  snapshots.length === 1
    ? snapshots[0]
    : {
        walls: mergeDevices(snapshots.map(({ walls }) => walls)),
        agents: mergeDevices(snapshots.map(({ agents }) => agents)),
        kiosks: mergeDevices(snapshots.map(({ kiosks }) => kiosks)),
        booths: addPages(snapshots.map(({ booths }) => booths ?? [])),
      };

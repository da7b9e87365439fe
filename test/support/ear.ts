// A lobby screen without a screen: the wall's own link, announcer and receipts, with a voice that keeps what it says.
import { createAnnouncer } from '../../displays/parts/announcer.ts';
import type { CallMemory } from '../../displays/parts/call-memory.ts';
import { connectWall } from '../../displays/parts/hub-link.ts';
import { createReceipts } from '../../displays/parts/receipts.ts';
import { createHubClock } from '../../protocol/hub-clock.ts';
import { SiteId } from '../../protocol/ids.ts';
import type { WallView } from '../../protocol/views.ts';
import { pairDevice } from './pair.ts';

export type Ear = {
  /** Call ids in the order in which they were spoken. */
  readonly spoken: readonly string[];
  view(): WallView | null;
  /** Milliseconds without a live line, each time it was lost. */
  readonly gaps: readonly number[];
  close(): void;
};

const noMemory: CallMemory = { load: () => null, save: () => {} };

/** Connects to a hub; it learns of the others from what it is shown. */
export const openEar = async (hub: string, site: string, device: string): Promise<Ear> => {
  const key = await pairDevice(hub, 'wall', site, device);
  const spoken: string[] = [];
  const gaps: number[] = [];
  let view: WallView | null = null;
  let lostMs: number | null = null;
  const clock = createHubClock();
  const announcer = createAnnouncer({
    site: SiteId.parse(site),
    voice: {
      speak: async ({ callId }) => {
        spoken.push(callId);
        return 'spoken';
      },
    },
    chime: { play: async () => 'played', allowed: () => true, unlock: async () => true },
    memory: noMemory,
    now: clock.now,
    onSpoken: (call, atMs) => receipts.spoken(call.callId, atMs),
  });
  const receipts = createReceipts({
    send: (receipt) => link.send(receipt),
    sound: announcer.sound,
    now: clock.now,
  });
  const link = connectWall({
    origin: hub,
    hello: { key },
    clock,
    onView: (next) => {
      view = next;
      announcer.hear(next);
      receipts.shown(next.calls.map(({ callId }) => callId));
    },
    onState: (state) => {
      if (state === 'offline') lostMs ??= performance.now();
      if (state !== 'live' || lostMs === null) return;
      gaps.push(performance.now() - lostMs);
      lostMs = null;
    },
    onPlaced: () => {},
    onUnknownKey: () => {
      throw new Error(`the key of ${device} is not known`);
    },
    onConnected: () => receipts.connected(),
    onRefused: () => {},
    onUnreadable: (problem) => {
      throw new Error(problem);
    },
  });
  const ticking = setInterval(receipts.tick, 500);
  return {
    spoken,
    gaps,
    view: () => view,
    close: () => {
      clearInterval(ticking);
      link.close();
    },
  };
};

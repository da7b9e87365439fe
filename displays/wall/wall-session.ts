// A wall with a key: joins link, announcer, receipts and page, at whichever site the hub says it stands.

import { createHubClock } from '../../protocol/hub-clock.ts';
import type { SiteId } from '../../protocol/ids.ts';
import { type Announcer, createAnnouncer } from '../parts/announcer.ts';
import { createCallMemory } from '../parts/call-memory.ts';
import type { Chime } from '../parts/chime.ts';
import { connectWall } from '../parts/hub-link.ts';
import { createReceipts, type Receipts } from '../parts/receipts.ts';
import type { ReloadGuard } from '../parts/reload-guard.ts';
import type { SafeStorage } from '../parts/safe-storage.ts';
import type { Voice } from '../parts/voice.ts';
import type { WallPage } from './wall-page.ts';

export type WallSession = {
  /** Call twice a second. */
  tick(): void;
  /** Call from a touch or a key. */
  unlock(): void;
  close(): void;
};

/** The voice of a lobby's wall; `hubs`: where to ask, the connected one first. */
export type VoiceAt = (site: SiteId, hubs: () => readonly string[]) => Voice;

type Parts = {
  readonly page: WallPage;
  readonly origin: string;
  readonly key: string;
  readonly voiceAt: VoiceAt;
  readonly chime: Chime;
  readonly muted: boolean;
  readonly storage: SafeStorage;
  readonly guard: ReloadGuard;
  readonly onUnknownKey: () => void;
};

type Standing = { readonly site: SiteId; readonly announcer: Announcer; readonly receipts: Receipts };

export const openWallSession = (parts: Parts): WallSession => {
  const { page, voiceAt, chime, storage, guard } = parts;
  const clock = createHubClock();
  page.now = clock.now;
  let standing: Standing | null = null;

  const standAt = (site: SiteId): Standing => {
    const announcer = createAnnouncer({
      site,
      voice: voiceAt(site, () => link.hubs()),
      chime,
      muted: parts.muted,
      memory: createCallMemory(storage, site),
      now: clock.now,
      onSpoken: (call, atMs) => receipts.spoken(call.callId, atMs),
    });
    const receipts = createReceipts({
      send: (receipt) => link.send(receipt),
      sound: announcer.sound,
      voice: announcer.voice,
      now: clock.now,
    });
    return { site, announcer, receipts };
  };

  const link = connectWall({
    origin: parts.origin,
    hello: { key: parts.key },
    clock,
    onConnected: () => standing?.receipts.connected(),
    onPlaced: ({ place }) => {
      if (standing?.site === place.site) return;
      // Moved: what another lobby was told is none of this one's.
      page.view = null;
      standing = standAt(place.site);
    },
    onUnknownKey: parts.onUnknownKey,
    onState: (state) => {
      page.link = state;
    },
    onView: async (view) => {
      const here = standing;
      if (here === null) return;
      page.view = view;
      page.problem = null;
      here.announcer.hear(view);
      await page.updateComplete;
      here.receipts.shown(view.calls.map((call) => call.callId));
    },
    onRefused: (refusal) => {
      page.problem = refusal.code === 'unknownSite' ? 'unknownSite' : null;
      // A hub that speaks another version does not understand our hello.
      if (refusal.code === 'malformed') guard.reload();
    },
    onUnreadable: (problem) => {
      page.link = 'offline';
      if (!guard.reload()) console.error(`The hub speaks another version: ${problem}`);
    },
  });

  return {
    tick: () => {
      if (standing === null) return;
      const { announcer, receipts } = standing;
      receipts.tick();
      page.needsTouch = announcer.sound() !== 'off' && announcer.needsTouch();
    },
    unlock: () => void standing?.announcer.unlock(),
    close: () => {
      link.close();
      standing = null;
      page.view = null;
      page.needsTouch = false;
    },
  };
};

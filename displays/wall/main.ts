// Starts the wall: reads site and device from the address, then joins link, announcer, receipts and page.
import '../../protocol/no-eval.ts';
import { DeviceId, Language, SiteId } from '../../protocol/ids.ts';
import { createAnnouncer } from '../parts/announcer.ts';
import { createCallMemory } from '../parts/call-memory.ts';
import { createChime } from '../parts/chime.ts';
import { createHubClock } from '../parts/hub-clock.ts';
import { connectWall, type WallLink } from '../parts/hub-link.ts';
import { createHubVoice } from '../parts/hub-voice.ts';
import { createReceipts } from '../parts/receipts.ts';
import { createReloadGuard } from '../parts/reload-guard.ts';
import { createBrowserVoice } from '../parts/voice.ts';
import { WallPage } from './wall-page.ts';

/** New calls change their colours once in each half of a second's flash. */
const flashHalfMs = 500;

/** A screen that nobody named keeps the name it gave itself. */
const ownDevice = (storage: Storage): string => {
  const key = 'junban.device';
  const kept = storage.getItem(key);
  if (kept !== null && DeviceId.safeParse(kept).success) return kept;
  const made = `wall-${Math.random().toString(36).slice(2, 6).padEnd(4, '0')}`;
  storage.setItem(key, made);
  return made;
};

const start = (page: WallPage): void => {
  const query = new URLSearchParams(location.search);
  const site = SiteId.safeParse(decodeURIComponent(location.pathname.split('/')[2] ?? ''));
  if (!site.success) {
    page.problem = 'unknownSite';
    return;
  }
  const device = DeviceId.parse(
    DeviceId.safeParse(query.get('device')).data ?? ownDevice(window.localStorage),
  );
  // ?second=vi holds one language beside Japanese, instead of all in turn.
  page.pinnedLanguage = Language.safeParse(query.get('second')).data ?? null;

  const clock = createHubClock();
  page.now = clock.now;
  const guard = createReloadGuard(window.sessionStorage, () => location.reload(), Date.now);
  let link: WallLink | null = null;
  const context = new AudioContext();
  const announcer = createAnnouncer({
    site: site.data,
    voice: createHubVoice({
      site: site.data,
      context,
      hubs: () => link?.hubs() ?? [location.origin],
      fallback: createBrowserVoice(window.speechSynthesis),
      fetch: (address, signal) => fetch(address, { signal, credentials: 'omit' }),
    }),
    chime: createChime(context),
    memory: createCallMemory(window.localStorage, site.data),
    now: clock.now,
    onSpoken: (call, atMs) => receipts.spoken(call.callId, atMs),
  });
  const receipts = createReceipts({
    send: (receipt) => link?.send(receipt) ?? false,
    sound: announcer.sound,
    voice: announcer.voice,
    now: clock.now,
  });
  link = connectWall({
    origin: location.origin,
    hello: { site: site.data, device },
    clock,
    onConnected: () => receipts.connected(),
    onState: (state) => {
      page.link = state;
    },
    onView: async (view) => {
      page.view = view;
      page.problem = null;
      announcer.hear(view);
      await page.updateComplete;
      receipts.shown(view.calls.map((call) => call.callId));
    },
    onRefused: (refusal) => {
      page.problem = refusal.code === 'unknownSite' ? 'unknownSite' : null;
    },
    onUnreadable: (problem) => {
      page.link = 'offline';
      if (!guard.reload()) console.error(`The hub speaks another version: ${problem}`);
    },
  });

  window.setInterval(() => page.toggleAttribute('lit'), flashHalfMs);
  window.setInterval(() => {
    receipts.tick();
    page.needsTouch = announcer.sound() !== 'off' && announcer.needsTouch();
    page.tick();
  }, 500);
  for (const gesture of ['pointerdown', 'keydown'] as const)
    window.addEventListener(gesture, () => void announcer.unlock());
};

if (!customElements.get('wall-page')) customElements.define('wall-page', WallPage);
const page = document.querySelector('wall-page');
if (page instanceof WallPage) start(page);

// Starts the wall: with the key of this browser it shows its lobby, without one a code until an administrator has accepted it.
import '../../protocol/no-eval.ts';
import { DeviceId, Language } from '../../protocol/ids.ts';
import { createChime } from '../parts/chime.ts';
import { createHubVoice } from '../parts/hub-voice.ts';
import { servePaired, wishOf } from '../parts/paired-screen.ts';
import { type SafeStorage, safeStorage } from '../parts/safe-storage.ts';
import { createBrowserVoice } from '../parts/voice.ts';
import { WallPage } from './wall-page.ts';
import { openWallSession, type VoiceAt } from './wall-session.ts';

/** New calls change their colours once in each half of a second's flash. */
const flashHalfMs = 500;

/** A screen that nobody named keeps the name it gave itself. */
const ownDevice = (storage: SafeStorage): DeviceId => {
  const key = 'junban.device';
  const kept = DeviceId.safeParse(storage.getItem(key));
  if (kept.success) return kept.data;
  const made = DeviceId.parse(`wall-${Math.random().toString(36).slice(2, 6).padEnd(4, '0')}`);
  storage.setItem(key, made);
  return made;
};

const start = (page: WallPage): void => {
  // ?second=vi holds one language beside Japanese, instead of all in turn.
  const query = new URLSearchParams(location.search);
  page.pinnedLanguage = Language.safeParse(query.get('second')).data ?? null;
  const storage = safeStorage(() => window.localStorage);
  const context = new AudioContext();
  const chime = createChime(context);
  const fallback = createBrowserVoice(window.speechSynthesis);
  const voiceAt: VoiceAt = (site, hubs) =>
    createHubVoice({
      site,
      context,
      hubs,
      fallback,
      fetch: (address, signal) => fetch(address, { signal, credentials: 'omit' }),
    });
  const session = servePaired({
    page,
    purpose: 'wall',
    storage,
    wish: wishOf(() => ownDevice(storage)),
    serve: (served) =>
      openWallSession({
        page,
        origin: location.origin,
        voiceAt,
        chime,
        // ?sound=off where another wall speaks in the same hall.
        muted: query.get('sound') === 'off',
        storage,
        ...served,
      }),
  });

  window.setInterval(() => page.toggleAttribute('lit'), flashHalfMs);
  window.setInterval(() => {
    session()?.tick();
    page.tick();
  }, 500);
  for (const gesture of ['pointerdown', 'keydown'] as const)
    window.addEventListener(gesture, () => session()?.unlock());
};

if (!customElements.get('wall-page')) customElements.define('wall-page', WallPage);
const page = document.querySelector('wall-page');
if (page instanceof WallPage) start(page);

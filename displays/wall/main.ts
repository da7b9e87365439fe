// Starts the wall: with the key of this browser it shows its lobby, without one a code until an administrator has accepted it.
import '../../protocol/no-eval.ts';
import { DeviceId, Language, SiteId } from '../../protocol/ids.ts';
import { openPairingLine } from '../../protocol/pairing-line.ts';
import type { Wish } from '../../protocol/wire-devices.ts';
import { createChime } from '../parts/chime.ts';
import { createDeviceKeyStore, hashOf, newKey } from '../parts/device-key.ts';
import { createReloadGuard } from '../parts/reload-guard.ts';
import { type SafeStorage, safeStorage } from '../parts/safe-storage.ts';
import { createBrowserVoice } from '../parts/voice.ts';
import { WallPage } from './wall-page.ts';
import { openWallSession, type WallSession } from './wall-session.ts';

/** New calls change their colours once in each half of a second's flash. */
const flashHalfMs = 500;

/** A screen that nobody named keeps the name it gave itself. */
const ownDevice = (storage: SafeStorage): string => {
  const key = 'junban.device';
  const kept = storage.getItem(key);
  if (kept !== null && DeviceId.safeParse(kept).success) return kept;
  const made = `wall-${Math.random().toString(36).slice(2, 6).padEnd(4, '0')}`;
  storage.setItem(key, made);
  return made;
};

/** Where the address wants it to stand, e.g. /wall/centre?device=lobby-1; null: it leaves that to the administrator. */
const wishOf = (storage: SafeStorage): Wish | null => {
  const site = SiteId.safeParse(decodeURIComponent(location.pathname.split('/')[2] ?? ''));
  if (!site.success) return null;
  const named = DeviceId.safeParse(new URLSearchParams(location.search).get('device')).data;
  return { site: site.data, device: named ?? DeviceId.parse(ownDevice(storage)) };
};

const start = (page: WallPage): void => {
  // ?second=vi holds one language beside Japanese, instead of all in turn.
  page.pinnedLanguage = Language.safeParse(new URLSearchParams(location.search).get('second')).data ?? null;
  const storage = safeStorage(() => window.localStorage);
  const keys = createDeviceKeyStore(storage);
  // The browser's own, or none: a memory that ends with the page could not stop it from reloading for ever.
  const tabStorage = {
    getItem: (name: string) => window.sessionStorage.getItem(name),
    setItem: (name: string, value: string) => window.sessionStorage.setItem(name, value),
  };
  const guard = createReloadGuard(tabStorage, () => location.reload(), Date.now);
  const voice = createBrowserVoice(window.speechSynthesis);
  const chime = createChime(new AudioContext());
  const wish = wishOf(storage);
  let session: WallSession | null = null;

  const show = (key: string): void => {
    page.pairing = null;
    session = openWallSession({
      page,
      origin: location.origin,
      key,
      voice,
      chime,
      storage,
      guard,
      onUnknownKey: () => {
        session?.close();
        session = null;
        keys.keepKey(null);
        pair();
      },
    });
  };

  const pair = (): void => {
    const shown = { code: null, trouble: null, where: `${location.host}/devices` } as const;
    page.now = Date.now;
    page.pairing = shown;
    openPairingLine({
      addresses: [location.origin],
      request: {
        purpose: 'wall',
        ...(wish === null ? {} : { wanted: wish }),
        about: `${screen.width}×${screen.height}`,
      },
      newKey,
      hashOf,
      kept: keys.pairing(),
      keep: keys.keepPairing,
      onCode: (code) => {
        page.pairing = { ...(page.pairing ?? shown), code };
      },
      onTrouble: (trouble) => {
        page.pairing = { ...(page.pairing ?? shown), trouble };
      },
      onAccepted: (key) => {
        keys.keepKey(key);
        keys.keepPairing(null);
        show(key);
      },
    });
  };

  const key = keys.key();
  if (key === null) pair();
  else show(key);

  window.setInterval(() => page.toggleAttribute('lit'), flashHalfMs);
  window.setInterval(() => {
    session?.tick();
    page.tick();
  }, 500);
  for (const gesture of ['pointerdown', 'keydown'] as const)
    window.addEventListener(gesture, () => session?.unlock());
};

if (!customElements.get('wall-page')) customElements.define('wall-page', WallPage);
const page = document.querySelector('wall-page');
if (page instanceof WallPage) start(page);

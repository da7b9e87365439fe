// Starts the kiosk: with the key of this browser it serves visitors, without one it shows a code until it is accepted.
import '../../protocol/no-eval.ts';
import { DeviceId, SiteId } from '../../protocol/ids.ts';
import { openPairingLine } from '../../protocol/pairing-line.ts';
import type { Wish } from '../../protocol/wire-devices.ts';
import { createDeviceKeyStore, hashOf, newKey } from '../parts/device-key.ts';
import { createReloadGuard } from '../parts/reload-guard.ts';
import { safeStorage } from '../parts/safe-storage.ts';
import { KioskPage } from './kiosk-page.ts';
import { type KioskSession, openKioskSession } from './kiosk-session.ts';

const tickMs = 250;

/** Where the address wants it to stand, e.g. /kiosk/centre?device=kiosk-1; null: it leaves that to the administrator. */
const wishOf = (): Wish | null => {
  const site = SiteId.safeParse(decodeURIComponent(location.pathname.split('/')[2] ?? ''));
  const device = DeviceId.safeParse(new URLSearchParams(location.search).get('device') ?? 'kiosk-1');
  return site.success && device.success ? { site: site.data, device: device.data } : null;
};

/** One browser may be a wall at one address and a kiosk at another, each with a key of its own. */
const named = (storage: ReturnType<typeof safeStorage>, prefix: string): ReturnType<typeof safeStorage> => ({
  getItem: (key) => storage.getItem(`${prefix}${key}`),
  setItem: (key, value) => storage.setItem(`${prefix}${key}`, value),
  removeItem: (key) => storage.removeItem(`${prefix}${key}`),
});

const start = (page: KioskPage): void => {
  const keys = createDeviceKeyStore(
    named(
      safeStorage(() => window.localStorage),
      'kiosk.',
    ),
  );
  // The browser's own, or none: a memory that ends with the page could not stop it from reloading for ever.
  const tabStorage = {
    getItem: (name: string) => window.sessionStorage.getItem(name),
    setItem: (name: string, value: string) => window.sessionStorage.setItem(name, value),
  };
  const guard = createReloadGuard(tabStorage, () => location.reload(), Date.now);
  const wish = wishOf();
  let session: KioskSession | null = null;

  const serve = (key: string): void => {
    page.pairing = null;
    session = openKioskSession({
      page,
      origin: location.origin,
      key,
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
        purpose: 'kiosk',
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
        serve(key);
      },
    });
  };

  const key = keys.key();
  if (key === null) pair();
  else serve(key);
  window.setInterval(() => session?.tick(), tickMs);
  // A long press is no wish for a menu, and two fingers none for a zoom: they are a visitor's hands.
  window.addEventListener('contextmenu', (event) => event.preventDefault());
};

if (!customElements.get('kiosk-page')) customElements.define('kiosk-page', KioskPage);
const page = document.querySelector('kiosk-page');
if (page instanceof KioskPage) start(page);

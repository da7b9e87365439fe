// Starts the kiosk: with the key of this browser it serves visitors, without one it shows a code until it is accepted.
import '../../protocol/no-eval.ts';
import { DeviceId } from '../../protocol/ids.ts';
import { servePaired, wishOf } from '../parts/paired-screen.ts';
import { type SafeStorage, safeStorage } from '../parts/safe-storage.ts';
import { KioskPage } from './kiosk-page.ts';
import { openKioskSession } from './kiosk-session.ts';

const tickMs = 250;

/** One browser may be a wall at one address and a kiosk at another, each with a key of its own. */
const named = (storage: SafeStorage, prefix: string): SafeStorage => ({
  getItem: (key) => storage.getItem(`${prefix}${key}`),
  setItem: (key, value) => storage.setItem(`${prefix}${key}`, value),
  removeItem: (key) => storage.removeItem(`${prefix}${key}`),
});

const start = (page: KioskPage): void => {
  const storage = safeStorage(() => window.localStorage);
  const session = servePaired({
    page,
    purpose: 'kiosk',
    storage: named(storage, 'kiosk.'),
    wish: wishOf(() => DeviceId.parse('kiosk-1')),
    serve: (served) => openKioskSession({ page, origin: location.origin, ...served }),
  });
  window.setInterval(() => session()?.tick(), tickMs);
  // A long press is no wish for a menu, and two fingers none for a zoom: they are a visitor's hands.
  window.addEventListener('contextmenu', (event) => event.preventDefault());
};

if (!customElements.get('kiosk-page')) customElements.define('kiosk-page', KioskPage);
const page = document.querySelector('kiosk-page');
if (page instanceof KioskPage) start(page);

// A screen that needs a key: with the one of this browser it serves, without one it shows a code until it is accepted.
import { DeviceId, SiteId } from '../../protocol/ids.ts';
import { openPairingLine } from '../../protocol/pairing-line.ts';
import type { PairingRequest, Wish } from '../../protocol/wire-devices.ts';
import { createDeviceKeyStore, hashOf, newKey } from './device-key.ts';
import type { PairingShown } from './pairing-part.ts';
import { createReloadGuard, type ReloadGuard } from './reload-guard.ts';
import type { SafeStorage } from './safe-storage.ts';

export type PairedScreenParts<Session> = {
  readonly page: { pairing: PairingShown | null; now: () => number };
  readonly purpose: PairingRequest['purpose'];
  /** Where its key is kept. */
  readonly storage: SafeStorage;
  /** null: it leaves its place to the administrator. */
  readonly wish: Wish | null;
  /** Begins to serve; `onUnknownKey` when the hub does not know the key any more. */
  readonly serve: (served: {
    readonly key: string;
    readonly guard: ReloadGuard;
    readonly onUnknownKey: () => void;
  }) => Session;
};

/** Where the address wants a screen to stand, e.g. /wall/centre?device=lobby-1; null: it does not say. */
export const wishOf = (ownDevice: () => DeviceId): Wish | null => {
  const site = SiteId.safeParse(decodeURIComponent(location.pathname.split('/')[2] ?? ''));
  if (!site.success) return null;
  const named = DeviceId.safeParse(new URLSearchParams(location.search).get('device')).data;
  return { site: site.data, device: named ?? ownDevice() };
};

/** Serves for ever, with one key after another; gives what serves now, null while it has no key. */
export const servePaired = <Session extends { close(): void }>(
  parts: PairedScreenParts<Session>,
): (() => Session | null) => {
  const { page, purpose, wish } = parts;
  const keys = createDeviceKeyStore(parts.storage);
  // The browser's own, or none: a memory that ends with the page could not stop it from reloading for ever.
  const tabStorage = {
    getItem: (name: string) => window.sessionStorage.getItem(name),
    setItem: (name: string, value: string) => window.sessionStorage.setItem(name, value),
  };
  const guard = createReloadGuard(tabStorage, () => location.reload(), Date.now);
  let session: Session | null = null;

  const serve = (key: string): void => {
    page.pairing = null;
    session = parts.serve({
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
        purpose,
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
  return () => session;
};

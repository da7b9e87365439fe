// Asks the browser for messages to a sleeping phone, where the hub offers them and the browser can.
import type { PushSubscription as Subscription } from '../../protocol/web-push.ts';

/** off: offered, not wanted yet · denied: the visitor or the phone said no · failed: the browser's service was not reached. */
export type PushState = 'off' | 'asking' | 'on' | 'denied' | 'failed';

export type PhonePush = {
  /** Whether this phone has it from before (a reload). */
  readonly isOn: () => Promise<boolean>;
  /** From a tap. `tell` hands it to the hub; false: the hub did not take it. Resolves in any case. */
  readonly turnOn: (
    key: string,
    tell: (subscription: Subscription) => Promise<boolean>,
  ) => Promise<PushState>;
  /** The visit is over. */
  readonly turnOff: () => Promise<void>;
};

const workerPath = '/t/worker.js';

/** The policy of our pages lets no text become the address of a script but this one. */
const workerUrl = (): string => {
  const types = (
    window as {
      trustedTypes?: {
        createPolicy(name: string, rules: object): { createScriptURL(text: string): unknown };
      };
    }
  ).trustedTypes;
  const policy = types?.createPolicy('junban-worker', { createScriptURL: () => workerPath });
  return (policy?.createScriptURL(workerPath) ?? workerPath) as string;
};

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/** null: this browser cannot, or the page did not come by HTTPS. */
export const createPush = (page: string): PhonePush | null => {
  if (!window.isSecureContext || !('serviceWorker' in navigator) || !('PushManager' in window)) return null;
  const url = workerUrl();
  const known = () => navigator.serviceWorker.getRegistration(page);
  return {
    isOn: async () => {
      const registration = await known().catch(() => undefined);
      return (await registration?.pushManager.getSubscription().catch(() => null)) != null;
    },
    turnOn: async (key, tell) => {
      try {
        if ((await Notification.requestPermission()) !== 'granted') return 'denied';
        await navigator.serviceWorker.register(url, { scope: page });
        const registration = await navigator.serviceWorker.ready;
        const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
        const { endpoint, keys } = (await registration.pushManager.subscribe(options)).toJSON();
        const subscription = {
          endpoint: endpoint ?? '',
          keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
        };
        return (await tell(subscription)) ? 'on' : 'failed';
      } catch {
        return 'failed';
      }
    },
    turnOff: async () => {
      const registration = await known().catch(() => undefined);
      if (registration === undefined) return;
      const subscription = await registration.pushManager.getSubscription().catch(() => null);
      await subscription?.unsubscribe().catch(() => false);
      await registration.unregister().catch(() => false);
    },
  };
};

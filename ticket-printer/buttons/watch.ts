// Watches for the button devices of the configuration: plugged in, opened, read, unplugged, plugged in again.
import type { Logger } from 'pino';
import type { ButtonStatus } from '../../protocol/views.ts';
import type { Clock } from '../clock.ts';
import { createDebounce } from './debounce.ts';
import { type ButtonDevice, type Received, runDevice } from './device.ts';
import { type DeviceChoice, type FeedbackKind, matches, type Profile } from './profile.ts';
import type { HidDeviceInfo, HidTransport } from './transport.ts';

/** One entry of the configuration: which device, and how long its contacts may bounce. */
export type ButtonBinding = {
  readonly profile: Profile;
  readonly device: DeviceChoice;
  readonly debounceMs: number;
};

export type KeyPress<B extends ButtonBinding> = {
  readonly binding: B;
  readonly key: string;
  /** Beeps or flashes on the device that was pressed, where it can. */
  readonly feedback: (kind: FeedbackKind) => void;
};

export type ButtonWatch = {
  buttons(): readonly ButtonStatus[];
  hid(): 'ok' | 'missing' | 'unknown';
  /** Why there is no HID; null: there is, or nobody knows why not. */
  trouble(): string | null;
  close(): Promise<void>;
};

type WatchOptions<B extends ButtonBinding> = {
  readonly transport: HidTransport;
  readonly bindings: readonly B[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onPress: (press: KeyPress<B>) => void;
  /** Something was plugged in or out, or HID turned out to be missing. */
  readonly onChange: () => void;
  /** How often to look for devices, ms. */
  readonly everyMs?: number;
};

type Last = Received & { readonly atMs: number };
type Open<B> = {
  readonly binding: B;
  readonly name: string;
  readonly device: ButtonDevice;
  last: Last | null;
};

/** As people write bytes: 00 00 59. */
const hexOf = (report: Uint8Array): string =>
  Array.from(report.subarray(0, 32), (byte) => byte.toString(16).padStart(2, '0')).join(' ');

const lastOf = ({ report, keys, atMs }: Last): NonNullable<ButtonStatus['last']> => ({
  atMs,
  report: hexOf(report),
  keys: keys === null ? null : keys.slice(0, 10).map((key) => key.slice(0, 20)),
});

/** Looks at once, then every second; never throws for what a device does. */
export const watchButtons = <B extends ButtonBinding>(options: WatchOptions<B>): ButtonWatch => {
  const { transport, bindings, clock, logger, onPress, onChange, everyMs = 1_000 } = options;
  const open = new Map<string, Open<B>>();
  // Kept per binding and path while the watch lives, so that a flickering plug cannot double a press.
  const debounces = bindings.map((binding) => createDebounce(binding.debounceMs));
  const unreadable = new Set<string>();
  let hid: 'ok' | 'missing' | 'unknown' = 'unknown';
  let closed = false;
  let cancel = (): void => {};

  const plug = async (info: HidDeviceInfo, index: number, binding: B): Promise<void> => {
    const name = info.product ?? binding.profile.name;
    const about = { profile: binding.profile.id, button: name, path: info.path };
    try {
      const handle = await transport.open(info.path);
      const device = runDevice({
        handle,
        profile: binding.profile,
        clock,
        logger,
        onKey: (key) => {
          const counts = debounces[index]?.press(`${info.path} ${key}`, clock.now()) ?? true;
          if (counts) onPress({ binding, key, feedback: (kind) => device.feedback(kind) });
          else logger.debug({ ...about, key }, 'bounce ignored');
        },
        onReceived: (received) => {
          const at = open.get(info.path);
          if (at !== undefined) at.last = { ...received, atMs: clock.now() };
          if (received.keys === null)
            logger.info({ ...about, report: hexOf(received.report) }, 'received, and not taken for a key');
          onChange();
        },
        onGone: (error) => {
          open.delete(info.path);
          logger.warn({ ...about, reason: error.message }, 'button unplugged');
          onChange();
        },
      });
      if (closed) {
        await device.close();
        return;
      }
      open.set(info.path, { binding, name, device, last: null });
      unreadable.delete(info.path);
      logger.info(about, 'button ready');
      onChange();
    } catch (error) {
      // Said once: it is tried again every second (permissions may come with a udev rule).
      if (!unreadable.has(info.path))
        logger.warn({ ...about, reason: String(error) }, 'button cannot be opened');
      unreadable.add(info.path);
    }
  };

  const look = async (): Promise<void> => {
    const devices = await transport.list().catch((error: unknown) => {
      logger.debug({ reason: String(error) }, 'HID devices cannot be listed');
      return null;
    });
    const now = devices === null ? 'missing' : 'ok';
    if (now !== hid) {
      hid = now;
      if (now === 'missing')
        logger.warn(
          { reason: transport.trouble?.() ?? 'unknown' },
          'this machine offers no HID: buttons do not work, all else does',
        );
      onChange();
    }
    for (const [path, { device, binding }] of open)
      if (!(devices ?? []).some((info) => info.path === path)) {
        open.delete(path);
        await device.close();
        logger.warn({ profile: binding.profile.id, path }, 'button unplugged');
        onChange();
      }
    for (const info of devices ?? []) {
      if (closed || open.has(info.path)) continue;
      const index = bindings.findIndex((b) => matches(b.profile, b.device, info));
      const binding = bindings[index];
      if (binding !== undefined) await plug(info, index, binding);
    }
  };
  const again = async (): Promise<void> => {
    await look();
    if (!closed) cancel = clock.after(everyMs, () => void again());
  };
  void again();

  return {
    buttons: () =>
      bindings.flatMap((binding): ButtonStatus[] => {
        const devices = [...open.values()].filter((o) => o.binding === binding);
        const status = (name: string, connected: boolean, last: Last | null): ButtonStatus => ({
          profile: binding.profile.id.slice(0, 60),
          name: name.slice(0, 120),
          connected,
          ...(connected ? { last: last === null ? null : lastOf(last) } : {}),
        });
        return devices.length === 0
          ? [status(binding.profile.name, false, null)]
          : devices.map((o) => status(o.name, true, o.last));
      }),
    hid: () => hid,
    trouble: () => (hid === 'missing' ? (transport.trouble?.() ?? null) : null),
    close: async () => {
      closed = true;
      cancel();
      await Promise.all([...open.values()].map((o) => o.device.close()));
      open.clear();
    },
  };
};

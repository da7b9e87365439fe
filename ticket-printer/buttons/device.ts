// One open button device: reports come or are asked for, presses go out, feedback goes back.
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { keysDown, pressesBetween, reportIdOf } from './decode.ts';
import type { FeedbackKind, Poll, Profile } from './profile.ts';
import type { HidHandle } from './transport.ts';

/** The last report that said something new, and the keys it was taken for; null: it is not about keys. */
export type Received = { readonly report: Uint8Array; readonly keys: readonly string[] | null };

export type ButtonDevice = {
  feedback(kind: FeedbackKind): void;
  close(): Promise<void>;
};

type DeviceOptions = {
  readonly handle: HidHandle;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onKey: (key: string) => void;
  /** Not the same report as the one before. */
  readonly onReceived: (received: Received) => void;
  /** Called once, when the device cannot be read any more. */
  readonly onGone: (error: Error) => void;
};

/** Starts to read an open device. */
export const runDevice = (options: DeviceOptions): ButtonDevice => {
  const { handle, profile, clock, logger, onKey, onReceived, onGone } = options;
  const { layout = null } = handle;
  /** By report id. */
  const down = new Map<number, ReadonlySet<string>>();
  let last = '';
  let closed = false;

  const take = (report: Uint8Array): void => {
    if (closed) return;
    const now = keysDown(profile.decode, report, layout);
    const text = Buffer.from(report).toString('hex');
    // Devices that are asked answer the same again and again.
    if (text !== last) {
      last = text;
      // A key let go says nothing that the key pressed before it did not.
      if (now === null || now.size > 0) onReceived({ report, keys: now === null ? null : [...now] });
    }
    if (now === null) return;
    const id = reportIdOf(report, layout);
    const pressed = pressesBetween(down.get(id) ?? new Set(), now);
    down.set(id, now);
    for (const key of pressed) onKey(key);
  };
  const gone = (error: Error): void => {
    if (closed) return;
    closed = true;
    handle.close().catch(() => {});
    onGone(error);
  };
  handle.onError(gone);
  if (profile.poll?.ask.kind !== 'feature') handle.onReport(take);
  if (profile.poll !== undefined) poll(handle, profile.poll, clock, take, gone, () => closed);

  return {
    feedback: (kind) => {
      for (const { afterMs, kind: how, report } of profile.feedback?.[kind] ?? []) {
        const send = (): void => {
          if (closed) return;
          const sent = how === 'output' ? handle.write(report) : handle.sendFeature(report);
          // A button that cannot beep still is a button.
          sent.catch((error: unknown) =>
            logger.debug({ profile: profile.id, error: String(error) }, 'no feedback'),
          );
        };
        if (afterMs === 0) send();
        else clock.after(afterMs, send);
      }
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await handle.close().catch(() => {});
    },
  };
};

/** Asks again and again, each time after the last answer, until the device is gone or closed. */
const poll = (
  handle: HidHandle,
  { everyMs, ask }: Poll,
  clock: Clock,
  take: (report: Uint8Array) => void,
  gone: (error: Error) => void,
  closed: () => boolean,
): void => {
  const once = async (): Promise<void> => {
    if (closed()) return;
    try {
      if (ask.kind === 'write') await handle.write(ask.report);
      else take(await handle.getFeature(ask.id, ask.length));
    } catch (error) {
      gone(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    clock.after(everyMs, () => void once());
  };
  void once();
};

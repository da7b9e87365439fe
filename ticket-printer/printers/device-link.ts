// A wire to a printer on a USB character device (/dev/usb/lp0): non-blocking, so that a stalled printer stalls nobody.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Link } from './link.ts';

const pauseMs = 10;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK');

/** Only what is used of a file, so that tests can bring their own. */
export type DeviceFile = Pick<FileHandle, 'read' | 'write' | 'close'>;

const openFile = (path: string): Promise<DeviceFile> => open(path, constants.O_RDWR | constants.O_NONBLOCK);

/** The device is gone, and not only mute. */
const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ENODEV', 'ENXIO', 'ENOENT', 'ESHUTDOWN', 'EPIPE'].includes(String(error.code));

/**
 * Opens a character device for reading and writing; rejects with the system's error, e.g. EACCES or ENODEV. A cable or
 * interface that works one way fails the first read at once (EINVAL from usblp): it is written to all the same.
 */
export const openDevice = async (
  path: string,
  openAs: (path: string) => Promise<DeviceFile> = openFile,
): Promise<Link> => {
  const file = await openAs(path);
  let why: string | null = null;
  let tellBytes: (bytes: Uint8Array) => void = () => {};
  let tellBreak: (why: string) => void = () => {};
  const end = (reason: string): void => {
    if (why !== null) return;
    why = reason;
    tellBreak(reason);
    void file.close().catch(() => {});
  };
  const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

  const buffer = new Uint8Array(256);
  const read = async (): Promise<Uint8Array> => {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
    return buffer.slice(0, bytesRead);
  };

  /** What the first read gave; null: it can never give anything. */
  const first = await read().catch((error: unknown): Uint8Array | null => {
    if (isBusy(error)) return new Uint8Array();
    if (!isGone(error)) return null;
    void file.close().catch(() => {});
    throw error;
  });

  const listen = async (): Promise<void> => {
    while (why === null) {
      try {
        const bytes = await read();
        if (bytes.length > 0) tellBytes(bytes);
        else await pause();
      } catch (error) {
        if (isBusy(error)) await pause();
        else end(said(error));
      }
    }
  };

  const put = async (bytes: Uint8Array): Promise<void> => {
    let at = 0;
    while (at < bytes.length) {
      if (why !== null) throw new Error(why);
      try {
        at += (await file.write(bytes, at, Math.min(4096, bytes.length - at), null)).bytesWritten;
      } catch (error) {
        if (!isBusy(error)) {
          end(said(error));
          throw error;
        }
        await pause();
      }
    }
  };

  // One write after the other, or their bytes would mingle.
  let last: Promise<void> = Promise.resolve();
  if (first !== null) void listen();
  return {
    oneWay: first === null,
    write: (bytes) => {
      const mine = last.then(() => put(bytes));
      last = mine.catch(() => {});
      return mine;
    },
    onBytes: (listener) => {
      tellBytes = listener;
      if (first !== null && first.length > 0) listener(first);
    },
    onBreak: (listener) => {
      tellBreak = listener;
      if (why !== null) listener(why);
    },
    close: () => end('closed'),
  };
};

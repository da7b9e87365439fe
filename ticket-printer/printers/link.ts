// A wire to a printer: bytes go out, bytes come back, and it can break.
import net from 'node:net';
import { afterAwake } from './patience.ts';

export type Link = {
  /** Nothing can ever come back on it; left out: something may. */
  readonly oneWay?: boolean;
  /** Hands bytes to the system, in order; rejects when the wire is broken. */
  write(bytes: Uint8Array): Promise<void>;
  /** What comes back; one listener. */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** Called once, when the wire breaks or is closed. */
  onBreak(listener: (why: string) => void): void;
  close(): void;
};

/** Opens the wire within its own time limit, or rejects. */
export type OpenLink = () => Promise<Link>;

/** A TCP connection to a printer's raw port; times in milliseconds. */
export const openTcp = (host: string, port: number, connectMs: number): Promise<Link> =>
  new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 });
    let why = 'closed';
    let broken = false;
    let tellBytes: (bytes: Uint8Array) => void = () => {};
    let tellBreak: (why: string) => void = () => {};
    const endPatience = afterAwake(connectMs, () => {
      socket.destroy(new Error(`no connection within ${connectMs} ms`));
    });
    socket.on('error', (error) => {
      why = error.message;
      reject(error);
    });
    socket.on('data', (bytes: Buffer) => tellBytes(bytes));
    // A printer that hangs up its side is gone; it never half-closes on purpose.
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      endPatience();
      broken = true;
      reject(new Error(why));
      tellBreak(why);
    });
    socket.on('connect', () => {
      endPatience();
      resolve({
        write: (bytes) =>
          new Promise((taken, failed) => {
            socket.write(bytes, (error) => (error ? failed(error) : taken()));
          }),
        onBytes: (listener) => {
          tellBytes = listener;
        },
        onBreak: (listener) => {
          tellBreak = listener;
          if (broken) listener(why);
        },
        close: () => socket.destroy(),
      });
    });
  });

// The virtual printer's network side: a raw port that can cut connections, refuse them, and come back.
import net from 'node:net';
import { type Manners, speak } from './manners.ts';

export type RawPort = {
  readonly port: number;
  connections(): number;
  /** Breaks every connection, at once or after so many more bytes. */
  cut(afterBytes?: number): void;
  /** true: connections are refused, as if the cable were out or the power off. */
  refuse(refused: boolean): Promise<void>;
  close(): Promise<void>;
};

const listen = (server: net.Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

/** Opens a raw port; port 0: any free one. */
export const openRawPort = async (
  host: string,
  wantedPort: number,
  receive: (bytes: Uint8Array, answer: (bytes: Uint8Array) => void) => void,
  onChange: () => void,
  manners: Manners = {},
): Promise<RawPort> => {
  const sockets = new Set<net.Socket>();
  let bytesUntilCut: number | null = null;
  const cutNow = (): void => {
    bytesUntilCut = null;
    for (const socket of sockets) socket.resetAndDestroy();
  };

  const serve = (socket: net.Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    onChange();
    socket.on('error', () => {});
    const speech = speak(
      manners,
      (bytes) => {
        if (!socket.destroyed) socket.write(bytes);
      },
      () => socket.end(),
    );
    socket.on('close', () => {
      speech.end();
      sockets.delete(socket);
      onChange();
    });
    socket.on('data', (bytes: Buffer) => {
      speech.heard();
      if (bytesUntilCut !== null && bytes.length >= bytesUntilCut) {
        const last = bytes.subarray(0, bytesUntilCut);
        if (last.length > 0) receive(last, () => {});
        return cutNow();
      }
      if (bytesUntilCut !== null) bytesUntilCut -= bytes.length;
      receive(bytes, speech.say);
    });
  };

  let server: net.Server | null = net.createServer(serve);
  const port = await listen(server, wantedPort, host);
  const stop = async (): Promise<void> => {
    const stopping = server;
    server = null;
    cutNow();
    if (stopping) await new Promise<void>((resolve) => stopping.close(() => resolve()));
  };

  return {
    port,
    connections: () => sockets.size,
    cut: (afterBytes) => {
      if (afterBytes === undefined || afterBytes <= 0) cutNow();
      else bytesUntilCut = afterBytes;
    },
    refuse: async (refused) => {
      if (refused) await stop();
      else if (!server) {
        server = net.createServer(serve);
        await listen(server, port, host);
      }
    },
    close: stop,
  };
};

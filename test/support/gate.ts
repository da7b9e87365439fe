// A TCP gate before a server that tests can close, hold, or let swallow answers: a network with its moods.
import { connect, createServer, type Socket } from 'node:net';

export type Gate = {
  readonly port: number;
  /** Lets bytes through both ways (the beginning). */
  open(): void;
  /** Cuts every connection and refuses new ones. */
  cut(): void;
  /** Takes everything and answers nothing, as a dead switch does. */
  hold(): void;
  /** From the next bytes towards the server that contain `mark`: lets them in, and cuts before the answer comes out. */
  swallowAnswerTo(mark: string): void;
  /** Leads to another server from now on; present connections are cut. */
  leadTo(port: number): void;
  close(): Promise<void>;
};

/** Opens a gate before a loopback port. */
export const openGate = async (first: number): Promise<Gate> => {
  let target = first;
  let mode: 'open' | 'cut' | 'hold' = 'open';
  let mark: string | null = null;
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((client) => {
    if (mode === 'cut') return void client.destroy();
    const inner = connect(target, '127.0.0.1');
    const pair = [client, inner] as const;
    pairs.add(pair);
    let swallow = false;
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      inner.destroy();
    };
    client.on('data', (chunk) => {
      if (mode === 'hold') return;
      if (mark !== null && chunk.includes(mark)) {
        mark = null;
        swallow = true;
      }
      inner.write(chunk);
    });
    inner.on('data', (chunk) => {
      if (swallow) return end();
      if (mode !== 'hold') client.write(chunk);
    });
    for (const socket of pair) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const cutAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    port,
    open: () => {
      // What was swallowed while held is lost; the connection cannot go on.
      if (mode === 'hold') cutAll();
      mode = 'open';
    },
    cut: () => {
      mode = 'cut';
      cutAll();
    },
    hold: () => {
      mode = 'hold';
    },
    leadTo: (next) => {
      target = next;
      cutAll();
    },
    swallowAnswerTo: (next) => {
      mark = next;
    },
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

// Finds out whether a TCP port can be had.
import { createServer } from 'node:net';

/** The port itself when nobody listens there on this machine's loopback, else 0 (any free one). */
export const portOrAny = (port: number): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
  });

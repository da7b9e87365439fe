// A port for a server that must be found again at the same place after it was killed.
import { createServer } from 'node:net';

/** Linux gives outgoing connections ports from 32768 on: a server that is away for a moment could find its own taken by one. */
const [lowest, count] = [18_000, 4_000];

/** A TCP port of 127.0.0.1 that nobody listens on now. A Redis Cluster's bus finds the one 10,000 above free too, as a rule. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const port = lowest + Math.floor(Math.random() * count);
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(freePort());
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
  });

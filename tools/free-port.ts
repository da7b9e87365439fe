// Finds out whether a TCP port can be had.
import { createServer } from 'node:net';

const listenable = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? null) : null));
    });
  });

/** The port itself when nobody listens there on this machine's loopback, else one that is free now. */
export const portOrAny = async (port: number): Promise<number> => {
  const found = (await listenable(port)) ?? (await listenable(0));
  if (found === null) throw new Error('no TCP port is free on this machine');
  return found;
};

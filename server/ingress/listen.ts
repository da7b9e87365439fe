// How the hub's port is opened.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Connections that wait to be accepted: all clients of a lost hub come within half a second. Beyond it, and beyond Node's
 * usual 511, the kernel drops them and they ask again after 1, 3, 7 s. The kernel's own limit (somaxconn) holds, 4,096 on Debian.
 */
const backlog = 8_192;

/** Listens, and gives the port (the system's choice for 0). Rejects with what the system says. */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

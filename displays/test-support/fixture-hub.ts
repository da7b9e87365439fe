// A stand-in hub for screen tests: serves the built pages and the /wall door on any free port, with views as told.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { Server } from 'socket.io';
import type { WallView } from '../../protocol/views.ts';
import {
  doors,
  type HubToWall,
  KeyHello,
  Receipt,
  type SiteList,
  type WallToHub,
} from '../../protocol/wire.ts';
import { PairingRequest, type Placed } from '../../protocol/wire-devices.ts';

export type FixtureHub = {
  readonly port: number;
  readonly origin: string;
  /** Sends this view to every wall, and to those that come later. */
  readonly show: (view: WallView) => void;
  /** Sends anything at all, e.g. a view of a later version. */
  readonly sendRaw: (message: unknown) => void;
  /** All that walls have told, oldest first. */
  readonly receipts: readonly (Receipt & { readonly device: string })[];
  readonly walls: () => number;
  readonly stop: () => Promise<void>;
};

export type FixtureHubOptions = {
  /** Folder of the built pages. */
  readonly dist: string;
  /** 0, or the port of a fixture that was stopped, to play a restart. */
  readonly port?: number;
  readonly sites?: SiteList;
  /** Milliseconds by which this hub's clock is ahead of the machine's. */
  readonly clockAheadMs?: number;
};

const somewhere = {
  place: { site: 'centre', device: 'lobby-1', purpose: 'wall' },
  name: 'lobby-1',
} as Placed;
/** A fixture that took the place of another does not know its keys. */
const lastPlaced = (places: ReadonlyMap<string, Placed>): Placed => [...places.values()].at(-1) ?? somewhere;

export const startFixtureHub = async (options: FixtureHubOptions): Promise<FixtureHub> => {
  const { dist, port = 0, sites, clockAheadMs = 0 } = options;
  const app = express();
  app.use('/assets', express.static(join(dist, 'assets')));
  app.get('/', (_request, response) => response.sendFile(join(dist, 'start/index.html')));
  const places = new Map<string, Placed>();
  app.post('/api/pairing', express.json(), (request, response) => {
    const { hash, wanted } = PairingRequest.parse(request.body);
    if (wanted === undefined) throw new Error('a wall without a wish');
    const placed = { place: { ...wanted, purpose: 'wall' as const }, name: wanted.device };
    places.set(hash, placed);
    response.json({ state: 'accepted', ...placed });
  });
  app.get('/wall/:site', (_request, response) => response.sendFile(join(dist, 'wall/index.html')));
  app.get('/api/sites', (_request, response) => response.json(sites ?? null));
  const http = createServer(app);
  const io = new Server<Record<string, never>, Record<string, never>>(http, {
    pingInterval: 5_000,
    pingTimeout: 20_000,
  });
  const door = io.of(doors.wall) as unknown as import('socket.io').Namespace<WallToHub, HubToWall>;
  const receipts: (Receipt & { device: string })[] = [];
  let current: WallView | null = null;
  const sent = (view: WallView) => ({ sentAtMs: Date.now() + clockAheadMs, view });
  door.on('connection', (socket) => {
    const { key } = KeyHello.parse(socket.handshake.auth);
    // As the hub after a restart: whoever has a key is taken at his word where he stands.
    const placed = places.get(createHash('sha256').update(key).digest('hex')) ?? lastPlaced(places);
    const { device } = placed.place;
    socket.emit('placed', placed);
    if (current !== null) socket.emit('view', sent(current));
    socket.on('receipt', (receipt) => {
      receipts.push({ ...Receipt.parse(receipt), device });
    });
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const address = http.address() as AddressInfo;
  return {
    port: address.port,
    origin: `http://127.0.0.1:${address.port}`,
    show(view) {
      current = view;
      door.emit('view', sent(view));
    },
    sendRaw(message) {
      (door.emit as (event: string, message: unknown) => boolean).call(door, 'view', message);
    },
    receipts,
    walls: () => door.sockets.size,
    stop: async () => {
      const closed = io.close();
      // Kept-alive connections of closed pages would hold the server open.
      http.closeAllConnections();
      await closed;
    },
  };
};

// The door of lobby screens: the site's public view out, receipts in.
import type { Namespace } from 'socket.io';
import { parseAs } from '../../protocol/parse.ts';
import type { WallView } from '../../protocol/views.ts';
import { type HubToWall, Receipt, WallHello, type WallToHub } from '../../protocol/wire.ts';
import type { SiteHub } from '../hub/contract.ts';
import { wallView } from '../views/wall.ts';
import { answerBeat, connectRefused, greet, refuseUnknownEvent } from './door.ts';
import type { DoorParts } from './parts.ts';
import { createPresenceCount } from './presence-count.ts';
import { createRooms, type Rooms } from './rooms.ts';

type Known = { hello: WallHello; siteHub: SiteHub };
export type WallDoor = Namespace<WallToHub, HubToWall, Record<string, never>, Partial<Known>>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openWallDoor = (door: WallDoor, parts: DoorParts): Rooms<WallView> => {
  const { hub, metrics, logger, now } = parts;
  const present = createPresenceCount();
  const rooms = createRooms<WallView>({
    page: 'wall',
    now,
    metrics,
    logger,
    toRoom: (room, except, sent) =>
      door
        .to(room)
        .except([...except])
        .emit('view', sent),
  });

  door.use((socket, next) => {
    const greeted = greet(WallHello, socket.handshake.auth, hub);
    if (!greeted.ok) return next(connectRefused(greeted.refusal));
    Object.assign(socket.data, greeted.value);
    next();
  });

  door.on('connection', (socket) => {
    const { hello, siteHub } = socket.data;
    if (hello === undefined || siteHub === undefined) return void socket.disconnect(true);
    const { site, device } = hello;
    const key = `${site}/${device}`;
    metrics.socketsChanged('wall', 1);
    if (present.enter(key)) siteHub.presence.wallConnected(device);

    const room = `wall:${site}`;
    void socket.join(room);
    const leave = rooms.join(
      { name: room, site, build: wallView },
      { id: socket.id, line: socket.conn, send: (sent) => socket.emit('view', sent) },
      siteHub.snapshot,
    );
    socket.onAny(refuseUnknownEvent(['beat', 'receipt']));
    socket.on('beat', answerBeat);
    socket.on('receipt', (input: unknown) => {
      const receipt = parseAs(Receipt, input, 'receipt');
      if (receipt.ok) siteHub.presence.wallReceipt(device, receipt.value);
      else logger.debug({ site, device, problem: receipt.refusal.message }, 'receipt not understood');
    });
    socket.on('disconnect', () => {
      leave();
      metrics.socketsChanged('wall', -1);
      if (present.leave(key)) siteHub.presence.wallGone(device);
    });
  });
  return rooms;
};

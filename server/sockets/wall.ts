// The door of lobby screens: the site's public view out, receipts in.
import type { Namespace } from 'socket.io';
import type { WallView } from '../../protocol/views.ts';
import { type HubToWall, Receipt, type WallToHub } from '../../protocol/wire.ts';
import { wallView } from '../views/wall.ts';
import { answerBeat, guardEvents, readTold } from './door.ts';
import { createKeyedSockets, type Greeted } from './keyed.ts';
import type { DoorParts } from './parts.ts';
import { createRooms, type Rooms } from './rooms.ts';

export type WallDoor = Namespace<WallToHub, HubToWall, Record<string, never>, Partial<Greeted>>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openWallDoor = (door: WallDoor, parts: DoorParts): Rooms<WallView> => {
  const { metrics, logger, now, gateOf } = parts;
  const keyed = createKeyedSockets(parts, 'wall', 'wall');
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

  door.use(keyed.admit);

  door.on('connection', (socket) => {
    const entered = keyed.enter(socket);
    if (entered === null) return;
    const { siteHub, site, device } = entered;
    if (entered.first) siteHub.presence.wallConnected(device);

    const room = `wall:${site}`;
    void socket.join(room);
    const leave = rooms.join(
      { name: room, site, build: wallView },
      { id: socket.id, line: socket.conn, send: (sent) => socket.emit('view', sent) },
      siteHub.snapshot,
    );
    guardEvents(socket, ['beat', 'receipt'], gateOf);
    socket.on('beat', answerBeat);
    socket.on('receipt', (...args: unknown[]) => {
      const receipt = readTold(socket, Receipt, args, 'receipt');
      if (receipt !== null) siteHub.presence.wallReceipt(device, receipt);
    });
    socket.on('disconnect', () => {
      leave();
      if (entered.leave()) siteHub.presence.wallGone(device);
    });
  });
  return rooms;
};

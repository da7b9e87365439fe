// The door of lobby screens: the site's public view out, receipts in.
import type { Namespace } from 'socket.io';
import type { WallView } from '../../protocol/views.ts';
import { type HubToWall, Receipt, type WallToHub } from '../../protocol/wire.ts';
import { wallView } from '../views/wall.ts';
import { answerBeat, connectRefused, guardEvents, readTold } from './door.ts';
import { createKeyedSockets, type Greeted, greetDevice } from './keyed.ts';
import type { DoorParts } from './parts.ts';
import { createPresenceCount } from './presence-count.ts';
import { createRooms, type Rooms } from './rooms.ts';

export type WallDoor = Namespace<WallToHub, HubToWall, Record<string, never>, Partial<Greeted>>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openWallDoor = (door: WallDoor, parts: DoorParts): Rooms<WallView> => {
  const { metrics, logger, now, book, gateOf } = parts;
  const present = createPresenceCount();
  const keyed = createKeyedSockets(parts);
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

  door.use(async (socket, next) => {
    const greeted = await greetDevice(parts, socket, 'wall');
    if (!greeted.ok) return next(connectRefused(greeted.refusal));
    const { site, device } = greeted.value.caller.place;
    if (present.of(`${site}/${device}`) >= book.of.socketsPerDevice) {
      return next(connectRefused(book.refuse('socketsPerDevice')));
    }
    Object.assign(socket.data, greeted.value);
    next();
  });

  door.on('connection', (socket) => {
    const { caller, name, siteHub } = socket.data;
    if (caller === undefined || name === undefined || siteHub === undefined)
      return void socket.disconnect(true);
    const { site, device } = caller.place;
    const key = `${site}/${device}`;
    const exit = keyed.enter(socket, { caller, name });
    metrics.socketsChanged('wall', 1);
    if (present.enter(key)) siteHub.presence.wallConnected(device);

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
      exit();
      metrics.socketsChanged('wall', -1);
      if (present.leave(key)) siteHub.presence.wallGone(device);
    });
  });
  return rooms;
};

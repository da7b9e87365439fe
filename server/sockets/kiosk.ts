// The door of kiosks: presses of visitors in, the site's procedures and what became of the presses out.
import type { Namespace } from 'socket.io';
import type { KioskView } from '../../protocol/kiosk-view.ts';
import type { HubToKiosk, KioskToHub } from '../../protocol/wire.ts';
import { kioskView } from '../views/kiosk.ts';
import { answerBeat, guardEvents, takeCommands } from './door.ts';
import { createKeyedSockets, type Greeted } from './keyed.ts';
import { kioskRequest } from './kiosk-request.ts';
import type { DoorParts } from './parts.ts';
import { createRooms, type Rooms } from './rooms.ts';

export type KioskDoor = Namespace<KioskToHub, HubToKiosk, Record<string, never>, Partial<Greeted>>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openKioskDoor = (door: KioskDoor, parts: DoorParts): Rooms<KioskView> => {
  const { metrics, logger, now, gateOf } = parts;
  const keyed = createKeyedSockets(parts, 'kiosk', 'kiosk');
  const rooms = createRooms<KioskView>({
    page: 'kiosk',
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
    const { siteHub, site, device, who } = entered;

    if (entered.first) siteHub.presence.kioskConnected(device);
    const room = `kiosk:${site}:${device}`;
    void socket.join(room);
    const leave = rooms.join(
      { name: room, site, build: (snapshot) => kioskView(snapshot, device) },
      { id: socket.id, line: socket.conn, send: (sent) => socket.emit('view', sent) },
      siteHub.snapshot,
    );
    guardEvents(socket, ['beat', 'command'], gateOf);
    socket.on('beat', answerBeat);
    takeCommands(socket, parts, {
      siteHub,
      door: 'kiosk',
      who,
      completed: kioskRequest(siteHub, device),
    });
    socket.on('disconnect', () => {
      leave();
      if (entered.leave()) siteHub.presence.kioskGone(device);
    });
  });
  return rooms;
};

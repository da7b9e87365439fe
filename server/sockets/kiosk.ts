// The door of kiosks: presses of visitors in, the site's procedures and what became of the presses out.
import type { Namespace } from 'socket.io';
import type { KioskView } from '../../protocol/kiosk-view.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { HubToKiosk, KioskToHub } from '../../protocol/wire.ts';
import { kioskView } from '../views/kiosk.ts';
import { answerBeat, connectRefused, guardEvents, takeCommands } from './door.ts';
import { createKeyedSockets, type Greeted, greetDevice } from './keyed.ts';
import { kioskRequest } from './kiosk-request.ts';
import type { DoorParts } from './parts.ts';
import { createPresenceCount } from './presence-count.ts';
import { createRooms, type Rooms } from './rooms.ts';

export type KioskDoor = Namespace<KioskToHub, HubToKiosk, Record<string, never>, Partial<Greeted>>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openKioskDoor = (door: KioskDoor, parts: DoorParts): Rooms<KioskView> => {
  const { metrics, logger, now, book, gateOf, gate } = parts;
  const present = createPresenceCount();
  const keyed = createKeyedSockets(parts);
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

  door.use(async (socket, next) => {
    const greeted = await greetDevice(parts, socket, 'kiosk');
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
    metrics.socketsChanged('kiosk', 1);
    present.enter(key);

    const room = `kiosk:${site}:${device}`;
    void socket.join(room);
    const leave = rooms.join(
      { name: room, site, build: (snapshot) => kioskView(snapshot, device) },
      { id: socket.id, line: socket.conn, send: (sent) => socket.emit('view', sent) },
      siteHub.snapshot,
    );
    // A command that was on its way when the key was revoked or moved counts no more.
    const who = () =>
      gate.stands(caller) === 'yes'
        ? ({ ok: true, value: caller } as const)
        : ({ ok: false, refusal: refuse('unknownKey') } as const);
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
      exit();
      metrics.socketsChanged('kiosk', -1);
      present.leave(key);
    });
  });
  return rooms;
};

// The door of device agents: printers and buttons; commands and status in, jobs and leases out.
import type { Namespace } from 'socket.io';
import { refuse } from '../../protocol/refusals.ts';
import type { DeviceView } from '../../protocol/views.ts';
import { DeviceStatus, type DeviceToHub, type HubToDevice } from '../../protocol/wire.ts';
import { deviceView } from '../views/device.ts';
import { answerBeat, connectRefused, guardEvents, readTold, takeCommands } from './door.ts';
import { createKeyedSockets, type Greeted, greetDevice } from './keyed.ts';
import type { DoorParts } from './parts.ts';
import { createPresenceCount } from './presence-count.ts';
import { createRooms, type Rooms } from './rooms.ts';

export type DeviceDoor = Namespace<DeviceToHub, HubToDevice, Record<string, never>, Partial<Greeted>>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openDeviceDoor = (door: DeviceDoor, parts: DoorParts): Rooms<DeviceView> => {
  const { metrics, logger, now, book, gateOf, gate } = parts;
  const present = createPresenceCount();
  const keyed = createKeyedSockets(parts);
  const rooms = createRooms<DeviceView>({
    page: 'device',
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
    const greeted = await greetDevice(parts, socket, 'agent');
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
    metrics.socketsChanged('device', 1);
    if (present.enter(key)) siteHub.presence.agentConnected(device);

    const room = `device:${site}:${device}`;
    void socket.join(room);
    const leave = rooms.join(
      { name: room, site, build: (snapshot) => deviceView(snapshot, device) },
      { id: socket.id, line: socket.conn, send: (sent) => socket.emit('view', sent) },
      siteHub.snapshot,
    );
    // A command that was on its way when the key was revoked or moved counts no more.
    const who = () =>
      gate.stands(caller) === 'yes'
        ? ({ ok: true, value: caller } as const)
        : ({ ok: false, refusal: refuse('unknownKey') } as const);
    guardEvents(socket, ['beat', 'command', 'status'], gateOf);
    socket.on('beat', answerBeat);
    takeCommands(socket, parts, { siteHub, door: 'device', who });
    socket.on('status', (...args: unknown[]) => {
      const status = readTold(socket, DeviceStatus, args, 'status');
      if (status !== null) siteHub.presence.agentStatus(device, status);
    });
    socket.on('disconnect', () => {
      leave();
      exit();
      metrics.socketsChanged('device', -1);
      if (present.leave(key)) siteHub.presence.agentGone(device);
    });
  });
  return rooms;
};

// The door of device agents: printers and buttons; commands and status in, jobs and leases out.
import type { Namespace } from 'socket.io';
import type { DeviceView } from '../../protocol/views.ts';
import { DeviceStatus, type DeviceToHub, type HubToDevice } from '../../protocol/wire.ts';
import { deviceView } from '../views/device.ts';
import { answerBeat, guardEvents, readTold, takeCommands } from './door.ts';
import { createKeyedSockets, type Greeted } from './keyed.ts';
import type { DoorParts } from './parts.ts';
import { createRooms, type Rooms } from './rooms.ts';

export type DeviceDoor = Namespace<DeviceToHub, HubToDevice, Record<string, never>, Partial<Greeted>>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openDeviceDoor = (door: DeviceDoor, parts: DoorParts): Rooms<DeviceView> => {
  const { metrics, logger, now, gateOf } = parts;
  const keyed = createKeyedSockets(parts, 'agent', 'device');
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

  door.use(keyed.admit);

  door.on('connection', (socket) => {
    const entered = keyed.enter(socket);
    if (entered === null) return;
    const { siteHub, site, device, who } = entered;
    if (entered.first) siteHub.presence.agentConnected(device);

    const room = `device:${site}:${device}`;
    void socket.join(room);
    const leave = rooms.join(
      { name: room, site, build: (snapshot) => deviceView(snapshot, device) },
      { id: socket.id, line: socket.conn, send: (sent) => socket.emit('view', sent) },
      siteHub.snapshot,
    );
    guardEvents(socket, ['beat', 'command', 'status'], gateOf);
    socket.on('beat', answerBeat);
    takeCommands(socket, parts, { siteHub, door: 'device', who });
    socket.on('status', (...args: unknown[]) => {
      const status = readTold(socket, DeviceStatus, args, 'status');
      if (status !== null) siteHub.presence.agentStatus(device, status);
    });
    socket.on('disconnect', () => {
      leave();
      if (entered.leave()) siteHub.presence.agentGone(device);
    });
  });
  return rooms;
};

// The door of device agents: printers and buttons; commands and status in, jobs and leases out.
import type { Namespace } from 'socket.io';
import type { KeyId, NetworkAddress } from '../../protocol/ids.ts';
import type { DeviceView } from '../../protocol/views.ts';
import { DeviceHello, DeviceStatus, type DeviceToHub, type HubToDevice } from '../../protocol/wire.ts';
import type { SiteHub } from '../hub/contract.ts';
import { deviceView } from '../views/device.ts';
import { answerBeat, connectRefused, greet, guardEvents, readTold, takeCommands } from './door.ts';
import type { DoorParts } from './parts.ts';
import { createPresenceCount } from './presence-count.ts';
import { createRooms, type Rooms } from './rooms.ts';

type Known = { hello: DeviceHello; siteHub: SiteHub };
export type DeviceDoor = Namespace<DeviceToHub, HubToDevice, Record<string, never>, Partial<Known>>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openDeviceDoor = (door: DeviceDoor, parts: DoorParts): Rooms<DeviceView> => {
  const { hub, metrics, logger, now, book, gateOf, addresses } = parts;
  const present = createPresenceCount();
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

  door.use((socket, next) => {
    const greeted = greet(DeviceHello, socket.handshake.auth, hub);
    if (!greeted.ok) return next(connectRefused(greeted.refusal));
    const { site, device } = greeted.value.hello;
    if (present.of(`${site}/${device}`) >= book.of.socketsPerDevice) {
      return next(connectRefused(book.refuse('socketsPerDevice')));
    }
    Object.assign(socket.data, greeted.value);
    next();
  });

  door.on('connection', (socket) => {
    const { hello, siteHub } = socket.data;
    if (hello === undefined || siteHub === undefined) return void socket.disconnect(true);
    const { site, device } = hello;
    const key = `${site}/${device}`;
    metrics.socketsChanged('device', 1);
    if (present.enter(key)) siteHub.presence.agentConnected(device);

    const room = `device:${site}:${device}`;
    void socket.join(room);
    const leave = rooms.join(
      { name: room, site, build: (snapshot) => deviceView(snapshot, device) },
      { id: socket.id, line: socket.conn, send: (sent) => socket.emit('view', sent) },
      siteHub.snapshot,
    );
    const from = addresses.ofRequest(socket.request) as NetworkAddress;
    const place = { site, device, purpose: 'agent' } as const;
    const who = () =>
      ({ ok: true, value: { kind: 'device', key: 'unpaired0000' as KeyId, place, from } }) as const;
    guardEvents(socket, ['beat', 'command', 'status'], gateOf);
    socket.on('beat', answerBeat);
    takeCommands(socket, parts, { siteHub, door: 'device', who });
    socket.on('status', (...args: unknown[]) => {
      const status = readTold(socket, DeviceStatus, args, 'status');
      if (status !== null) siteHub.presence.agentStatus(device, status);
    });
    socket.on('disconnect', () => {
      leave();
      metrics.socketsChanged('device', -1);
      if (present.leave(key)) siteHub.presence.agentGone(device);
    });
  });
  return rooms;
};

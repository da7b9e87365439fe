// The door of device agents: printers and buttons; commands and status in, jobs and leases out.
import type { DeviceView } from '../../protocol/views.ts';
import { DeviceStatus, type DeviceToHub, type HubToDevice } from '../../protocol/wire.ts';
import { deviceView } from '../views/device.ts';
import type { DoorParts } from './dependencies.ts';
import { readTold, takeCommands } from './door.ts';
import { type KeyedClient, type KeyedNamespace, openKeyedDoor } from './keyed-door.ts';
import type { Rooms } from './rooms.ts';

export type DeviceDoor = KeyedNamespace<DeviceToHub, HubToDevice>;

/** Opens the door; the rooms it returns are to be refreshed after every change. */
export const openDeviceDoor = (door: DeviceDoor, parts: DoorParts): Rooms<DeviceView> =>
  openKeyedDoor<DeviceView, KeyedClient<DeviceToHub, HubToDevice>>(door, parts, {
    purpose: 'agent',
    name: 'device',
    room: ({ site, device }) => ({
      name: `device:${site}:${device}`,
      build: (snapshot) => deviceView(snapshot, device),
    }),
    came: ({ siteHub, device }) => siteHub.presence.agentConnected(device),
    gone: ({ siteHub, device }) => siteHub.presence.agentGone(device),
    events: ['command', 'status'],
    take(socket, { siteHub, device, who }) {
      takeCommands(socket, parts, { siteHub, door: 'device', who });
      socket.on('status', (...args: unknown[]) => {
        const status = readTold(socket, DeviceStatus, args, 'status');
        if (status !== null) siteHub.presence.agentStatus(device, status);
      });
    },
  });

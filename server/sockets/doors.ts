// The doors together, and the watch over every site's changes; knows no HTTP server.
import type { Namespace } from 'socket.io';
import { doors } from '../../protocol/wire.ts';
import { watchSites } from './broadcaster.ts';
import type { DoorParts } from './dependencies.ts';
import { type DeviceDoor, openDeviceDoor } from './device.ts';
import { type KioskDoor, openKioskDoor } from './kiosk.ts';
import { startPulse } from './pulse.ts';
import { openStaffDoor, type StaffDoor } from './staff.ts';
import { openVisitorDoor, type VisitorDoor } from './visitor.ts';
import { openWallDoor, type WallDoor } from './wall.ts';

/** The part of a Socket.IO server that the doors need. */
type Namespaces = { of(name: string): Namespace };

/** Opens walls, consoles, devices, kiosks and phones; views are sent after every change, walls first, phones last. `close` says goodbye to all. */
export const openDoors = (
  io: Namespaces,
  parts: DoorParts & {
    /** There are other hubs to go to when this one falls silent. */
    readonly oneOfSeveral: boolean;
  },
): { close(): void } => {
  const wall: WallDoor = io.of(doors.wall);
  const staff: StaffDoor = io.of(doors.staff);
  const device: DeviceDoor = io.of(doors.device);
  const visitor: VisitorDoor = io.of(doors.visitor);
  const kiosk: KioskDoor = io.of(doors.kiosk);
  const walls = openWallDoor(wall, parts);
  const devices = openDeviceDoor(device, parts);
  const kiosks = openKioskDoor(kiosk, parts);
  const consoles = openStaffDoor(staff, parts);
  const visitors = openVisitorDoor(visitor, parts);
  const stopWatching = watchSites(parts.hub, [walls, devices, kiosks, ...consoles, visitors]);
  // Not to phones: each frame would wake their radio; they ask for themselves, seldom.
  const stopPulse = parts.oneOfSeveral ? startPulse([wall, staff, device, kiosk]) : () => {};
  return {
    close: () => {
      stopPulse();
      stopWatching();
      for (const door of [wall, staff, device, kiosk, visitor]) door.disconnectSockets(true);
    },
  };
};
